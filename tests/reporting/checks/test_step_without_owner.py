"""A planned step without owner, date, indicator or priority."""

from milepost.reporting.content import PlannedStep, Steps
from tests.reporting.checks.a_report import found, planned, report

CODE = "step-without-owner"


def test_everything_that_is_missing_is_named_once() -> None:
    bare = Steps((PlannedStep("Open a school"), *planned("Train teachers", owner="").steps))
    first, second = found(CODE, report({"next_steps": bare}))
    assert first.message == (
        "Step 1, “Open a school”, does not say who is responsible, until when, how its result will be seen, "
        "which priority it serves."
    )
    assert second.message == "Step 2, “Train teachers”, does not say who is responsible."


def test_the_span_is_the_step_s_title() -> None:
    content = report({"next_steps": Steps((PlannedStep("One", "Text."), PlannedStep("Two")))})
    assert [(finding.start, finding.end) for finding in found(CODE, content)] == [(0, 3), (12, 15)]


def test_a_complete_step_is_left_alone() -> None:
    assert found(CODE, report({"next_steps": planned()})) == []
