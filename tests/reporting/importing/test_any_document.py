"""Whatever a document holds, it is read or refused, and no character of it is lost or doubled."""

import random

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milepost.reporting.content import normalise
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Imported, Unreadable, read, read_part
from tests.reporting.importing.told import as_text, lines
from tests.reporting.importing.writing import WAYS, saved

ODD = [
    "☒", "☐ ☒", "[x]", "( )", "x", "X Yes", "Yes: ", "Other:", "Other: Municipalities", "1", "4/5", "- ", "•", "#1", "Next step 2:",
    "Next step 9: Nothing", "Contents", "A\t3", "...", "12. ", "?", "*", "1. ?", "a) b", "Responsible:", "Priority: x", "“", '"a" b "c"',
    "Yes / No / Not applicable", "No progress", "1 2 3", "May 2023 – April 2024", "\u202e", "☐Yes☒No", "_x_", "(x", "\t", "😀",
]  # fmt: skip


def assert_whole(imported: Imported, told: list[str], edition: Edition) -> None:
    """Every character is in one piece; every answer is in the one spelling, and has a piece that it comes from."""
    assert flat("".join(piece.text for piece in imported.pieces)) == flat("".join(told))
    counted = (imported.form_characters, imported.placed_characters, imported.unplaced_characters)
    assert sum(counted) == imported.body_characters
    for slot, value in imported.answers.items():
        assert normalise(edition.question(slot.question), value) == value
        assert any(piece.slot == slot and piece.role == "answer" for piece in imported.pieces)


@st.composite
def mixed(draw: st.DrawFn, form: list[str]) -> list[str]:
    """The form's lines, some gone, some twice, odd lines and any text between."""
    told = list(form)
    for _change in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(told)))
        match draw(st.integers(0, 3)):
            case 0 if told:
                told.pop(at - 1)
            case 1 if told:
                told.insert(at, told[draw(st.integers(0, len(told) - 1))])
            case 2:
                told.insert(at, draw(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)))
            case _:
                told.insert(at, draw(st.sampled_from(ODD)))
    return told


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text(form_2023: Edition, data: st.DataObject) -> None:
    told = data.draw(mixed(list(lines(form_2023, priorities=2, steps=2))))
    assert_whole(read_part(as_text(iter(told)), "r.txt", form_2023), told, form_2023)


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document(form_2023: Edition, data: st.DataObject) -> None:
    told = data.draw(mixed(list(lines(form_2023, priorities=1, steps=1))))
    document = docx.Document()
    for line in told:
        paragraph = document.add_paragraph(
            style=data.draw(st.sampled_from([None, "Heading 2", "List Bullet", "List Number"]))
        )
        run = paragraph.add_run("".join(letter for letter in line if letter.isprintable() or letter == "\t"))
        run.bold, run.font.strike = data.draw(st.booleans()), data.draw(st.integers(0, 9)) == 0
    written = [paragraph.text for paragraph in document.paragraphs]
    assert_whole(read_part(saved(document), "r.docx", form_2023), written, form_2023)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_document_is_read_or_refused(form_2023: Edition, seed: int) -> None:
    chance = random.Random(seed)
    document = docx.Document()
    for line in lines(form_2023, priorities=1, steps=1):
        WAYS["content control"](document.add_paragraph(), True, line)
    data = bytearray(saved(document))
    for _time in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert outcome(bytes(data), form_2023)


def outcome(data: bytes, edition: Edition) -> str:
    """What a person sees: the first piece, or the sentence of the refusal."""
    try:
        return read(data, "r.docx", edition).pieces[0].text
    except Unreadable as refused:
        return str(refused)


def flat(text: str) -> str:
    return "".join(text.split())
