"""Nothing here, but something elsewhere."""

from tests.reporting.checks.a_report import found, report

CODE = "told-elsewhere"


def test_a_priority_answered_with_nothing_of_which_a_lesson_speaks() -> None:
    content = report(
        {
            "priority_progress/2": "No information",
            "lessons": "Additionally, criminal prosecution of those who exploit children is pursued.",
        }
    )
    (finding,) = found(CODE, content)
    assert str(finding.slot) == "priority_progress/2"
    assert finding.message.startswith("Question 10 tells of it all the same")


def test_evidence_that_another_answer_names() -> None:
    content = report(
        {
            "assessment_detail": "Not applicable",
            "priority_progress/1": "According to the reports of child protection workers, things go well.",
        }
    )
    (finding,) = found(CODE, content)
    assert str(finding.slot) == "assessment_detail"


def test_a_report_that_nowhere_speaks_of_it_is_left_alone() -> None:
    assert found(CODE, report({"priority_progress/2": "No information", "lessons": "Boots help in snow."})) == []
