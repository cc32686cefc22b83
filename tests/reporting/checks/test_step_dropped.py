"""A carried step neither closed nor continued."""

from milepost.reporting.content import Choice
from tests.reporting.checks.a_report import found, planned, report

CODE = "step-dropped"


def test_a_step_that_is_neither_completed_nor_planned_again() -> None:
    content = report(
        {"next_steps": planned(), "step_status/1": Choice("ongoing"), "step_status/2": Choice("not_achieved")}
    )
    assert [finding.quote for finding in found(CODE, content)] == [
        "Training of labour inspectors",
        "Survey on forced labour in fishing",
    ]


def test_completed_and_continued_steps_are_left_alone() -> None:
    content = report(
        {
            "next_steps": planned("Training of labour inspectors, second round"),
            "step_status/1": Choice("ongoing"),
            "step_status/2": Choice("completed"),
        }
    )
    assert found(CODE, content) == []


def test_nothing_is_said_while_no_steps_are_planned_yet() -> None:
    assert found(CODE, report({})) == []
