"""Albania's own report of May 2022 to April 2023, as published, reads into the form and loses nothing."""

from datetime import date

from milepost.reporting.content import Choices, Slot, Steps, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import read

TICKS_LOST = (
    "step_status overall_progress other_successes assessment_tools international_partners regional_initiatives "
    "domestic_collaboration_increased process_useful revise_priorities"
).split()


def test_country_and_period(form_2023: Edition, albania_text: bytes) -> None:
    imported = read(albania_text, "report.txt", form_2023)
    assert imported.country_name == "Albania"
    assert (imported.start, imported.end) == (date(2022, 5, 1), date(2023, 4, 30))


def test_four_priorities_three_carried_steps_one_next_step(form_2023: Edition, albania_text: bytes) -> None:
    imported = read(albania_text, "report.txt", form_2023)
    assert [item.title[:30] for item in imported.priorities] == [
        "Prevent the economic exploitat",
        "Ensure protection and interven",
        "Increasing the number of succe",
        "Social and cultural barriers t",
    ]
    assert [item.title[:20] for item in imported.steps] == [
        "Capacity building of",
        "Awareness raising ac",
        "Trainings of field t",
    ]
    planned = imported.answers[Slot("next_steps")]
    assert isinstance(planned, Steps)
    assert [step.title for step in planned.steps] == [
        "Implementation of the National Agenda for Children's Rights 2021-2026 and the Annual Work Plan"
    ]


def test_every_unticked_choice_is_not_recorded(form_2023: Edition, albania_text: bytes) -> None:
    imported = read(albania_text, "report.txt", form_2023)
    assert not [slot for slot in imported.answers if slot.question in TICKS_LOST]
    assert imported.answers[Slot("domestic_partners")] == Choices(("other",), "Municipalities")


def test_every_paragraph_of_the_body_is_in_its_answer(form_2023: Edition, albania_text: bytes) -> None:
    imported = read(albania_text, "report.txt", form_2023)
    for piece in imported.pieces:
        if piece.role != "answer" or piece.slot is None:
            continue
        value = imported.answers[piece.slot]
        if isinstance(value, Words):
            assert flat(piece.text) in flat(value.plain)
        if isinstance(value, Steps):
            assert flat(piece.text) in flat(value.steps[0].title + value.steps[0].source)


def test_nothing_is_lost(form_2023: Edition, albania_text: bytes) -> None:
    imported = read(albania_text, "report.txt", form_2023)
    body = albania_text.decode().partition("Next steps in the next 12 months (until April 2024)\t13")[2]
    front = "AlbaniaProgressonSDGTarget8.7"
    assert imported.body_characters == len(flat(front + body))
    assert flat("".join(piece.text for piece in imported.pieces)) == flat(albania_text.decode())
    assert (
        imported.form_characters + imported.placed_characters + imported.unplaced_characters == imported.body_characters
    )
    assert imported.unplaced_characters == 0


def test_paragraphs_broken_by_a_page_are_joined(form_2023: Edition, albania_text: bytes) -> None:
    answers = read(albania_text, "report.txt", form_2023).answers
    lessons, improvement = answers[Slot("lessons")], answers[Slot("domestic_improvement")]
    planned = answers[Slot("next_steps")]
    assert isinstance(lessons, Words)
    assert isinstance(improvement, Words)
    assert isinstance(planned, Steps)
    assert "centers are being established in municipalities" in lessons.plain
    assert "improved through the organization of technical meetings" in improvement.plain
    assert "has a cross-sectoral nature" in planned.steps[0].source


def test_each_part_of_the_steps_stands_with_its_step(form_2023: Edition, albania_text: bytes) -> None:
    answers = read(albania_text, "report.txt", form_2023).answers
    first, second, third = (answers[Slot("step_progress", number)] for number in (1, 2, 3))
    assert isinstance(first, Words)
    assert isinstance(second, Words)
    assert isinstance(third, Words)
    assert first.plain.startswith("In the first half of 2022")
    assert "OSCE" in second.plain
    assert third.plain.count("\n\n") == 1


def flat(text: str) -> str:
    return "".join(text.split())
