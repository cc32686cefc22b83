"""The demo's files: every state of the work once, opened by those who may, and made once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from milepost.audit.models import Event
from milepost.audit.record import verify
from milepost.cases.models import Case, ConcernReport
from milepost.cases.queries.duties import desk_of
from milepost.cases.queries.file import file_of
from milepost.home import demo, demo_cases, packs
from milepost.people.queries import identity_of
from milepost.vault.opening import open_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> demo_cases.Cast:
    by = packs.command_line()
    packs.load("al", by=by)
    for person in demo.PEOPLE:
        if person[0] == "al":
            demo.add_person(*person, by=by)
    made = demo.cast()
    demo_cases.make(made)
    return made


def test_the_files_stand_in_many_states_with_what_is_due_and_late(cast: demo_cases.Cast) -> None:
    assert set(Case.objects.values_list("state", flat=True)) == {
        "registered", "initial_assessment", "planning", "plan_active", "under_review", "transferred", "closed",
    }  # fmt: skip
    assert set(ConcernReport.objects.values_list("state", flat=True)) == {"reported", "screening_out", "accepted"}
    assert {"interview"} <= set(Case.objects.values_list("nrm", flat=True))
    assert {"charged"} <= set(Case.objects.values_list("criminal", flat=True))
    for person in (cast.worker, cast.second, cast.head):
        desk = desk_of(person)
        assert desk.late, person
        assert desk.soon, person
    assert any(duty.verb == "accept_transfer" for duty in desk_of(cast.others[0]).soon)


def test_the_days_are_those_of_the_story_and_the_audit_has_the_real_ones(cast: demo_cases.Cast) -> None:
    opened = Case.objects.order_by("opened_at")
    assert {case.year for case in opened} >= {2022, 2023}
    assert opened[0].opened_at.date() == datetime(2022, 6, 14, tzinfo=UTC).date()
    for case in Case.objects.all():
        steps = list(case.steps.order_by("at"))
        assert steps[-1].at < timezone.now(), case
        assert steps[0].verb in ("register", "protect"), case
    assert not list(verify())
    assert not Event.objects.filter(at__lt=timezone.now() - timedelta(hours=1)).exists()


def test_the_head_opens_every_file_and_every_child_is_marked(cast: demo_cases.Cast) -> None:
    opener = open_with(cast.head, demo.PASSWORD)
    for case in Case.objects.filter(unit=cast.head.body).select_related("child", "unit", "transferred_to"):
        assert identity_of(case.child, opener).surname.endswith(" Demo")
        assert file_of(case, by=cast.head, opener=opener).initial or case.state == "registered"


def test_the_table_names_one_person_of_each_role() -> None:
    assert sum("Case worker" in line for line in demo.people_table()) == 1
