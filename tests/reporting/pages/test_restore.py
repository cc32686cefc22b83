"""Putting an earlier text back."""

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, on

SLOT = Slot("highlights")


def two_texts(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("The first text."), base=0, by=cast.focal_point)
    answers.answer(report, SLOT, Words("The second text."), base=1, by=cast.second_focal_point)


def test_an_earlier_text_becomes_the_answer_again(report: Report, cast: Cast, focal_point: Visitor) -> None:
    two_texts(report, cast)
    page = focal_point.go(on(report, SLOT, "history")).press("Make this text the answer again: text 1")
    assert content_of(report).answers[SLOT] == Words("The first text.")
    assert "The earlier text is the answer again." in page.words
    history = page.press("History")
    assert "an earlier text restored" in history.words
    assert history.all("article")[0].startswith("Focal Point AL as it stands")
    assert "removed: second" in history.all("article del")


def test_a_viewer_is_offered_nothing_to_restore(report: Report, cast: Cast) -> None:
    two_texts(report, cast)
    page = Visitor(cast.viewer).go(on(report, SLOT, "history"))
    assert "The first text." in page.words
    assert not page.select("main form")
    assert page.client.post(on(report, SLOT, "restore", number=1)).status_code == 404


def test_nothing_is_restored_in_review(report: Report, cast: Cast, focal_point: Visitor) -> None:
    two_texts(report, cast)
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    assert focal_point.client.post(on(report, SLOT, "restore", number=1)).status_code == 403
    assert content_of(report).answers[SLOT] == Words("The second text.")


def test_a_text_that_is_not_there_is_not_found(report: Report, focal_point: Visitor) -> None:
    assert focal_point.client.post(on(report, SLOT, "restore", number=7)).status_code == 404


def test_reading_never_restores(report: Report, cast: Cast, focal_point: Visitor) -> None:
    two_texts(report, cast)
    assert focal_point.client.get(on(report, SLOT, "restore", number=1)).status_code == 405
