"""Two questions with one wording."""

from tests.reporting.checks.a_report import found, report


def test_the_form_of_2023_asks_one_question_twice() -> None:
    (finding,) = found("same-question", report({}))
    assert str(finding.slot) == "assessment_detail_2"
    assert finding.severity == "note"
    assert finding.message == "The form asks the same in question 13 as in question 12."
