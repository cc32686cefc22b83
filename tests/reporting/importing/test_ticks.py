"""A tick is found in every way that a word processor or a person makes one; without one nothing is recorded."""

from collections.abc import Callable, Collection, Mapping

import docx
import docx.enum.text
import pytest
from docx.text.paragraph import Paragraph

from milepost.reporting.content import Choice, Choices, Scale, Slot, Value
from milepost.reporting.edition import Edition, Question
from milepost.reporting.importing.read import read
from tests.reporting.importing.writing import WAYS, saved

Write = Callable[[Paragraph, bool, str], None]


def form(edition: Edition, write: Write, ticked: Mapping[str, Collection[str]]) -> bytes:
    """The whole form with these options ticked this way, and a sentence in every long text."""
    document = docx.Document()
    document.add_paragraph("Varenia")
    for number, question in enumerate(edition.questions, 1):
        words = question.text["en"].replace("{number}", "1").replace("{title}", "A title of it")
        document.add_paragraph(f"{number}. {words}")
        if question.kind == "long_text":
            document.add_paragraph(f"What happened in {question.key}.")
        for option in question.options:
            write(document.add_paragraph(), option.value in ticked.get(question.key, ()), option.text["en"])
        if question.kind == "scale":
            for point in range(1, question.points + 1):
                write(document.add_paragraph(), str(point) in ticked.get(question.key, ()), str(point))
    return saved(document)


def expected(question: Question, values: Collection[str]) -> Value | None:
    if not values:
        return None
    if question.kind == "scale":
        return Scale(int(next(iter(values))))
    if question.kind == "one_of":
        return Choice(next(iter(values)))
    return Choices(tuple(option.value for option in question.options if option.value in values))


TICKED = {
    "step_status": ("ongoing",),
    "overall_progress": ("4",),
    "assessment_tools": ("surveys", "interviews"),
    "international_partners": ("ilo",),
    "regional_initiatives": ("dont_know",),
    "domestic_partners": ("workers_organizations", "ministries"),
    "process_useful": ("no",),
}


@pytest.mark.parametrize("way", WAYS)
def test_ticks_are_found(way: str, form_2023: Edition) -> None:
    imported = read(form(form_2023, WAYS[way], TICKED), "report.docx", form_2023)
    for question in form_2023.questions:
        if question.kind in ("one_of", "many_of", "scale"):
            slot = Slot(question.key, 1 if question.each else None)
            assert imported.answers.get(slot) == expected(question, TICKED.get(question.key, ())), question.key


# A form with every option struck through is marked: "none of these". All other ways have an unmarked form.
@pytest.mark.parametrize("way", [way for way in WAYS if way != "others struck"])
def test_what_is_not_marked_is_not_recorded(way: str, form_2023: Edition) -> None:
    imported = read(form(form_2023, WAYS[way], {}), "report.docx", form_2023)
    choices = {question.key for question in form_2023.questions if question.kind in ("one_of", "many_of", "scale")}
    assert not {slot.question for slot in imported.answers} & choices
