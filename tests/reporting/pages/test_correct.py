"""Correcting a submitted report: one correction at a time, and the page leads to the one that is open."""

import pytest

from milepost.accounts.rules import Refused
from milepost.reporting.actions import review, submission
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at

OPEN_ALREADY = "A correction of this report is open already."


@pytest.fixture
def submitted(report: Report, cast: Cast) -> Report:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    submission.submit(report, by=cast.focal_point)
    return report


def test_a_correction_says_why(submitted: Report, focal_point: Visitor) -> None:
    page = focal_point.go(at(submitted, "correct")).press("Open the correction")
    assert page.status == 422
    assert "Say why the report is corrected." in page.all(".govuk-error-summary")[0]
    page.fill("Why is it corrected?", "A town was named wrongly.").press("Open the correction")
    assert page.url == at(Report.objects.get(replaces=submitted))


def test_a_second_correction_leads_to_the_first(submitted: Report, cast: Cast, focal_point: Visitor) -> None:
    page = focal_point.go(at(submitted, "correct")).fill("Why is it corrected?", "A second reason.")
    corrected = submission.correct(submitted, reason="A town was named wrongly.", by=cast.focal_point)
    page.press("Open the correction")
    assert page.status == 409
    assert OPEN_ALREADY in page.words
    assert page.press("Go to the correction").url == at(corrected)
    assert Report.objects.filter(replaces=submitted).count() == 1


def test_nothing_offers_a_second_correction(submitted: Report, cast: Cast, focal_point: Visitor) -> None:
    assert "Open a correction" in focal_point.go(at(submitted, "submission")).all("a")
    submission.correct(submitted, reason="A town was named wrongly.", by=cast.focal_point)
    assert "Open a correction" not in focal_point.go(at(submitted, "submission")).all("a")
    assert OPEN_ALREADY in focal_point.go(at(submitted, "correct")).words


def test_two_who_correct_at_once_make_one_correction(submitted: Report, cast: Cast) -> None:
    """Both have read the report before either corrects it."""
    mine, theirs = Report.objects.get(pk=submitted.pk), Report.objects.get(pk=submitted.pk)
    submission.correct(mine, reason="A town was named wrongly.", by=cast.focal_point)
    with pytest.raises(Refused, match=OPEN_ALREADY):
        submission.correct(theirs, reason="A figure was wrong.", by=cast.second_focal_point)
    assert Report.objects.get(replaces=submitted).correction_reason == "A town was named wrongly."
