"""Answers about several steps are split to their parts; planned steps get title, text and details."""

import docx
import pytest

from milepost.reporting.content import PlannedStep, Slot, Steps, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import STEPS, as_text, lines
from tests.reporting.importing.writing import replaced_by, saved, written


def parts(edition: Edition, *below: str, steps: int = 2) -> Imported:
    told = lines(edition, steps=steps, answers={Slot("step_progress"): below})
    return read(as_text(told), "r.txt", edition)


def unplaced(imported: Imported) -> list[str]:
    return [piece.text for piece in imported.pieces if piece.role == "unplaced"]


@pytest.mark.parametrize(
    "heads",
    [
        [f"Next Step #1: {STEPS[0]}", f"Next Step #2: {STEPS[1]}"],
        ["Next step 1:", "Next step 2:"],
        ["Step 1", "Step 2"],
        ["#1", "#2"],
        [STEPS[0], STEPS[1]],
        [STEPS[0] + ":", STEPS[1] + ":"],
        [f"Next step: {STEPS[0]}", f"Next step: {STEPS[1]}"],
        ["Step 1 – Training of labour inspectors", f"Step 2 – {STEPS[1]}"],
        ["Hapi 1:", "Hapi i radhës nr. 2:"],
    ],
)
def test_parts_by_their_headings(form_2023: Edition, heads: list[str]) -> None:
    imported = parts(form_2023, heads[0], "Forty were trained.", heads[1], "One is open.", "The other is built.")
    assert imported.answers[Slot("step_progress", 1)] == Words("Forty were trained.")
    assert imported.answers[Slot("step_progress", 2)] == Words("One is open.\n\nThe other is built.")
    assert not unplaced(imported)


def test_parts_are_known_by_title_before_number(form_2023: Edition) -> None:
    imported = parts(form_2023, f"Next Step #1: {STEPS[1]}", "Second.", f"Next Step #2: {STEPS[0]}", "First.")
    assert imported.answers[Slot("step_progress", 1)] == Words("First.")
    assert imported.answers[Slot("step_progress", 2)] == Words("Second.")


def test_heading_and_text_in_one_paragraph(form_2023: Edition) -> None:
    imported = parts(
        form_2023, "Step 1: Forty inspectors of all regions were trained in May.", f"Step 2: {STEPS[1]}. One is open."
    )
    first = imported.answers[Slot("step_progress", 1)]
    assert first == Words("Forty inspectors of all regions were trained in May.")
    assert imported.answers[Slot("step_progress", 2)] == Words("One is open.")
    assert not unplaced(imported)


def test_text_before_the_first_step_is_shown(form_2023: Edition) -> None:
    imported = parts(form_2023, "Much was done.", "Next step 1:", "Trained.", "Next step 2:", "Open.")
    assert unplaced(imported) == ["Much was done."]


def test_text_that_names_no_step_is_shown_where_there_are_several(form_2023: Edition) -> None:
    imported = parts(form_2023, "Much was done.")
    assert unplaced(imported) == ["Much was done."]
    assert not [slot for slot in imported.answers if slot.question == "step_progress"]


def test_the_only_step_needs_no_heading(form_2023: Edition) -> None:
    imported = parts(form_2023, "Much was done.", steps=1)
    assert imported.answers == {**imported.answers, Slot("step_progress", 1): Words("Much was done.")}
    assert not unplaced(imported)


def test_the_question_may_stand_once_per_step(form_2023: Edition) -> None:
    told = list(lines(form_2023, answers={Slot("step_progress"): ["@"]}))
    at = told.index("@")
    question = told[at - 1].replace("the next steps", "next step {}, the next step")
    told[at - 1 : at + 1] = [question.format("#1"), "First.", question.format("#2"), "Second."]
    imported = read(as_text(iter(told)), "r.txt", form_2023)
    assert imported.answers[Slot("step_progress", 1)] == Words("First.")
    assert imported.answers[Slot("step_progress", 2)] == Words("Second.")


def test_steps_are_known_from_the_parts_when_no_status_is_asked(form_2023: Edition) -> None:
    told = [line for line in lines(form_2023) if "status of your next step" not in line]
    assert [item.title for item in read(as_text(iter(told)), "r.txt", form_2023).steps] == list(STEPS[:2])


def planned(edition: Edition, *below: str) -> tuple[PlannedStep, ...]:
    imported = read(as_text(lines(edition, answers={Slot("next_steps"): below})), "r.txt", edition)
    assert not unplaced(imported)
    value = imported.answers.get(Slot("next_steps"), Steps(()))
    assert isinstance(value, Steps)
    return value.steps


@pytest.mark.parametrize(
    ("below", "steps"),
    [
        (["Next step 1: A law", "It comes in May.", "Next step 2: A plan"],
         [PlannedStep("A law", "It comes in May."), PlannedStep("A plan")]),
        (["Next step 1:", "A law", "It comes in May."], [PlannedStep("A law", "It comes in May.")]),
        (["Step 1 – A law", "Step 2 – A plan"], [PlannedStep("A law"), PlannedStep("A plan")]),
        (["#1 A law", "It comes.", "#2 A plan"], [PlannedStep("A law", "It comes."), PlannedStep("A plan")]),
        (["1. A law", "It comes.", "2. A plan"], [PlannedStep("A law", "It comes."), PlannedStep("A plan")]),
        (["- A law", "- A plan"], [PlannedStep("A law"), PlannedStep("A plan")]),
        (["We go on as before, with a law and a plan."],
         [PlannedStep("", "We go on as before, with a law and a plan.")]),
        (["We plan two things.", "Next step 1: A law", "Next step 2: A plan"],
         [PlannedStep("", "We plan two things."), PlannedStep("A law"), PlannedStep("A plan")]),
        (["Next step 1:", "Next step 2:"], []),
        (["Next step 1: A law", "- in May", "- in June"], [PlannedStep("A law", "- in May\n- in June")]),
        (["Next step 1: A law", "Text.", "Responsible: Ministry of Labour", "Deadline: 30 June 2024",
          "Indicator: The law is published", "Priority: 2"],
         [PlannedStep("A law", "Text.", "Ministry of Labour", "2024-06-30", "The law is published", 2)]),
        (["Hapi 1: Një ligj", "Përgjegjës: Ministria", "Afati: 30 qershor 2024", "Prioriteti: #1"],
         [PlannedStep("Një ligj", "", "Ministria", "2024-06-30", "", 1)]),
        (["Next step 1: A law", "Due: in the spring"], [PlannedStep("A law", due="in the spring")]),
        (["Next step 1: A law", "Responsible: ____", "Due:"], [PlannedStep("A law", "Due:")]),
    ],
)  # fmt: skip
def test_planned_steps(form_2023: Edition, below: list[str], steps: list[PlannedStep]) -> None:
    assert list(planned(form_2023, *below)) == steps


def test_planned_steps_in_a_table(form_2023: Edition) -> None:
    document = written(lines(form_2023, answers={Slot("next_steps"): ["@"]}))
    rows = [
        ["Next step", "Responsible institution", "Deadline", "Indicator"],
        ["A law", "Ministry", "30.06.2024", "Published"],
        ["A plan", "Agency", "", "Signed"],
    ]
    replaced_by(document, "@", rows)
    value = read(saved(document), "r.docx", form_2023).answers[Slot("next_steps")]
    assert value == Steps(
        (
            PlannedStep("A law", "", "Ministry", "2024-06-30", "Published"),
            PlannedStep("A plan", "", "Agency", "", "Signed"),
        )
    )


def test_planned_steps_under_bold_or_styled_headings(form_2023: Edition) -> None:
    for look in ("bold", "heading"):
        document = docx.Document()
        for line in lines(form_2023, answers={Slot("next_steps"): ["@A law", "It comes.", "@A plan", "It is new."]}):
            paragraph = document.add_paragraph(style="Heading 3" if line[0] == "@" and look == "heading" else None)
            paragraph.add_run(line.lstrip("@")).bold = line[0] == "@" and look == "bold"
        value = read(saved(document), "r.docx", form_2023).answers[Slot("next_steps")]
        assert isinstance(value, Steps)
        assert [step.title for step in value.steps] == ["A law", "A plan"]
        assert [step.source for step in value.steps] == ["It comes.", "It is new."]
