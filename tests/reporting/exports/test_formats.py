"""One table names the formats for the command line and the pages."""

from dataclasses import replace

import pytest

from milepost.reporting.content import Slot, Words
from milepost.reporting.exports.formats import FORMATS, file_name
from tests.reporting.exports.exported_reports import EMPTY, FULL, TOLD


def test_the_table_names_four_formats() -> None:
    assert list(FORMATS) == ["json", "html", "docx", "pdf"]
    assert {name: one.extension for name, one in FORMATS.items()} == {name: f".{name}" for name in FORMATS}


def test_each_format_begins_as_its_kind() -> None:
    starts = {"json": b"{", "html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF-"}
    for name, one in FORMATS.items():
        assert one.write(FULL, "en").startswith(starts[name])


def test_a_file_is_named_by_country_period_and_state() -> None:
    assert file_name(FULL, "pdf") == "al-2022-05-2023-04.pdf"
    assert file_name(EMPTY, "docx") == "al-2022-05-2023-04-draft.docx"
    assert file_name(replace(EMPTY, version=2), "docx") == "al-2022-05-2023-04-v2-draft.docx"


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_long_report_is_written_whole(name: str) -> None:
    long = Words((TOLD + "\n\n") * 20)
    answers = {slot: long for slot in FULL.slots() if FULL.edition.question(slot.question).kind == "long_text"}
    content = replace(FULL, answers={**FULL.answers, **answers, Slot("anything_else"): long})
    short, whole = (FORMATS[name].write(each, "en") for each in (FULL, content))
    assert len(whole) > len(short)
