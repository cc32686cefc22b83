"""What a careful reviewer would ask, on its page."""

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Report
from milepost.reporting.queries.checks import findings_of
from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor, at, on

SLOT = Slot("highlights")
OUTSIDE = Words("On 3 May 2019 a centre opened in Tirana.")


def test_errors_are_said_to_block_submission(report: Report, focal_point: Visitor) -> None:
    errors = sum(each.severity == "error" for each in findings_of(report))
    page = focal_point.go(at(report, "checks"))
    assert f"{errors} things have to be mended before the report can be sent." in page.words
    assert f"To be mended: these block submission {errors}" in page.words


def test_a_finding_says_what_where_and_what_to_do(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, SLOT, OUTSIDE, base=0, by=cast.focal_point)
    finding = next(each for each in findings_of(report) if each.code == "date-outside-period")
    page = focal_point.go(at(report, "checks") + "?code=date-outside-period")
    assert "“3 May 2019”" in page.words
    assert finding.message in page.words
    assert finding.advice in page.words
    assert [each.get("href") for each in page.select("main .mp-asked h3 a")] == [on(report, SLOT)]


def test_an_address_shows_one_kind(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, SLOT, OUTSIDE, base=0, by=cast.focal_point)
    found = findings_of(report)
    page = focal_point.go(at(report, "checks"))
    assert len(page.select("main .mp-finding")) == len(found)
    page.go("?severity=warning")
    assert len(page.select("main .mp-finding")) == sum(each.severity == "warning" for each in found)
    page.go("?code=date-outside-period")
    assert len(page.select("main .mp-finding")) == sum(each.code == "date-outside-period" for each in found)


def test_an_unknown_kind_says_so(report: Report, focal_point: Visitor) -> None:
    assert "Nothing of this kind" in focal_point.go(at(report, "checks") + "?severity=<script>").words


def test_each_question_stands_once_under_its_severity(report: Report, cast: Cast, focal_point: Visitor) -> None:
    words = Words("On 3 May 2019 and on 4 June 2018 centres opened.")
    answers.answer(report, SLOT, words, base=0, by=cast.focal_point)
    page = focal_point.go(at(report, "checks") + "?severity=warning")
    headings = page.all("main .mp-asked h3")
    assert len(headings) == len(set(headings))


def test_how_many_warnings_are_explained(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, SLOT, OUTSIDE, base=0, by=cast.focal_point)
    warnings = [each for each in findings_of(report) if each.severity == "warning"]
    review.justify(report, warnings[0], "It was so.", by=cast.focal_point)
    page = focal_point.go(at(report, "checks"))
    assert f"1 of {len(warnings)} warnings explained" in page.words
    assert "Why it stays: It was so. Focal Point AL" in page.words


def test_a_viewer_reads_findings_and_explains_none(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, OUTSIDE, base=0, by=cast.focal_point)
    page = Visitor(cast.viewer).go(at(report, "checks"))
    assert "“3 May 2019”" in page.words
    assert "Say why it stays" not in page.words
