"""A step's status without an account of it."""

from milepost.reporting.content import Choice
from tests.reporting.checks.a_report import found, report

CODE = "status-without-account"


def test_a_completed_step_says_what_was_done() -> None:
    content = report({"step_status/1": Choice("completed"), "step_progress/1": "-"})
    (finding,) = found(CODE, content)
    assert finding.message == "Step 1 is marked “Completed”, and nothing says what was done."
    assert [one for one in found("says-nothing", content) if one.slot == finding.slot] == []


def test_planned_steps_and_told_steps_are_left_alone() -> None:
    content = report(
        {
            "step_status/1": Choice("planned"),
            "step_status/2": Choice("ongoing"),
            "step_progress/2": "Crews were interviewed.",
        }
    )
    assert found(CODE, content) == []
