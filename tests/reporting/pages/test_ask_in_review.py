"""Someone is still asked when the report is sent for review: the sender is told, and so is the one who writes."""

from datetime import date

import pytest

from milepost.reporting.actions import contribution as actions
from milepost.reporting.actions import review, submission
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Contribution, Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at

SLOT = Slot("priority_progress", 3)
TEXT = "Eleven proceedings began."
IN_REVIEW = "The report is in review. Your text stays as it is; you can write again if the report is sent back."
OVER = "The report is submitted, so nothing more is asked of you here. Your text stays readable."


@pytest.fixture
def asked(report: Report, cast: Cast) -> Contribution:
    """One person has begun to write and has not sent it."""
    fill(report, by=cast.focal_point)
    asked = actions.ask(report, SLOT, cast.contributor, due=date(2030, 1, 31), by=cast.focal_point)
    actions.draft(asked, Words(TEXT), base=0, by=cast.contributor)
    return asked


def page_of(asked: Contribution, cast: Cast) -> Visitor:
    return Visitor(cast.contributor).go(f"/reports/contributions/{asked.pk}/")


def test_the_sender_reads_who_is_still_asked_for_what(
    asked: Contribution, report: Report, cast: Cast, focal_point: Visitor
) -> None:
    other = actions.ask(report, Slot("lessons"), cast.other_contributor, due=date(2030, 1, 31), by=cast.focal_point)
    actions.draft(other, Words("Start earlier."), base=0, by=cast.other_contributor)
    actions.offer(other, by=cast.other_contributor)
    listed = focal_point.go(at(report, "send_for_review")).all("main section[id=asked] li")
    assert len(listed) == 2
    assert listed[0].startswith("Contributor AL")
    assert "priority" in listed[0].lower()
    assert "Asked" in listed[0]
    assert listed[1].startswith("Other Contributor AL")
    assert "To be decided" in listed[1]


def test_nobody_is_named_when_all_is_decided(
    asked: Contribution, report: Report, cast: Cast, focal_point: Visitor
) -> None:
    actions.offer(asked, by=cast.contributor)
    actions.accept(asked, by=cast.focal_point)
    assert not focal_point.go(at(report, "send_for_review")).all("main section[id=asked] li")


def test_in_review_the_text_is_read_and_not_written(asked: Contribution, report: Report, cast: Cast) -> None:
    assert page_of(asked, cast).typed("Your answer") == TEXT
    review.send_for_review(report, by=cast.focal_point)
    page = page_of(asked, cast)
    assert IN_REVIEW in page.words
    assert TEXT in page.words
    assert not page.select("main textarea")
    review.approve(report, by=cast.approver)
    assert IN_REVIEW in page_of(asked, cast).words


def test_sent_back_they_write_again(asked: Contribution, report: Report, cast: Cast) -> None:
    review.send_for_review(report, by=cast.focal_point)
    review.send_back(report, {SLOT: "How many?"}, by=cast.approver)
    page = page_of(asked, cast).fill("Your answer", "Twelve proceedings began.").press("Save without sending")
    assert page.typed("Your answer") == "Twelve proceedings began."


def test_submitted_it_is_over(asked: Contribution, report: Report, cast: Cast) -> None:
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    submission.submit(report, by=cast.focal_point)
    page = page_of(asked, cast)
    assert OVER in page.words
    assert TEXT in page.words


def test_a_sent_text_that_nobody_decided_on_is_over_too(asked: Contribution, report: Report, cast: Cast) -> None:
    actions.offer(asked, by=cast.contributor)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    submission.submit(report, by=cast.focal_point)
    assert OVER in page_of(asked, cast).words
