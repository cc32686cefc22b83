"""A choice or a scale without a mark."""

from milepost.reporting.content import Choice, Choices, Scale
from tests.reporting.checks.a_report import found, report


def test_a_lost_tick_is_an_error_where_the_question_is_required_else_a_warning() -> None:
    severities = {str(one.slot): one.severity for one in found("choice-not-recorded", report({}))}
    assert severities["process_useful"] == "error"
    assert severities["overall_progress"] == "error"
    assert severities["step_status/2"] == "warning"


def test_words_without_a_mark_are_not_a_mark() -> None:
    content = report({"domestic_partners": Choices((), "Municipalities")})
    messages = [one.message for one in found("choice-not-recorded", content) if str(one.slot) == "domestic_partners"]
    assert messages == ["In question 18 “Municipalities” is written, and no option is marked."]


def test_a_marked_choice_is_left_alone() -> None:
    content = report({"process_useful": Choice("no"), "overall_progress": Scale(1)})
    slots = {str(one.slot) for one in found("choice-not-recorded", content)}
    assert not slots & {"process_useful", "overall_progress"}
