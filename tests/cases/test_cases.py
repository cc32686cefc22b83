"""Opening a case, handing it over, opening it again, merging."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions import case as cases
from milepost.cases.actions import concern_report
from milepost.cases.models import Case, CaseStep
from milepost.cases.queries.cases import own_reports
from milepost.people.actions.joining import join
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.people.queries import identity_of
from tests.cases.conftest import BESA, Unit
from tests.conftest import Cast


def test_register_opens_a_case_of_a_new_child(unit: Unit) -> None:
    case = unit.registered()
    assert (case.state, case.worker, case.unit, case.sex) == ("registered", unit.worker, unit.body, "girl")
    assert identity_of(case.child, unit.opener()).name == "Besa Hoxha"
    assert case.age_estimated
    assert case.age_months is not None


def test_register_of_an_unknown_child(unit: Unit) -> None:
    case = unit.registered(Identity())
    assert (case.age_months, case.sex) == (None, "not_recorded")


def test_register_numbers_by_unit_and_year(unit: Unit, other: Unit) -> None:
    year = timezone.localdate().year
    first, second, theirs = unit.registered(), unit.registered(Identity()), other.registered()
    assert first.number.endswith(f"-{year}-0001")
    assert second.number == first.number.replace("0001", "0002")
    assert theirs.number.endswith("-0001")
    assert theirs.number != first.number
    assert "CPU" not in first.number


def test_register_tells_the_reporter_it_was_accepted(unit: Unit, cast: Cast) -> None:
    report = unit.reported(by=cast.field_team_member)
    cases.register(report, BESA, by=unit.worker, opener=unit.opener())
    assert own_reports(cast.field_team_member)[0].state == "accepted"


def test_register_twice_opens_one(unit: Unit) -> None:
    report = unit.reported()
    first = cases.register(report, BESA, by=unit.worker, opener=unit.opener())
    second = cases.register(report, BESA, by=unit.worker, opener=unit.opener())
    assert first.pk == second.pk
    assert Child.objects.filter(country="al").count() == 1


def test_register_adds_a_second_report_to_the_open_file(unit: Unit) -> None:
    case = unit.registered()
    again = cases.register(unit.reported(), case.child, by=unit.worker, opener=unit.opener())
    assert again.pk == case.pk
    assert case.reports.count() == 2
    assert [step.verb for step in case.steps.order_by("at")] == ["register", "add_report"]


def test_register_of_a_child_who_was_taken_into_protection_begins_the_safety_track(unit: Unit) -> None:
    case = unit.registered(taken_at=timezone.now(), immediate_risk=True, handed_to="Officer Leka")
    assert Case.objects.get(pk=case.pk).safety == "protection"
    assert case.immediate_risk
    assert case.steps.filter(track="safety", after="protection").count() == 1


@pytest.mark.parametrize("who", ["field_team_member", "other_case_worker", "national_analyst", "auditor"])
def test_register_is_refused_to_others(unit: Unit, cast: Cast, who: str) -> None:
    report = unit.reported()
    with pytest.raises(Refused, match="Case worker"):
        cases.register(report, BESA, by=cast.of(who), opener=unit.opener())


def test_register_of_another_units_child_is_refused(unit: Unit, other: Unit) -> None:
    theirs = other.registered().child
    with pytest.raises(Refused, match="Another unit"):
        cases.register(unit.reported(), theirs, by=unit.worker, opener=unit.opener())


def test_register_of_a_screened_out_report_is_refused(unit: Unit) -> None:
    report = concern_report.screen_out(unit.reported(), "no_need", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="second person decides first"):
        cases.register(report, BESA, by=unit.worker, opener=unit.opener())
    report = concern_report.confirm_screen_out(report, by=unit.head)
    with pytest.raises(Refused, match="decided already"):
        cases.register(report, BESA, by=unit.worker, opener=unit.opener())


def test_one_open_file_is_held_by_the_database(unit: Unit) -> None:
    case = unit.registered()
    twin = Case.objects.get(pk=case.pk)
    twin.pk, twin.number, twin.serial = uuid.uuid4(), "another", 99
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [{"state": "closed"}, {"closure": "plan_met"}, {"state": "transferred"}, {"state": "merged_duplicate"}],
)
def test_half_a_state_is_refused_by_the_database(unit: Unit, change: dict[str, str]) -> None:
    case = unit.registered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)


def test_view_leaves_an_event(unit: Unit) -> None:
    case = unit.registered()
    cases.view(case, by=unit.worker)
    event = Event.objects.latest("id")
    assert (event.verb, event.on_id, event.detail) == ("case.view", str(case.pk), {"number": case.number})


def test_assign_gives_the_file_to_a_colleague(unit: Unit, cast: Cast) -> None:
    case = cases.assign(unit.registered(), cast.second_case_worker, by=unit.worker)
    assert case.worker == cast.second_case_worker
    with pytest.raises(Refused, match="caseload of a colleague"):
        cases.assign(case, unit.worker, by=unit.worker)
    assert cases.assign(case, unit.worker, by=unit.head).worker == unit.worker


def test_assign_to_someone_of_another_unit_is_refused(unit: Unit, cast: Cast) -> None:
    with pytest.raises(Refused, match="no role at this unit"):
        cases.assign(unit.registered(), cast.other_case_worker, by=unit.worker)


def test_reopen_is_a_new_episode_that_knows_the_old_one(unit: Unit) -> None:
    closed, token = unit.closed(), uuid.uuid4()
    episode = cases.reopen(closed, by=unit.worker, opener=unit.opener(), token=token)
    assert (episode.previous, episode.child, episode.state) == (closed, closed.child, "registered")
    assert episode.number != closed.number
    assert Case.objects.get(pk=closed.pk).state == "closed"
    assert cases.reopen(closed, by=unit.worker, opener=unit.opener(), token=token).pk == episode.pk
    with pytest.raises(Refused, match="open file of this child"):
        cases.reopen(closed, by=unit.worker, opener=unit.opener())


def test_reopen_of_an_open_file_is_refused(unit: Unit) -> None:
    with pytest.raises(Refused, match="is open"):
        cases.reopen(unit.registered(), by=unit.worker, opener=unit.opener())


def test_merge_ends_the_duplicate(unit: Unit) -> None:
    case, twin = unit.registered(), unit.registered(Identity(given_name="Bese", surname="Hoxhaj"))
    with pytest.raises(Refused, match="Join the two children first"):
        cases.merge(twin, case, by=unit.head)
    join(case.child, twin.child, "the same birth certificate", by=unit.head, opener=unit.opener(unit.head))
    with pytest.raises(Refused, match="Head of unit"):
        cases.merge(twin, case, by=unit.worker)
    twin.child.refresh_from_db()
    merged = cases.merge(twin, case, by=unit.head)
    assert (merged.state, merged.merged_into) == ("merged_duplicate", case)
    assert CaseStep.objects.filter(case=case, verb="take_in").count() == 1
