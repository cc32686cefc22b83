"""A date outside the report's period."""

import pytest

from milepost.reporting.content import Value
from tests.reporting.checks.a_report import found, found_in, planned, report

CODE = "date-outside-period"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In the first half of 2022, meetings were held.", "first half of 2022"),
        ("A directive was drafted and approved: Directive 253, dated April 10, 2020.", "April 10, 2020"),
        ("On 3.11.2023 the council met.", "3.11.2023"),
        ("In March 2022 the ministry recruited inspectors.", "March 2022"),
        ("Në mars 2022 u mbajt një takim.", "mars 2022"),
        ("En mars 2021, un premier groupe a été accueilli.", "mars 2021"),
        ("En marzo de 2021 se reunió la comisión.", "marzo de 2021"),
        ("In 2020 inspectors learned to drive.", "2020"),
    ],
)
def test_an_event_of_another_time_is_asked_about(text: str, words: str) -> None:
    assert found_in(CODE, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "On June 12, 2022 and on 12 April 2023 and in October 2022.",
        "Between May 2022 and April 2023 much was done.",
        "The Agenda 2021-2026, approved by Decision No. 659, dated 3.11.2021, guides us.",
        "It rests on Law 18/2017 and on VKM 129-2019.",
        "It fell from 12 in March 2021.",
        "The centre will open in spring 2024 and stay until April 2025.",
        "The survey of 2021 was used.",
        "We may 2 times.",
    ],
)
def test_the_period_names_of_laws_references_comparisons_and_plans_are_left_alone(text: str) -> None:
    assert found_in(CODE, text) == []


def test_what_is_to_come_may_be_later() -> None:
    assert (
        found_in(CODE, "By December 2023 the law is amended; elections are in 2025.", at="anticipated_challenges") == []
    )


def test_a_step_due_before_next_year_begins() -> None:
    answers: dict[str, str | Value] = {"next_steps": planned(due="2023-03-01")}
    (finding,) = found(CODE, report(answers))
    assert "is due on 2023-03-01" in finding.message
    assert found(CODE, report({"next_steps": planned(due="2023-09-30")})) == []
