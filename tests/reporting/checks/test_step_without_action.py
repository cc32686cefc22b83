"""A planned step that says nothing of what will be done."""

from tests.reporting.checks.a_report import found, planned, report

CODE = "step-without-action"
DESCRIPTION = (
    "The National Agenda is the important strategic document of the government for the rights of children in the "
    "country. It focuses on all children, with special attention to those who are most excluded from services."
)


def test_a_description_is_no_step() -> None:
    (finding,) = found(CODE, report({"next_steps": planned("Agenda", DESCRIPTION)}))
    assert finding.severity == "note"


def test_a_text_that_says_what_will_be_done_is_left_alone() -> None:
    text = f"{DESCRIPTION} By December 2023 every municipality will name a child rights officer."
    assert found(CODE, report({"next_steps": planned("Agenda", text)})) == []
    assert found(CODE, report({"next_steps": planned("Agenda", "Train all officers.")})) == []
