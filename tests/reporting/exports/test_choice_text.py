"""The text beside a chosen option goes out with its paragraphs, lists and marks in every format."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx

from milepost.reporting.content import Choice, Slot
from milepost.reporting.exports import docx as docx_export
from milepost.reporting.exports import html
from milepost.reporting.exports import json as json_export
from tests.reporting.exports.exported_reports import FULL
from tests.reporting.exports.test_write_html import page, section_of
from tests.reporting.exports.test_write_pdf import kinds, opened, text

SUCCESSES = Slot("other_successes")
SAID = "Two **new** things:\n\n- a law\n- a plan"
TOLD = replace(FULL, answers={**FULL.answers, SUCCESSES: Choice("yes", SAID)})


def test_the_page_shows_paragraphs_and_a_list() -> None:
    written = html.write(TOLD, "en").decode()
    assert "Two <strong>new</strong> things:" in written
    assert '<li dir="auto">a law</li>' in written
    assert "Two new things:" in section_of(page(TOLD), "other_successes")


def test_word_has_them_as_paragraphs_of_an_answer() -> None:
    paragraphs = docx.Document(BytesIO(docx_export.write(TOLD))).paragraphs
    styles = {each.text: each.style.name for each in paragraphs if each.style}
    assert styles["Two new things:"].lower() == "answer"
    assert styles["a law"].lower() == "answer bullet"


def test_the_pdf_has_one_more_list(tmp_path: Path) -> None:
    assert "Two new things: • a law • a plan" in text(TOLD, tmp_path)
    files = [opened(content) for content in (FULL, TOLD)]
    lists = [kinds(file.Root.StructTreeRoot["/K"]).count("/L") for file in files]
    assert lists[1] == lists[0] + 1


def test_json_has_the_plain_text() -> None:
    answers = json.loads(json_export.write(TOLD))["answers"]
    assert answers["other_successes"] == {"value": "yes", "text": "Two new things:\n\n- a law\n- a plan"}
