"""A limit of the page stops writing more; what a document brought is shown and saved whole."""

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.content import Choice, PlannedStep, Slot, Steps, Words
from milepost.reporting.forms.answer import LONGEST, MOST_STEPS, StepListForm
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor, on

STEPS = Slot("next_steps")
PRIORITY = Slot("priority_progress", 1)


def planned(number: int) -> Steps:
    return Steps(tuple(PlannedStep(f"Step {n}", f"Text {n}.") for n in range(1, number + 1)))


@pytest.mark.parametrize("number", [MOST_STEPS, 60, 120])
def test_all_steps_are_shown_and_saved(report: Report, cast: Cast, focal_point: Visitor, number: int) -> None:
    answers.answer(report, STEPS, planned(number), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, STEPS))
    assert "Add a step" not in page.words
    assert "Saved." in page.press("Save").words
    assert content_of(report).answers[STEPS] == planned(number)


def test_one_of_too_many_steps_is_taken_out_alone(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, STEPS, planned(60), base=0, by=cast.focal_point)
    focal_point.go(on(report, STEPS)).press("Take step 60 out")
    assert content_of(report).answers[STEPS] == planned(59)


def test_another_step_can_be_added_up_to_the_limit(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, STEPS, planned(MOST_STEPS - 1), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, STEPS)).press("Add a step")
    assert len(page.select("fieldset.mp-step")) == MOST_STEPS


def test_a_made_up_count_makes_no_forms(report: Report) -> None:
    question = report.edition.edition.question("next_steps")
    form = StepListForm({"count": "9999", "step-0-title": "One"}, question=question, language="en")
    assert len(form.steps) == MOST_STEPS


LONG = "\n\n".join(["A paragraph of a long answer."] * (LONGEST // 20))


def test_a_stored_text_longer_than_the_limit_is_saved_unchanged(
    report: Report, cast: Cast, focal_point: Visitor
) -> None:
    answers.answer(report, PRIORITY, Words(LONG), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", LONG.replace("\n", "\r\n")).press("Save")
    assert "Saved." in page.words
    assert content_of(report).answers[PRIORITY] == Words(LONG)


def test_it_cannot_grow(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, PRIORITY, Words(LONG), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", LONG.replace("\n", "\r\n") + "!").press("Save")
    assert page.status == 422
    assert content_of(report).answers[PRIORITY] == Words(LONG)


def test_the_details_of_a_step_may_be_long_too(report: Report, cast: Cast, focal_point: Visitor) -> None:
    step = Steps((PlannedStep("t" * 600, "Text.", owner="o" * 400, indicator="i" * 700),))
    answers.answer(report, STEPS, step, base=0, by=cast.focal_point)
    assert "Saved." in focal_point.go(on(report, STEPS)).press("Save").words
    assert content_of(report).answers[STEPS] == step


def test_the_words_of_an_option_may_be_long_too(report: Report, cast: Cast, focal_point: Visitor) -> None:
    said = Choice("yes", "w" * (LONGEST + 5))
    answers.answer(report, Slot("other_successes"), said, base=0, by=cast.focal_point)
    page = focal_point.go(on(report, Slot("other_successes"))).fill("Please tell us more", said.text)
    assert "Saved." in page.press("Save").words
    assert content_of(report).answers[Slot("other_successes")] == said


@pytest.mark.parametrize("due", ["mid 2024", "2024-06-30", "2024-02-31", ""])
def test_a_due_date_in_words_is_saved_unchanged(report: Report, cast: Cast, focal_point: Visitor, due: str) -> None:
    step = Steps((PlannedStep("Train", "Text.", due=due),))
    answers.answer(report, STEPS, step, base=0, by=cast.focal_point)
    assert "Saved." in focal_point.go(on(report, STEPS)).press("Save").words
    assert content_of(report).answers[STEPS] == step
