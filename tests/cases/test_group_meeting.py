"""The technical group about a case: called, then held with what it decided, or called off."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.group_meeting import cancel_group, convene_group, hold_group
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Invited, Outcome
from milepost.cases.models import Case, CaseStep, GroupInvitation, GroupMeeting
from milepost.cases.queries.duties import Duty, desk_of, duties_of
from milepost.cases.queries.file import file_of
from milepost.places.codes import UnknownCode
from milepost.places.models import Country
from tests.cases.conftest import Unit, a_gathering
from tests.conftest import Cast


def duties(case: Case) -> dict[str, Duty]:
    return {duty.verb: duty for duty in duties_of(Case.objects.filter(pk=case.pk).select_related("country"))}


def held(unit: Unit, meeting: GroupMeeting, **more: Any) -> GroupMeeting:
    outcome = Outcome(
        timezone.localdate(), {1: True, 2: False}, minutes="All agreed", decisions="School from Monday", **more
    )
    return hold_group(meeting, outcome, by=unit.worker, opener=unit.opener())


def test_convene_group_notes_who_is_asked(unit: Unit) -> None:
    meeting = unit.called()
    file = file_of(meeting.case, by=unit.worker, opener=unit.opener())
    assert [(each.row.sector, each.texts["name"], each.row.attended) for each in file.invited_to(meeting.pk)] == [
        ("education", "Mirela Gjoka, school of the quarter", None),
        ("police", "Officer Prifti", None),
    ]
    assert (meeting.state, file.meetings[0].texts["child_reason"]) == ("called", "Too young")
    assert CaseStep.objects.filter(verb="convene_group", about=meeting.pk).count() == 1


def test_convene_group_leaves_no_name_in_clear_and_none_in_the_audit(unit: Unit) -> None:
    unit.called()
    row = GroupInvitation.objects.first()
    assert row is not None
    assert b"Mirela" not in bytes(row.name or b"")
    assert Event.objects.get(verb="case.convene_group").detail.keys() == {"number", "invited"}


@pytest.mark.parametrize(
    "missing", [{"invited": ()}, {"child_reason": " "}, {"parents_invited": False, "parents_reason": ""}]
)
def test_convene_group_asks_someone_and_says_why_the_family_does_not_come(unit: Unit, missing: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="write why"):
        unit.called(**missing)


def test_convene_group_knows_the_countrys_sectors(unit: Unit) -> None:
    with pytest.raises(UnknownCode):
        unit.called(invited=(Invited("elders"),))


def test_convene_group_needs_an_assessment_first(unit: Unit) -> None:
    with pytest.raises(Refused, match="not the time"):
        unit.called(unit.registered())


def test_convene_group_calls_one_meeting_at_a_time(unit: Unit) -> None:
    meeting = unit.called()
    with pytest.raises(Refused, match="called already"):
        unit.called(meeting.case)
    held(unit, meeting)
    assert unit.called(meeting.case).state == "called"


def test_convene_group_is_for_the_caseload(unit: Unit, cast: Cast) -> None:
    colleague = cast.second_case_worker
    with pytest.raises(Refused, match="colleague"):
        convene_group(unit.assessed(), a_gathering(), by=colleague, opener=unit.opener(colleague))


def test_hold_group_notes_who_came_and_what_was_decided(unit: Unit, today: date) -> None:
    meeting = held(unit, unit.called())
    file = file_of(meeting.case, by=unit.worker, opener=unit.opener())
    assert (meeting.state, meeting.held_on) == ("held", today)
    assert file.meetings[0].texts["decisions"] == "School from Monday"
    assert [each.row.attended for each in file.invited_to(meeting.pk)] == [True, False]
    with pytest.raises(Refused, match="does not wait"):
        held(unit, meeting)


def test_an_unrecorded_attendance_is_not_a_no(unit: Unit) -> None:
    meeting = hold_group(unit.called(), Outcome(timezone.localdate(), {1: True}), by=unit.worker, opener=unit.opener())
    assert [row.attended for row in meeting.invitations.all()] == [True, None]


def test_cancel_group_says_why(unit: Unit) -> None:
    meeting = cancel_group(unit.called(), "Nobody came", by=unit.worker, opener=unit.opener())
    assert meeting.state == "cancelled"
    file = file_of(meeting.case, by=unit.worker, opener=unit.opener())
    assert file.meetings[0].texts["cancel_reason"] == "Nobody came"


def test_a_form_sent_twice_calls_one_meeting(unit: Unit) -> None:
    import uuid

    case, token = unit.assessed(), uuid.uuid4()
    for _ in "12":
        convene_group(case, a_gathering(), by=unit.worker, opener=unit.opener(), token=token)
    assert GroupMeeting.objects.count() == 1


def test_a_sent_file_calls_no_group(unit: Unit, other: Unit) -> None:
    case = unit.assessed()
    transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="read-only"):
        unit.called(Case.objects.get(pk=case.pk))


def test_closing_a_file_calls_its_meeting_off(unit: Unit) -> None:
    case = unit.in_force()
    unit.called(case)
    unit.closed(case)
    assert GroupMeeting.objects.get().state == "cancelled"


@pytest.mark.parametrize(("risk", "days"), [("high", 3), ("medium", 10), ("low", 10)])
def test_the_group_is_to_be_called_by_risk(unit: Unit, risk: str, days: int) -> None:
    case = unit.assessed(risk=risk)
    due = duties(case)["convene_group"].due
    assert due is not None
    assert (timezone.localtime(due).date() - timezone.localdate()).days == days
    assert "convene_group" in [duty.verb for duty in [*desk_of(unit.worker).soon, *desk_of(unit.worker).later]]


def test_a_country_without_the_limit_has_no_such_duty(unit: Unit) -> None:
    country = Country.objects.get(pk="al")
    country.limits = {key: value for key, value in country.limits.items() if not key.startswith("itg")}
    country.save()
    assert "convene_group" not in duties(unit.assessed())


def test_the_group_is_not_to_be_called_again_while_one_waits_or_has_met(unit: Unit) -> None:
    case = unit.assessed()
    meeting = unit.called(case)
    assert "convene_group" not in duties(case)
    cancel_group(meeting, "Nobody came", by=unit.worker, opener=unit.opener())
    assert "convene_group" in duties(case)
    held(unit, unit.called(case))
    assert "convene_group" not in duties(case)


def test_the_group_is_not_to_be_called_before_the_assessment_or_with_a_plan_in_force(unit: Unit) -> None:
    case = unit.registered()
    assert "convene_group" not in duties(case)
    assert "convene_group" not in duties(unit.in_force(unit.assessed(case)))


def test_what_it_decided_is_to_be_noted_once_the_hour_has_come(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = timezone.now() + timedelta(hours=2)
    case = unit.called(planned_at=planned).case
    assert "hold_group" not in duties(case)
    _at(planned + timedelta(minutes=1), monkeypatch)
    assert not duties(case)["hold_group"].late
    _at(planned + timedelta(days=2), monkeypatch)
    assert duties(case)["hold_group"].late


def _at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)
