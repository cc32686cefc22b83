"""The look at a child some months after closing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.cases.actions.case import reopen
from milepost.cases.actions.closed_check import check_closed
from milepost.cases.facts import Found
from milepost.cases.models import Case
from milepost.cases.queries.duties import check_duties, desk_of
from tests.cases.conftest import Unit
from tests.conftest import Cast


def closed(unit: Unit, ago: int) -> Case:
    """A case that was closed some days ago."""
    case = unit.closed()
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now() - timedelta(days=ago))
    case.refresh_from_db()
    return case


def verbs(case: Case) -> list[str]:
    return [duty.verb for duty in check_duties(Case.objects.filter(pk=case.pk).select_related("country"))]


def looked(unit: Unit, case: Case, outcome: str) -> None:
    check_closed(case, Found(timezone.localdate(), outcome), by=unit.worker, opener=unit.opener())


def test_a_closed_file_is_looked_at_after_the_packs_days(unit: Unit) -> None:
    case = closed(unit, 85)
    (duty,) = desk_of(unit.worker).soon
    assert (duty.verb, duty.case) == ("check_closed", case)
    assert duty.due is not None
    assert case.closed_at is not None
    assert (timezone.localtime(duty.due).date() - timezone.localtime(case.closed_at).date()).days == 90


@pytest.mark.parametrize(("ago", "stands"), [(1, False), (80, False), (84, True), (120, True), (370, False)])
def test_it_stands_on_the_desk_when_it_comes_near_and_for_a_year(unit: Unit, ago: int, stands: bool) -> None:
    closed(unit, ago)
    desk = desk_of(unit.worker)
    assert bool(desk.soon + desk.late + desk.later) is stands


def test_the_head_finds_it_too_and_a_colleague_does_not(unit: Unit, cast: Cast) -> None:
    closed(unit, 100)
    assert [duty.verb for duty in desk_of(unit.head).late] == ["check_closed"]
    assert not desk_of(cast.second_case_worker).late


@pytest.mark.parametrize(("outcome", "stays"), [("well", False), ("new_concern", False), ("not_reached", True)])
def test_check_closed_settles_it_unless_nobody_was_reached(unit: Unit, outcome: str, stays: bool) -> None:
    case = closed(unit, 100)
    looked(unit, case, outcome)
    assert bool(verbs(case)) is stays
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_nothing_is_asked_of_a_child_who_died(unit: Unit) -> None:
    case = closed(unit, 100)
    Case.objects.filter(pk=case.pk).update(closure="died")
    assert not verbs(case)


def test_a_new_episode_is_looked_at_instead(unit: Unit) -> None:
    case = closed(unit, 100)
    reopen(case, by=unit.worker, opener=unit.opener())
    assert not verbs(case)


def test_check_closed_of_an_open_file_is_refused(unit: Unit, today: date) -> None:
    with pytest.raises(Refused, match="Note a contact instead"):
        check_closed(unit.in_force(), Found(today, "well"), by=unit.worker, opener=unit.opener())


def test_check_closed_on_a_day_before_closing_is_refused(unit: Unit, today: date) -> None:
    with pytest.raises(Refused, match="still open on that day"):
        check_closed(closed(unit, 10), Found(today - timedelta(days=20), "well"), by=unit.worker, opener=unit.opener())


def test_a_colleague_is_asked_why_first(unit: Unit, cast: Cast, today: date) -> None:
    case, second = closed(unit, 100), cast.second_case_worker
    with pytest.raises(Refused, match="caseload of a colleague"):
        check_closed(case, Found(today, "well"), by=second, opener=unit.opener(second))
