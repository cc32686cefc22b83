"""A time that cannot be placed."""

import pytest

from tests.reporting.checks.a_report import found_in

CODE = "unclear-date"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("During the period May 2022-2023 much was done.", "May 2022-2023"),
        ("Efforts were made in recent years.", "in recent years"),
        ("Additionally, in 2023, meetings were conducted.", "2023"),
    ],
)
def test_words_that_leave_the_months_open(text: str, words: str) -> None:
    assert found_in(CODE, text) == [words]


@pytest.mark.parametrize(
    "text", ["In May 2022 and 2.3.2023.", "May 2022-April 2023.", "The annual report for 2022 says so."]
)
def test_named_months_and_reports_of_a_year_are_left_alone(text: str) -> None:
    assert found_in(CODE, text) == []
