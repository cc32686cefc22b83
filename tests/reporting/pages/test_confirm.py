"""Confirming an answer that was carried from last year."""

from datetime import date

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions.carry import Decision, carry
from milepost.reporting.content import Choices, Slot
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at, on

SLOT = Slot("assessment_tools")


@pytest.fixture
def following(report: Report, cast: Cast) -> Report:
    """Next year's report, with answers carried."""
    fill(report, by=cast.focal_point)
    decisions = [Decision(number, "continue") for number in (1, 2, 3)]
    return carry(report, date(2023, 5, 1), date(2024, 4, 30), report.edition, decisions, by=cast.focal_point)


def test_a_carried_answer_says_so_and_is_confirmed(following: Report, focal_point: Visitor) -> None:
    page = focal_point.go(on(following, SLOT))
    assert "This answer was carried from last year." in page.words
    page.press("Confirm for this year")
    assert "Confirmed for this year." in page.words
    assert "carried from last year." not in page.words
    assert not following.answers.get(question=SLOT.question).carried


def test_the_task_list_says_what_is_to_be_confirmed(following: Report, focal_point: Visitor) -> None:
    assert "Carried from last year: to be confirmed" in focal_point.go(at(following)).words


def test_changing_a_carried_answer_confirms_it(following: Report, cast: Cast, focal_point: Visitor) -> None:
    focal_point.go(on(following, SLOT)).tick("Case studies").press("Save")
    assert not following.answers.get(question=SLOT.question).carried


def test_confirming_twice_does_no_harm(following: Report, focal_point: Visitor) -> None:
    focal_point.client.post(on(following, SLOT, "confirm"))
    revision = following.answers.get(question=SLOT.question).revision
    response = focal_point.client.post(on(following, SLOT, "confirm"), follow=True)
    assert "This answer is confirmed already." in response.content.decode()
    assert following.answers.get(question=SLOT.question).revision == revision


def test_a_viewer_sees_it_is_carried_and_cannot_confirm(following: Report, cast: Cast) -> None:
    page = Visitor(cast.viewer).go(on(following, SLOT))
    assert "carried from last year" in page.words
    assert page.client.post(on(following, SLOT, "confirm")).status_code == 404


def test_an_answer_that_is_not_there_cannot_be_confirmed(report: Report, cast: Cast, focal_point: Visitor) -> None:
    assert focal_point.client.post(on(report, SLOT, "confirm")).status_code == 404
    answers.answer(report, SLOT, Choices(("surveys",)), base=0, by=cast.focal_point)
    assert focal_point.client.post(on(report, SLOT, "confirm")).status_code == 302
