"""Calling the technical group and noting what it decided, in the worker's browser."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from milepost.cases.models import GroupMeeting
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, day, hidden, send
from tests.costs import cost

TOMORROW = timezone.localdate() + timedelta(days=1)
CALLED: dict[str, Any] = {
    "convened_by": "director", **day("planned_on", TOMORROW), "planned_at": "10:30", "child_invited": "no",
    "child_reason": "Too young", "parents_invited": "yes", "ask1-sector": "education", "ask1-name": "Mirela Gjoka",
    "ask3-sector": "police", "ask3-name": "Officer Prifti",
}  # fmt: skip


def test_a_meeting_is_called_held_and_shown(unit: Unit, worker: Client) -> None:
    case = unit.assessed()
    assert b"group/convene/" in worker.get(at(case)).content
    assert send(worker, at(case, "group/convene/"), CALLED).status_code == 302
    meeting = GroupMeeting.objects.get()
    assert timezone.localtime(meeting.planned_at).strftime("%H:%M") == "10:30"
    assert [row.sector for row in meeting.invitations.all()] == ["education", "police"]
    page = worker.get(at(case)).content.decode()
    assert "Mirela Gjoka" in page
    assert "the director of social services" in page
    form = worker.get(at(case, "group/hold/")).content.decode()
    assert "Officer Prifti (police)" in form
    typed = {**day("on"), "came_1": "yes", "came_2": "no", "minutes": "All spoke", "decisions": "School from Monday"}
    assert send(worker, at(case, "group/hold/"), typed).status_code == 302
    page = worker.get(at(case)).content.decode()
    assert "School from Monday" in page
    assert "did not come" in page
    assert "What the technical group decided" in worker.get(at(case, "plan/")).content.decode()
    assert "School from Monday" in worker.get(at(case, "plan/")).content.decode()


def test_what_is_missing_is_said_and_nothing_is_lost(unit: Unit, worker: Client) -> None:
    case = unit.assessed()
    typed = CALLED | {"child_reason": "", "ask3-sector": "", "planned_at": "noon"}
    answer = send(worker, at(case, "group/convene/"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write why they are not invited" in page
    assert "Choose the sector" in page
    assert "Officer Prifti" in page
    assert "Mirela Gjoka" in page
    assert not GroupMeeting.objects.exists()


def test_nobody_asked_is_said(unit: Unit, worker: Client) -> None:
    typed = {name: value for name, value in CALLED.items() if not name.startswith("ask")}
    answer = send(worker, at(unit.assessed(), "group/convene/"), typed)
    assert "Ask at least one sector" in answer.content.decode()


def test_a_second_meeting_is_not_offered_while_one_waits(unit: Unit, worker: Client) -> None:
    page = worker.get(at(unit.called().case, "group/convene/")).content.decode()
    assert "called already" in page
    assert '<form method="post" novalidate' not in page


def test_a_meeting_is_called_off(unit: Unit, worker: Client) -> None:
    case = unit.called().case
    assert send(worker, at(case, "group/cancel/"), {"reason": ""}).status_code == 422
    assert send(worker, at(case, "group/cancel/"), {"reason": "Nobody came"}).status_code == 302
    assert "Nobody came" in worker.get(at(case)).content.decode()
    assert worker.get(at(case, "group/hold/")).status_code == 302
    assert worker.get(at(case, "group/cancel/")).status_code == 302


def test_a_draft_of_the_minutes_comes_back(unit: Unit, worker: Client) -> None:
    case = unit.called().case
    typed = {
        **hidden(worker.get(at(case, "group/hold/"))),
        "minutes": "The school sa",
        "came_1": "yes",
        "keep_draft": "1",
    }
    assert worker.post(at(case, "group/hold/"), typed).status_code == 302
    assert "The school sa" in worker.get(at(case, "group/hold/")).content.decode()


def test_meetings_cost_a_case_page_no_query_more(unit: Unit, worker: Client) -> None:
    from milepost.cases.actions.group_meeting import cancel_group

    case = unit.assessed()
    cancel_group(unit.called(case), "No", by=unit.worker, opener=unit.opener())
    before = cost(worker, at(case))[0]
    for _ in range(4):
        cancel_group(unit.called(case), "No", by=unit.worker, opener=unit.opener())
    assert cost(worker, at(case))[0] == before
