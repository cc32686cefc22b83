"""What is due, overdue or waits for others: computed, in a fixed number of queries."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from milepost.cases.actions import case as cases
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.concern_report import screen_out
from milepost.cases.actions.contact import contact
from milepost.cases.actions.plan import approve_plan
from milepost.cases.actions.purpose import state_purpose
from milepost.cases.actions.review import review
from milepost.cases.actions.track import place
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Ending, Look, Safety, Visit
from milepost.cases.models import Case, ConcernReport
from milepost.cases.queries.duties import Desk, Duty, desk_of, duties_of
from milepost.people.identity import Identity
from tests.cases.conftest import Unit
from tests.conftest import Cast


def words(duties: list[Duty]) -> list[str]:
    return [duty.verb for duty in duties]


def of(case: Case) -> dict[str, Duty]:
    return {duty.verb: duty for duty in duties_of(Case.objects.filter(pk=case.pk).select_related("country"))}


def of_desk(desk: Desk) -> list[Duty]:
    return [*desk.late, *desk.soon, *desk.later]


def days(since: datetime, until: datetime | None) -> int:
    assert until is not None
    return (until.date() - since.date()).days


def test_a_report_is_to_be_decided_within_the_packs_hours(unit: Unit) -> None:
    report = unit.reported()
    (duty,) = of_desk(desk_of(unit.worker))
    assert (duty.verb, duty.due) == ("register", report.reported_at + timedelta(hours=24))


def test_a_child_taken_into_protection_is_handed_over_sooner(unit: Unit) -> None:
    report = unit.reported(taken_at=timezone.now(), immediate_risk=True)
    (duty,) = of_desk(desk_of(unit.worker))
    assert report.taken_at is not None
    assert duty.due == report.taken_at + timedelta(hours=6)


def test_overdue_is_computed_and_stops_nobody(unit: Unit) -> None:
    report = unit.reported()
    ConcernReport.objects.filter(pk=report.pk).update(reported_at=timezone.now() - timedelta(days=3))
    (duty,) = desk_of(unit.worker).late
    assert duty.late
    assert cases.register(report, Identity(), by=unit.worker, opener=unit.opener()).state == "registered"
    assert "register" not in words(of_desk(desk_of(unit.worker)))


@pytest.mark.parametrize(("immediate", "hours"), [(True, 24), (False, 72)])
def test_the_first_assessment_is_due_by_risk(unit: Unit, immediate: bool, hours: int) -> None:
    case = unit.registered(immediate_risk=immediate)
    assert of(case)["assess"].due == case.opened_at + timedelta(hours=hours)


def test_what_comes_next_follows_the_case(unit: Unit) -> None:
    case = unit.assessed()
    assert words(list(of(case).values())) == ["convene_group", "plan"]
    plan = unit.planned(case)
    assert (of(case)["approve_plan"].owner, set(of(case))) == ("head", {"approve_plan", "convene_group"})
    in_force = approve_plan(plan, by=unit.head).case
    assert set(of(in_force)) == {"contact", "review", "end_action"}


@pytest.mark.parametrize(("risk", "wanted"), [("high", 7), ("medium", 14), ("low", 30)])
def test_the_child_is_seen_by_risk(unit: Unit, risk: str, wanted: int) -> None:
    case = unit.in_force(unit.assessed(risk=risk))
    assert days(timezone.now(), of(case)["contact"].due) == wanted


def test_a_try_does_not_put_off_the_next_contact(unit: Unit, today: date) -> None:
    case = unit.in_force()
    before = of(case)["contact"].due
    tomorrow = today + timedelta(days=1)
    contact(case, Visit(tomorrow, "attempt"), by=unit.worker, opener=unit.opener())
    assert of(case)["contact"].due == before
    contact(case, Visit(tomorrow, "home_visit", child_seen=True), by=unit.worker, opener=unit.opener())
    assert days(timezone.now(), of(case)["contact"].due) == 15


def test_the_plan_names_its_review_and_then_the_limit_does(unit: Unit, today: date) -> None:
    case = unit.in_force()
    assert days(timezone.now(), of(case)["review"].due) == 20
    review(case, Look(today, "high", "keep"), by=unit.worker, opener=unit.opener())
    assert days(timezone.now(), of(case)["review"].due) == 30


def test_closing_and_sending_wait_for_others(unit: Unit, other: Unit) -> None:
    case = unit.in_force()
    propose_close(case, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
    assert words(desk_of(unit.worker).waiting) == ["approve_close"]
    assert "approve_close" in words(of_desk(desk_of(unit.head)))
    sent = unit.assessed(unit.registered(Identity()))
    transfer(sent, other.body, "moved", by=unit.worker, opener=unit.opener())
    assert "accept_transfer" in words(desk_of(unit.worker).waiting)
    assert words(of_desk(desk_of(other.head))) == ["accept_transfer"]
    assert not of_desk(desk_of(other.worker))


def test_a_screened_out_report_waits_for_the_head(unit: Unit) -> None:
    screen_out(unit.reported(), "no_need", by=unit.worker, opener=unit.opener())
    assert words(desk_of(unit.worker).waiting) == ["confirm_screen_out"]
    assert words(of_desk(desk_of(unit.head))) == ["confirm_screen_out"]


def test_the_court_is_asked_about_a_placement(unit: Unit, today: date) -> None:
    case = unit.registered()
    place(case, Safety("place", today), by=unit.head, opener=unit.opener(unit.head))
    assert of(case)["court"].owner == "head"
    place(case, Safety("court", today, court_asked_on=today), by=unit.head, opener=unit.opener(unit.head))
    assert "court" not in of(case)


def test_a_desk_shows_nothing_of_colleagues_and_the_head_reads_purposes(unit: Unit, cast: Cast) -> None:
    case, colleague = unit.registered(), cast.second_case_worker
    assert not of_desk(desk_of(colleague))
    state_purpose(case, "cover", "She is ill", by=colleague, opener=unit.opener(colleague))
    assert not of_desk(desk_of(colleague))
    assert [each.by for each in desk_of(unit.head).purposes] == [colleague]
    assert not desk_of(unit.worker).purposes


def test_a_desk_takes_the_same_queries_for_one_case_and_for_many(unit: Unit) -> None:
    counts = []
    for more in (1, 12):
        for _ in range(more):
            unit.in_force(unit.assessed(unit.registered(Identity())))
            unit.reported()
        unit.worker.forget_held()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk_of(unit.worker)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
