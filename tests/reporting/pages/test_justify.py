"""Saying why a warning stays."""

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review
from milepost.reporting.checks.finding import Finding
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Justification, Report
from milepost.reporting.queries.checks import findings_of
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at, on

SLOT = Slot("highlights")


@pytest.fixture
def warning(report: Report, cast: Cast) -> Finding:
    """A date before the period."""
    fill(report, by=cast.focal_point)
    answers.answer(report, SLOT, Words("On 3 May 2019 a centre opened."), base=1, by=cast.focal_point)
    return next(each for each in findings_of(report) if each.slot == SLOT and each.severity == "warning")


def page_of(report: Report, finding: Finding) -> str:
    return at(report, "justify", fingerprint=finding.fingerprint)


def test_an_explanation_is_kept_and_shown_with_its_author(
    report: Report, warning: Finding, focal_point: Visitor
) -> None:
    page = focal_point.go(on(report, SLOT)).press("Say why it stays: note 1")
    assert warning.message in page.words
    page.fill("Why does it stay as it is?", "The centre opened then.").press("Keep this explanation")
    assert page.url == at(report, "checks")
    assert "Why it stays: The centre opened then. Focal Point AL" in page.words
    assert Justification.objects.get().fingerprint == warning.fingerprint


def test_it_can_be_changed_and_then_there_is_one(report: Report, warning: Finding, focal_point: Visitor) -> None:
    for text in ("One reason.", "A better reason."):
        page = focal_point.go(page_of(report, warning))
        page.fill("Why does it stay as it is?", text).press("Keep this explanation")
    assert Justification.objects.get().text == "A better reason."
    assert focal_point.go(page_of(report, warning)).typed("Why does it stay as it is?") == "A better reason."


def test_an_empty_explanation_is_refused(report: Report, warning: Finding, focal_point: Visitor) -> None:
    page = focal_point.go(page_of(report, warning)).press("Keep this explanation")
    assert page.status == 422
    assert "Fill in “Why does it stay as it is?”." in page.words
    assert not Justification.objects.exists()


def test_an_error_cannot_be_explained_away(report: Report, focal_point: Visitor) -> None:
    error = next(each for each in findings_of(report) if each.severity == "error")
    assert focal_point.client.get(page_of(report, error)).status_code == 404
    assert focal_point.client.post(page_of(report, error), {"text": "No."}).status_code == 404


def test_a_finding_that_is_gone_is_not_found(
    report: Report, warning: Finding, cast: Cast, focal_point: Visitor
) -> None:
    answers.answer(report, SLOT, Words("A centre opened in Berat."), base=2, by=cast.focal_point)
    assert focal_point.client.get(page_of(report, warning)).status_code == 404


def test_nothing_is_explained_in_review_and_the_text_is_given_back(
    report: Report, warning: Finding, cast: Cast, focal_point: Visitor
) -> None:
    page = focal_point.go(page_of(report, warning)).fill("Why does it stay as it is?", "Typed too late.")
    review.send_for_review(report, by=cast.focal_point)
    page.press("Keep this explanation")
    assert page.status == 403
    assert "Typed too late." in page.body
    assert "in review" in focal_point.go(page_of(report, warning)).words


def test_a_viewer_explains_nothing(report: Report, warning: Finding, cast: Cast) -> None:
    assert Visitor(cast.viewer).client.get(page_of(report, warning)).status_code == 404
