"""The same words as last year."""

from tests.reporting.checks.a_report import found, report

CODE = "same-as-last-year"
OLD = "Inspectors visited the quarries of the northern valleys and wrote down every child they met."
NEW = "Since June 2022 two schools beside the quarries serve lunch to every pupil."


def test_a_sentence_of_last_year_is_named_with_how_many_there_are() -> None:
    (finding,) = found(
        CODE, report({"priority_progress/1": f"{OLD} {NEW}"}), previous=report({"priority_progress/1": OLD})
    )
    assert "(1 of 2 sentences do)" in finding.message


def test_new_words_and_a_first_report_are_left_alone() -> None:
    assert found(CODE, report({"priority_progress/1": NEW}), previous=report({"priority_progress/1": OLD})) == []
    assert found(CODE, report({"priority_progress/1": OLD})) == []


def test_an_answer_that_the_form_carries_over_is_left_alone() -> None:
    content = report({"domestic_collaboration": OLD})
    assert found(CODE, content, previous=content) == []
