"""A required text question without an answer."""

from tests.reporting.checks.a_report import found, report


def test_an_empty_required_answer_is_an_error_at_its_place() -> None:
    findings = found("required-unanswered", report({"priority_progress/1": "We did it."}))
    assert {str(finding.slot) for finding in findings} >= {"priority_progress/2", "highlights", "next_steps"}
    assert {finding.severity for finding in findings} == {"error"}


def test_no_information_is_an_answer() -> None:
    findings = found("required-unanswered", report({"priority_progress/1": "No information"}))
    assert "priority_progress/1" not in {str(finding.slot) for finding in findings}


def test_an_optional_question_may_stay_empty() -> None:
    assert "lessons" not in {str(finding.slot) for finding in found("required-unanswered", report({}))}
