"""The text of "Yes, please tell us more" keeps its paragraphs, lists and marks, in and out."""

from datetime import date
from io import BytesIO

import docx
import pytest

from milepost.reporting.content import Choice, Content, Slot
from milepost.reporting.edition import Edition
from milepost.reporting.exports.docx import write
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import as_text, lines
from tests.reporting.importing.writing import saved, written

SUCCESSES = Slot("other_successes")
TEXTS = [
    "A new law.",
    "A **new** law.",
    "[The law](https://a.al/law) passed.",
    "Two things:\n\n- a law\n- a plan\n\nBoth are in force.",
    "- a law\n  - its decree\n- a plan",
    "First line\nsecond line",
    "#. one\n#. two",
    "\\- no item",
    "☒ No",
]


def told(edition: Edition, *below: str) -> Imported:
    return read(as_text(lines(edition, answers={SUCCESSES: below})), "r.txt", edition)


def ours(edition: Edition, said: Choice) -> Content:
    return Content("xx", "Varenia", date(2023, 5, 1), date(2024, 4, 30), edition, answers={SUCCESSES: said})


def unplaced(imported: Imported) -> list[str]:
    return [piece.text for piece in imported.pieces if piece.role == "unplaced"]


@pytest.mark.parametrize("source", TEXTS)
@pytest.mark.parametrize("value", ["yes", "no"])
def test_a_text_comes_back_from_a_document_of_ours(form_2023: Edition, source: str, value: str) -> None:
    back = read(write(ours(form_2023, Choice(value, source))), "r.docx", form_2023)
    assert back.answers[SUCCESSES] == Choice(value, source)
    assert not unplaced(back)


@pytest.mark.parametrize(
    "below",
    [
        ["☒ Yes: Two things:", "- a law", "- a plan", "Both are in force.", "☐ No", "☐ Not applicable"],
        ["☒ Yes", "☐ No", "☐ Not applicable", "Two things:", "- a law", "- a plan", "Both are in force."],
        ["☒ Yes (please specify):", "Two things:", "- a law", "- a plan", "Both are in force.", "☐ No"],
    ],
)
def test_paragraphs_and_lists_below_a_ticked_option(form_2023: Edition, below: list[str]) -> None:
    imported = told(form_2023, *below)
    text = "Two things:\n\n- a law\n- a plan\n\nBoth are in force."
    assert imported.answers[SUCCESSES] == Choice("yes", text)
    assert not unplaced(imported)


@pytest.mark.parametrize("words", ["point one", "no one was hurt", "Notes: applicable law", "Yesterday"])
def test_words_that_begin_like_an_option_are_the_text(form_2023: Edition, words: str) -> None:
    imported = told(form_2023, "☒ Yes", "First.", f"- {words}", "☐ No", "☐ Not applicable")
    assert imported.answers[SUCCESSES] == Choice("yes", f"First.\n\n- {words}")


def test_bold_words_stay_bold(form_2023: Edition) -> None:
    document = written(lines(form_2023, answers={SUCCESSES: ["☒ Yes: ", "☐ No"]}))
    paragraph = next(each for each in document.paragraphs if each.text == "☒ Yes: ")
    paragraph.add_run("a new law").bold = True
    assert read(saved(document), "r.docx", form_2023).answers[SUCCESSES] == Choice("yes", "**a new law**")


def test_a_text_before_the_options_is_not_taken_for_the_words(form_2023: Edition) -> None:
    imported = told(form_2023, "Choose one:", "☒ Yes", "☐ No")
    assert imported.answers[SUCCESSES] == Choice("yes")
    assert unplaced(imported) == ["Choose one:"]


def test_a_paragraph_that_a_person_adds_below_our_box_is_the_words(form_2023: Edition) -> None:
    document = docx.Document(BytesIO(write(ours(form_2023, Choice("yes", "One.")))))
    box = next(each for each in document.paragraphs if each.text.endswith("One."))
    box._p.addnext(document.add_paragraph("Two.")._p)
    assert read(saved(document), "r.docx", form_2023).answers[SUCCESSES] == Choice("yes", "One.\n\nTwo.")
