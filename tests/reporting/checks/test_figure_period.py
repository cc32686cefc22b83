"""A figure of another period."""

import pytest

from tests.reporting.checks.a_report import found, found_in, report

CODE = "figure-period"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "For 2022, according to reports, 229 children were managed (in line with 2021 when 228 were).",
            "229 children",
        ),
        ("We registered 229 cases in 2022.", "229 cases"),
        ("Në vitin 2022 u menaxhuan 229 fëmijë.", "229 fëmijë"),
    ],
)
def test_a_figure_of_a_calendar_year_is_not_of_the_period(text: str, words: str) -> None:
    assert found_in(CODE, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "From June 2022 to March 2023 there were 310 visits, up from 180 in 2021.",
        "We trained 25 inspectors, compared with 18 in 2021.",
        "Under the Agenda 2021-2026 we opened 3 centres.",
        "In the school year 2022-2023 48 schools gave lunch.",
        "The census of 2016 found 54,000 children at work.",
    ],
)
def test_comparisons_programmes_school_years_and_surveys_are_left_alone(text: str) -> None:
    assert found_in(CODE, text) == []


def test_the_period_itself_is_left_alone() -> None:
    from datetime import date

    content = report(
        {"priority_progress/1": "In 2023, 612 pupils came."}, start=date(2023, 1, 1), end=date(2023, 12, 31)
    )
    assert found(CODE, content) == []
