"""Opening next year's report on its page: what becomes of each step, and a period that follows this one."""

from datetime import date

import pytest

from milepost.reporting.actions.carry import Decision
from milepost.reporting.actions.carry import carry as carry_report
from milepost.reporting.actions.report import open_report
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at

STEPS = 3


@pytest.fixture
def filled(report: Report, cast: Cast) -> Report:
    """May 2022 - April 2023, with three planned steps."""
    fill(report, by=cast.focal_point)
    return report


def carry(page: Visitor, report: Report, start: str = "", end: str = "") -> Visitor:
    """Press the button with the days typed (2023-05-01), or with those that the page offers."""
    page.go(at(report, "carry"))
    for name, day in (("start", start), ("end", end)):
        for box, part in enumerate(reversed(day.split("-") if day else [])):
            page.page.get_element_by_id(f"id_{name}_{box}").value = part
    return page.press("Open the report")


def test_the_page_offers_the_year_that_follows(filled: Report, focal_point: Visitor) -> None:
    page = carry(focal_point, filled)
    opened = Report.objects.get(previous=filled)
    assert page.url == at(opened)
    assert (str(opened.start), str(opened.end)) == ("2023-05-01", "2024-04-30")
    assert opened.items.filter(kind="step").count() == STEPS


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        ("2020-05-01", "2021-04-30", "This report ends on 30 April 2023. Next year’s starts after that day."),
        ("2023-04-30", "2024-04-29", "This report ends on 30 April 2023. Next year’s starts after that day."),
        ("2023-05-01", "2026-04-30", "This period is longer than two years."),
        ("2023-05-01", "2023-05-01", "The last day comes after the first day."),
        ("2100-05-01", "2101-04-30", "Reports are of the years 1990 to 2100."),
    ],
)
def test_a_period_that_cannot_follow_is_refused(
    filled: Report, focal_point: Visitor, start: str, end: str, sentence: str
) -> None:
    page = carry(focal_point, filled, start, end)
    assert page.status == 422
    assert sentence in page.all(".govuk-error-summary")[0]
    assert Report.objects.count() == 1


def test_days_of_another_report_are_refused(filled: Report, cast: Cast, focal_point: Visitor) -> None:
    open_report(filled.country, date(2024, 1, 1), date(2024, 12, 31), filled.edition, by=cast.focal_point)
    page = carry(focal_point, filled)
    assert page.status == 422
    assert "The report of January 2024 – December 2024 covers days of this period." in page.words


def test_there_is_one_next_year(filled: Report, cast: Cast, focal_point: Visitor) -> None:
    page = focal_point.go(at(filled, "carry"))
    decisions = [Decision(number, "continue") for number in range(1, STEPS + 1)]
    carry_report(filled, date(2023, 5, 1), date(2024, 4, 30), filled.edition, decisions, by=cast.second_focal_point)
    for name in ("start_2", "end_2"):
        box = page.page.get_element_by_id(f"id_{name}")
        box.value = str(int(box.value) + 1)
    assert "Next year’s report is open already." in page.press("Open the report").words
    assert page.status == 403
    assert Report.objects.count() == 2


def test_a_report_that_has_a_next_year_offers_none(filled: Report, focal_point: Visitor) -> None:
    assert "Open next year’s report" in focal_point.go(at(filled)).all("a")
    carry(focal_point, filled)
    assert "Open next year’s report" not in focal_point.go(at(filled)).all("a")
