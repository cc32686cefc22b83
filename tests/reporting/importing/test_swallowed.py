"""What is no text, or looks like the form's own words, is never swallowed: it is in the answer or shown."""

from base64 import b64decode
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from milepost.reporting.content import Content, Scale, Slot, Words
from milepost.reporting.edition import Edition
from milepost.reporting.exports.docx import write
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import as_text, lines, sentence
from tests.reporting.importing.writing import saved, written

CHALLENGES = Slot("challenges")


def unplaced(imported: Imported) -> dict[str, str]:
    return {piece.text: piece.note for piece in imported.pieces if piece.role == "unplaced"}


DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
"""A PNG of one point."""


def picture() -> BytesIO:
    return BytesIO(DOT)


def challenges(edition: Edition) -> tuple[Document, Paragraph]:
    document = written(lines(edition, answers={CHALLENGES: ["Before @"]}))
    return document, next(each for each in document.paragraphs if each.text == "Before @")


def test_a_picture_in_an_answer_is_shown_as_a_piece_without_a_place(form_2023: Edition) -> None:
    document, paragraph = challenges(form_2023)
    paragraph.add_run().add_picture(picture(), Mm(10))
    imported = read(saved(document), "r.docx", form_2023)
    assert unplaced(imported) == {"[picture]": "A picture of the document; an answer holds words only."}
    assert imported.answers[CHALLENGES] == Words("Before @")


def test_a_picture_says_what_it_shows(form_2023: Edition) -> None:
    document, paragraph = challenges(form_2023)
    paragraph.add_run().add_picture(picture(), Mm(10))._inline.docPr.set("descr", "Cases by year")
    assert "[picture: Cases by year]" in unplaced(read(saved(document), "r.docx", form_2023))


def test_an_old_picture_is_shown_too(form_2023: Edition) -> None:
    document, paragraph = challenges(form_2023)
    vml = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:imagedata/></v:shape>'
        "</w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(vml))
    assert "[picture]" in unplaced(read(saved(document), "r.docx", form_2023))


def test_a_picture_on_the_title_page_is_the_forms(form_2023: Edition) -> None:
    document = written(lines(form_2023))
    document.paragraphs[0].insert_paragraph_before().add_run().add_picture(picture(), Mm(10))
    assert not unplaced(read(saved(document), "r.docx", form_2023))


def test_a_sections_title_inside_an_answer_is_the_answers(form_2023: Edition) -> None:
    below = ["We worked under two headings:", "Overall progress in the last 12 months", "It was great."]
    imported = read(as_text(lines(form_2023, answers={CHALLENGES: below})), "r.txt", form_2023)
    assert imported.answers[CHALLENGES] == Words("\n\n".join(below))


@pytest.mark.parametrize(
    ("slot", "title"),
    [
        (Slot("domestic_improvement"), "Future prospects"),
        (Slot("priority_progress", 3), "Progress on the identified next steps"),
    ],
)
def test_the_next_sections_title_inside_an_answer_is_the_answers(form_2023: Edition, slot: Slot, title: str) -> None:
    below = ["We think of two things:", title, "They are good."]
    imported = read(as_text(lines(form_2023, answers={slot: below})), "r.txt", form_2023)
    assert imported.answers[slot] == Words("\n\n".join(below))
    assert imported.answers[Slot("anticipated_challenges")] == Words(sentence(Slot("anticipated_challenges")))
    assert not unplaced(imported)


def test_a_sections_title_that_a_contents_page_lists_too(form_2023: Edition) -> None:
    below = ["We worked under two headings:", "Overall progress in the last 12 months", "It was great."]
    told = list(lines(form_2023, answers={CHALLENGES: below}))
    listed = [f"{section.title['en']}\t{page}" for page, section in enumerate(form_2023.sections, 3)]
    imported = read(as_text(iter([*told[:2], "Contents", *listed, *told[2:]])), "r.txt", form_2023)
    assert imported.answers[CHALLENGES] == Words("\n\n".join(below))


@pytest.mark.parametrize(
    "below",
    [
        ["No progress  Great progress", "Great progress"],
        ["Great progress"],
        ["1", "2", "3", "4", "5", "Great progress"],
        ["No progress  1  2  3  4  5  Great progress", "No progress"],
    ],
)
def test_an_end_of_the_scale_alone_is_shown(form_2023: Edition, below: list[str]) -> None:
    imported = read(as_text(lines(form_2023, answers={Slot("overall_progress"): below})), "r.txt", form_2023)
    assert Slot("overall_progress") not in imported.answers
    assert list(unplaced(imported)) == [below[-1]]


def test_an_end_of_the_scale_alone_above_it_is_shown(form_2023: Edition) -> None:
    below = ["Great progress", "No progress  Great progress"]
    imported = read(as_text(lines(form_2023, answers={Slot("overall_progress"): below})), "r.txt", form_2023)
    assert list(unplaced(imported)) == ["Great progress"]


@pytest.mark.parametrize(
    ("below", "value"),
    [
        ("No progress 1 2 3 4 x 5 Great progress", 4),
        ("No progress 1 2 3 4 5 X Great progress", 5),
        ("No progress 1 2 x 4 5 Great progress", 3),
        ("No progress x 2 3 4 5 Great progress", 1),
    ],
)
def test_an_x_in_a_row_of_points(form_2023: Edition, below: str, value: int) -> None:
    imported = read(as_text(lines(form_2023, answers={Slot("overall_progress"): [below]})), "r.txt", form_2023)
    assert imported.answers[Slot("overall_progress")] == Scale(value)


def test_words_between_the_ends_of_the_scale_are_shown(form_2023: Edition) -> None:
    below = "No progress - we are in the middle - Great progress"
    imported = read(as_text(lines(form_2023, answers={Slot("overall_progress"): [below]})), "r.txt", form_2023)
    assert list(unplaced(imported)) == [below]


def table(document: Document, rows: list[list[str]]) -> Table:
    made: Table = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            made.cell(row, column).text = words
    return made


def test_a_cell_of_two_paragraphs_stays_in_its_row(form_2023: Edition) -> None:
    document, paragraph = challenges(form_2023)
    made = table(document, [["Municipality", "Cases"], ["Berat", "12"]])
    made.cell(1, 0).add_paragraph("and around")
    paragraph._p.addnext(made._tbl)
    imported = read(saved(document), "r.docx", form_2023)
    assert imported.answers[CHALLENGES] == Words("Before @\n\nMunicipality | Cases\n\nBerat and around | 12")


def test_a_frame_of_one_cell_keeps_its_paragraphs(form_2023: Edition) -> None:
    document, paragraph = challenges(form_2023)
    made = table(document, [["One."]])
    made.cell(0, 0).add_paragraph("Two.")
    paragraph._p.addnext(made._tbl)
    assert read(saved(document), "r.docx", form_2023).answers[CHALLENGES] == Words("Before @\n\nOne.\n\nTwo.")


def test_a_table_pasted_into_a_document_of_ours_keeps_its_rows(form_2023: Edition) -> None:
    answers = {CHALLENGES: Words(sentence(CHALLENGES))}
    content = Content("xx", "Varenia", date(2023, 5, 1), date(2024, 4, 30), form_2023, answers=answers)
    document = docx.Document(BytesIO(write(content)))
    paragraph = next(each for each in document.paragraphs if each.text == sentence(CHALLENGES))
    paragraph._p.addnext(table(document, [["Municipality", "Cases"], ["Berat", "12"]])._tbl)
    imported = read(saved(document), "r.docx", form_2023)
    rows = "Municipality | Cases\n\nBerat | 12"
    assert imported.answers[CHALLENGES] == Words(f"{sentence(CHALLENGES)}\n\n{rows}")
