"""A step's text that tells of something else."""

import pytest

from tests.reporting.checks.a_report import found, report

CODE = "step-answer-mismatch"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Awareness raising activities on Child Labour", "A technical workshop identified the needs of institutions."),
        (
            "Trainings of field teams about case identification",
            "Field teams told a meeting of what they identified.",
        ),
        ("Establish a hotline for migrant workers", "The web page about mountain huts has new photographs."),
        ("Amend the labour code", "Inspectors visited 40 farms."),
    ],
)
def test_a_text_without_a_word_of_what_was_promised(title: str, text: str) -> None:
    (finding,) = found(CODE, report({"step_progress/1": text}, steps=(title,)))
    assert finding.severity == "warning"
    assert f"the step is “{title}”" in finding.message


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Awareness raising activities on Child Labour", "A campaign on radio reached parents in May 2022."),
        ("Trainings of field teams", "Two courses for the teams took place."),
        ("Capacity building of cross-sectoral teams", "Meetings with the units of ten towns strengthened cooperation."),
        ("Survey on forced labour", "The statistics office interviewed 300 crews."),
        ("Protection of domestic workers", "Domestic workers now have a contract that protects them."),
        ("Trajnime të ekipeve në terren", "U zhvilluan dy trajnime me ekipet."),
    ],
)
def test_a_text_that_speaks_of_the_step_is_left_alone(title: str, text: str) -> None:
    assert found(CODE, report({"step_progress/1": text}, steps=(title,))) == []


def test_the_advice_names_the_answer_that_does_speak_of_it() -> None:
    content = report(
        {
            "step_progress/1": "A workshop was held for prosecutors.",
            "domestic_improvement": "Every October there are awareness activities on child trafficking.",
        },
        steps=("Awareness raising activities on child trafficking",),
    )
    (finding,) = found(CODE, content)
    assert "question 20" in finding.advice
