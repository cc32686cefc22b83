"""A lesson without its challenge."""

from tests.reporting.checks.a_report import found, report

CODE = "lessons-without-challenge"


def test_a_lesson_about_something_else_is_named_by_its_label() -> None:
    content = report(
        {
            "challenges": "Transport: inspectors cannot reach villages.\n\nFunding: the budget ended.",
            "lessons": "Transport: boats are shared.\n\nFunding: a line was agreed.\n\nSchool meals: children stay.",
        }
    )
    (finding,) = found(CODE, content)
    assert finding.quote == "School meals"


def test_lessons_without_labels_meet_their_challenges_by_a_rare_word() -> None:
    content = report(
        {
            "challenges": "- Few interpreters speak the language of seasonal workers.\n- The judges had no experience.",
            "lessons": "- Workers were paid as interpreters.\n- Judges visited a factory.",
        }
    )
    assert found(CODE, content) == []


def test_a_paragraph_cut_by_a_page_belongs_to_the_point_before() -> None:
    content = report(
        {
            "challenges": "Transport: villages are far.\n\nFunding: the budget ended.",
            "lessons": "Transport: motorcycles are being\n\nbought for every office.\n\nFunding: a line was agreed.",
        }
    )
    assert found(CODE, content) == []
