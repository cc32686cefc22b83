"""The list of reports."""

from datetime import date

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review, submission
from milepost.reporting.actions.report import open_report
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at


def test_each_report_with_its_state_and_how_far_it_is(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, Slot("highlights"), Words("A text."), base=0, by=cast.focal_point)
    page = focal_point.go("/reports/")
    assert page.all("main td")[:2] == ["Draft", "1 of 31"]
    assert page.press("Albania, May 2022 – April 2023").url == at(report)


def test_only_reports_of_ones_own_country(report: Report, cast: Cast) -> None:
    page = Visitor(cast.foreign["focal_point"]).go("/reports/")
    assert "Albania," not in page.words
    assert "No report is here yet" in page.words


def test_a_contributor_sees_no_reports(report: Report, cast: Cast) -> None:
    assert "No report is here yet" in Visitor(cast.contributor).go("/reports/").words


def test_only_those_who_may_are_offered_to_open_one(cast: Cast, focal_point: Visitor) -> None:
    assert "Open a report" in focal_point.go("/reports/").words
    assert "Open a report" not in Visitor(cast.viewer).go("/reports/").words


def test_a_correction_stands_in_the_list_instead_of_what_it_corrects(
    report: Report, cast: Cast, focal_point: Visitor
) -> None:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    submission.submit(report, by=cast.focal_point)
    corrected = submission.correct(report, reason="A wrong number.", by=cast.focal_point)
    page = focal_point.go("/reports/")
    assert len(page.all("main tbody tr")) == 1
    assert page.select("main tbody a")[0].get("href") == at(corrected)


def test_a_short_address_leads_to_the_newest_version(report: Report, focal_point: Visitor) -> None:
    assert focal_point.go("/reports/al/2022-05-01/").url == at(report)
    assert focal_point.client.get("/reports/al/2019-05-01/").status_code == 404


def test_many_reports_have_pages(report: Report, cast: Cast, focal_point: Visitor) -> None:
    for year in range(1990, 2016):
        for months in (date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31)):
            open_report(report.country, *months, report.edition, by=cast.focal_point)
    page = focal_point.go("/reports/")
    assert len(page.all("main tbody tr")) == 50
    assert len(page.press("Next page").all("main tbody tr")) == 3
