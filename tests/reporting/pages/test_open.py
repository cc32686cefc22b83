"""Opening a report."""

from datetime import date

import pytest

from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor, at

FORM = {
    "country": "al", "start_day": "1", "start_month": "5", "start_year": "2023", "end_day": "30", "end_month": "4",
    "end_year": "2024", "edition": "2023", "language": "en", "due_day": "", "due_month": "", "due_year": "",
}  # fmt: skip


def send(visitor: Visitor, **changed: str) -> Visitor:
    visitor.go("/reports/open/")
    response = visitor.client.post("/reports/open/", FORM | changed, follow=True)
    return visitor._arrive(response, "/reports/open/")


def test_a_report_is_opened_and_shown(cast: Cast, focal_point: Visitor) -> None:
    page = send(focal_point, due_day="31", due_month="5", due_year="2024")
    opened = Report.objects.get(start=date(2023, 5, 1))
    assert page.url == at(opened)
    assert opened.due == date(2024, 5, 31)
    assert "Albania May 2023 – April 2024 Annual progress report" in page.words


def test_country_and_edition_are_called_by_their_names(cast: Cast, focal_point: Visitor) -> None:
    page = focal_point.go("/reports/open/")
    assert page.all("main option")[0] == "Albania"
    assert "Annual progress report 2023" in page.words


def test_an_empty_form_names_what_is_missing(cast: Cast, focal_point: Visitor) -> None:
    page = focal_point.go("/reports/open/").press("Open the report")
    assert page.status == 422
    summary = page.all(".govuk-error-summary")[0]
    assert summary.count("Enter the date.") == 2
    assert "Edition of the form" in summary


def test_a_period_ends_after_it_starts(cast: Cast, focal_point: Visitor) -> None:
    page = send(focal_point, end_year="2022")
    assert "The last day comes after the first day." in page.words
    assert page.page.get_element_by_id("id_end_2").value == "2022"


def test_a_slip_in_a_year_is_named(cast: Cast, focal_point: Visitor) -> None:
    assert "This period is longer than two years." in send(focal_point, end_year="2042").words


def test_a_period_has_one_report(report: Report, focal_point: Visitor) -> None:
    page = send(focal_point, start_year="2022", end_year="2023")
    assert page.status == 422
    assert "There is a report of this period already." in page.all(".govuk-error-summary")[0]


def test_two_reports_share_no_day(report: Report, focal_point: Visitor) -> None:
    page = send(focal_point, start_year="2023", start_day="30", start_month="4")
    assert page.status == 422
    assert "The report of May 2022 – April 2023 covers days of this period." in page.all(".govuk-error-summary")[0]


@pytest.mark.parametrize(("start", "end"), [("1989", "1990"), ("2100", "2101"), ("0202", "0203"), ("9998", "9999")])
def test_a_year_that_no_report_is_of_is_named(cast: Cast, focal_point: Visitor, start: str, end: str) -> None:
    page = send(focal_point, start_year=start, end_year=end)
    assert page.status == 422
    assert "Reports are of the years 1990 to 2100. Check the year." in page.all(".govuk-error-summary")[0]


def test_another_country_cannot_be_chosen(cast: Cast, focal_point: Visitor) -> None:
    page = send(focal_point, country="demo")
    assert page.status == 422
    assert not Report.objects.filter(country="demo").exists()


def test_a_viewer_opens_none(cast: Cast) -> None:
    assert Visitor(cast.viewer).client.get("/reports/open/").status_code == 404
    assert Visitor(cast.viewer).client.post("/reports/open/", FORM).status_code == 404
