"""More time for what is due, given by the head; it is over once the thing is done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.contact import contact
from milepost.cases.actions.extension import extend
from milepost.cases.actions.plan import approve_plan
from milepost.cases.facts import MoreTime, Visit
from milepost.cases.models import Case, Contact, Extension, Plan
from milepost.cases.queries.duties import Duty, all_duties, desk_of
from tests.cases.conftest import Unit


def of(case: Case) -> dict[str, Duty]:
    return {duty.verb: duty for duty in all_duties(Case.objects.filter(pk=case.pk).select_related("country"))}


def given(unit: Unit, case: Case, duty: str, until: date, reason: str = "The school is shut") -> Extension:
    return extend(case, MoreTime(duty, until, reason), by=unit.head, opener=unit.opener(unit.head))


def late(unit: Unit) -> Case:
    """A case whose child should have been seen a month ago."""
    case = unit.in_force()
    contact(case, Visit(timezone.localdate(), "office", child_seen=True), by=unit.worker, opener=unit.opener())
    Contact.objects.update(on=timezone.localdate() - timedelta(days=45))
    Plan.objects.update(approved_at=timezone.now() - timedelta(days=60))
    return case


def test_extend_moves_the_day_until_it_is_done(unit: Unit, today: date) -> None:
    case, day = late(unit), today + timedelta(days=5)
    assert of(case)["contact"].late
    made = given(unit, case, "contact", day)
    duty = of(case)["contact"]
    assert duty.due is not None
    assert (timezone.localtime(duty.due).date(), duty.late, duty.extension) == (day, False, made)
    contact(case, Visit(today, "office", child_seen=True), by=unit.worker, opener=unit.opener())
    duty = of(case)["contact"]
    assert duty.due is not None
    assert timezone.localtime(duty.due).date() == today + timedelta(days=14)
    assert duty.extension is None


def test_a_try_leaves_the_extension(unit: Unit, today: date) -> None:
    case = late(unit)
    given(unit, case, "contact", today + timedelta(days=5))
    contact(case, Visit(today, "office"), by=unit.worker, opener=unit.opener())
    assert of(case)["contact"].extension is not None


def test_extend_again_counts_the_last_one(unit: Unit, today: date) -> None:
    case = late(unit)
    given(unit, case, "contact", today + timedelta(days=5))
    last = given(unit, case, "contact", today + timedelta(days=9))
    assert of(case)["contact"].extension == last


def test_time_for_the_plan_is_time_until_it_is_approved(unit: Unit, today: date) -> None:
    plan = unit.planned()
    made = given(unit, plan.case, "plan", today + timedelta(days=40))
    assert of(plan.case)["approve_plan"].extension == made
    approve_plan(plan, by=unit.head)
    assert not [duty for duty in of(plan.case).values() if duty.extension]


def test_time_for_one_action_is_not_time_for_the_next(unit: Unit, today: date) -> None:
    case = unit.in_force()
    soonest = of(case)["end_action"]
    given(unit, case, "end_action", today + timedelta(days=60))
    following = of(case)["end_action"]
    assert following.about != soonest.about
    assert following.extension is None


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "still to come"), (1, "already. Choose a later day"), (400, "more than a year")]
)
def test_extend_needs_a_later_day_within_a_year(unit: Unit, today: date, days: int, sentence: str) -> None:
    case = unit.in_force()
    with pytest.raises(Refused, match=sentence):
        given(unit, case, "contact", today + timedelta(days=days))


def test_extend_of_what_is_not_due_is_refused(unit: Unit, today: date) -> None:
    with pytest.raises(Refused, match="not to be done any more"):
        given(unit, unit.in_force(), "assess", today + timedelta(days=30))


def test_a_worker_gives_themselves_no_time(unit: Unit, today: date) -> None:
    more = MoreTime("contact", today + timedelta(days=30), "")
    with pytest.raises(Refused, match="Head of unit"):
        extend(unit.in_force(), more, by=unit.worker, opener=unit.opener())


def test_extend_leaves_its_day_in_the_audit_and_no_word(unit: Unit, today: date) -> None:
    case = unit.in_force()
    given(unit, case, "contact", today + timedelta(days=30), reason="Her mother is in hospital")
    event = Event.objects.filter(verb="case.extend").get()
    assert event.detail == {"number": case.number, "duty": "contact", "until": (today + timedelta(days=30)).isoformat()}
    assert case.steps.filter(verb="extend").count() == 1


def test_what_has_more_time_is_late_for_nobody(unit: Unit, today: date) -> None:
    case = late(unit)
    assert desk_of(unit.head).late_with[unit.worker.pk] == 1
    given(unit, case, "contact", today + timedelta(days=5))
    assert desk_of(unit.head).late_with[unit.worker.pk] == 0
    assert not desk_of(unit.worker).late
