"""The same thing told twice."""

from tests.reporting.checks.a_report import found, report

CODE = "repeated-text"
MEETINGS = (
    "In October 2022 the agency held meetings in Kukës, Dibër, Berat and Kamëz with child protection units about "
    "managing trafficking cases."
)
IN_OTHER_WORDS = (
    "Together with the units for child protection, the agency met in Berat, Kamëz, Kukës and Dibër during October to "
    "talk about how trafficking cases are managed."
)
OTHERS = {
    "challenges": "Snow closes the roads of the north for weeks.",
    "lessons": "Boats and motorcycles now bring inspectors to the villages.",
    "anything_else": "The translation of this form would help our mayors.",
    "priority_progress/2": "Prosecutors received a guide on evidence from telephones.",
}


def test_one_event_in_other_words_is_found_once_at_the_later_answer() -> None:
    (finding,) = found(
        CODE, report({**OTHERS, "priority_progress/1": MEETINGS, "domestic_collaboration": IN_OTHER_WORDS})
    )
    assert str(finding.slot) == "domestic_collaboration"
    assert "repeats what is told in question 1" in finding.message


def test_the_same_sentences_are_found_however_many() -> None:
    twice = f"{MEETINGS} The units asked for cars."
    (finding,) = found(CODE, report({**OTHERS, "priority_progress/1": twice, "domestic_collaboration": twice}))
    assert finding.severity == "warning"


def test_highlights_and_lessons_and_plans_may_say_it_again() -> None:
    content = report({**OTHERS, "priority_progress/1": MEETINGS, "highlights": MEETINGS, "anything_else": MEETINGS})
    assert found(CODE, content) == []


def test_different_things_are_left_alone() -> None:
    assert found(CODE, report({**OTHERS, "priority_progress/1": MEETINGS})) == []


def test_an_answer_that_goes_on_with_the_event_of_the_one_before() -> None:
    content = report(
        {
            "step_progress/1": "A technical workshop with the police was organized in June 2022.",
            "step_progress/2": "Within this technical workshop, prosecutors spoke of their work.",
        }
    )
    (finding,) = found(CODE, content)
    assert (
        finding.message == "“this technical workshop” goes on with what question 5 (1) tells: one event in two answers."
    )
