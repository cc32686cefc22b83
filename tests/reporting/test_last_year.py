"""Last year's answer to the same question: a step is numbered anew each year, so it is followed along the roadmap."""

from datetime import date

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions.carry import Decision, carry
from milepost.reporting.actions.report import ItemDraft, open_report
from milepost.reporting.content import PlannedStep, Slot, Steps, Words
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.queries.reports import content_of
from milepost.reporting.queries.slot import last_year
from tests.conftest import Cast

YEAR_2 = (date(2023, 5, 1), date(2024, 4, 30))


@pytest.fixture
def told(report: Report, cast: Cast) -> Report:
    """A year in which each priority and each step has an account of its own."""
    content = content_of(report)
    for key, items in (("priority_progress", content.priorities), ("step_progress", content.steps)):
        for item in items:
            text = Words(f"{key} {item.number}")
            answers.answer(report, Slot(key, item.number), text, base=0, by=cast.focal_point)
    return report


def plan(report: Report, cast: Cast, *titles: str) -> None:
    value = Steps(tuple(PlannedStep(title) for title in titles))
    answers.answer(report, Slot("next_steps"), value, base=0, by=cast.focal_point)


def before(report: Report, key: str, number: int) -> str | None:
    found = last_year(report, Slot(key, number))
    if found is None:
        return None
    assert isinstance(found[2], Words)
    return found[2].plain


def test_a_priority_keeps_its_number(told: Report, cast: Cast, edition: StoredEdition) -> None:
    opened = carry(told, *YEAR_2, edition, [], by=cast.focal_point)
    assert before(opened, "priority_progress", 3) == "priority_progress 3"


def test_a_step_that_goes_on_under_another_number(told: Report, cast: Cast, edition: StoredEdition) -> None:
    third, first = content_of(told).steps[2].title, content_of(told).steps[0].title
    plan(told, cast, third, "Day centres in two more towns", first)
    opened = carry(told, *YEAR_2, edition, [Decision(n, "continue") for n in (1, 2, 3)], by=cast.focal_point)
    assert [before(opened, "step_progress", n) for n in (1, 2, 3)] == ["step_progress 3", None, "step_progress 1"]


def test_both_halves_of_a_step_that_was_split(told: Report, cast: Cast, edition: StoredEdition) -> None:
    plan(told, cast, content_of(told).steps[1].title)
    split = Decision(1, "split", reason="Two towns, two speeds.", titles=("In Berat", "In Vlorë"))
    opened = carry(told, *YEAR_2, edition, [split], by=cast.focal_point)
    assert [before(opened, "step_progress", n) for n in (1, 2)] == ["step_progress 2", "step_progress 2"]


def test_a_step_that_is_on_no_roadmap_is_known_by_its_title(told: Report, cast: Cast, edition: StoredEdition) -> None:
    steps = [ItemDraft("Another step"), ItemDraft(content_of(told).steps[0].title)]
    opened = open_report(told.country, *YEAR_2, edition, by=cast.focal_point, previous=told, steps=steps)
    assert [before(opened, "step_progress", n) for n in (1, 2)] == [None, "step_progress 1"]
