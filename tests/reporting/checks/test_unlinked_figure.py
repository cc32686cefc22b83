"""A number typed by hand."""

import pytest

from milepost.reporting.knowledge import Knowledge, Level
from tests.reporting.checks.a_report import found_in

CODE = "unlinked-figure"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In 2022, 229 children were managed.", "229 children"),
        ("Then 20 field teams were established.", "20 field teams"),
        ("Meetings took place in 10 municipalities: Berat and others.", "10 municipalities"),
        ("There came approximately 60 representatives.", "approximately 60 representatives"),
        ("The money reached 1,250 families.", "1,250 families"),
        ("It fell to 9.1% of children.", "9.1%"),
        ("Janë identifikuar 272 fëmijë.", "272 fëmijë"),
        ("On a retiré 318 enfants des mines.", "318 enfants"),
    ],
)
def test_a_number_that_counts_something_is_named(text: str, words: str) -> None:
    assert found_in(CODE, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "On 12 June 2022 and on 3.11.2021 and in 2021-2026.",
        "Law No. 45/2014, Decision 659, Directive 253 and Article 14 apply.",
        "Children aged 14 and under 18 years may not work more than 12 hours.",
        "It lasted 5 days and cost 180,000 EUR.",
        "COVID-19 and SDG 8.7 and ILO Convention No. 182 and step 3.",
        "1. First\n2) Second",
        "See https://example.org/2022/09/12-files.pdf for more.",
    ],
)
def test_dates_laws_ages_times_money_and_marks_are_left_alone(text: str) -> None:
    assert found_in(CODE, text) == []


def test_all_municipalities_of_a_country_are_no_figure() -> None:
    knowledge = Knowledge(levels=(Level("municipality", {"en": "municipality"}, 61),))
    assert found_in(CODE, "The 61 municipalities take part.", knowledge=knowledge) == []
    assert found_in(CODE, "The 60 municipalities take part.", knowledge=knowledge) == ["60 municipalities"]
