"""A question that another answer rules out: files that are read say so; what was written there is not lost."""

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import html

from milepost.home import packs
from milepost.reporting.content import Choices, Content, Slot, Words
from milepost.reporting.edition import read as read_edition
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.importing.read import read
from tests.reporting.exports.exported_reports import FULL
from tests.reporting.exports.test_write_pdf import text
from tests.reporting.pages.visitor import plain

WRITTEN = "Surveys in twelve municipalities."
SAYS_SO = "Not asked, because of another answer"
DRAFT = replace(
    FULL,
    edition=read_edition((packs.FOLDER / "editions" / "2023.yaml").read_text(encoding="utf-8"), "2023.yaml"),
    answers={Slot("assessment_tools"): Choices(("not_applicable",)), Slot("assessment_detail"): Words(WRITTEN)},
    state="draft",
)
SUBMITTED = replace(DRAFT, state="submitted")


def ruled_out(content: Content) -> int:
    return sum(content.hidden(question) for question in content.edition.questions)


def words_of_docx(content: Content) -> str:
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(content, "en")))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("content", [DRAFT, SUBMITTED], ids=["draft", "submitted"])
def test_the_page_and_the_pdf_say_so_and_do_not_print_it(content: Content, tmp_path: Path) -> None:
    for words in (plain(html.fromstring(FORMATS["html"].write(content, "en"))), text(content, tmp_path)):
        assert WRITTEN not in words
        assert words.count(SAYS_SO) == ruled_out(content)


def test_a_submitted_word_document_is_read_and_says_so() -> None:
    words = words_of_docx(SUBMITTED)
    assert WRITTEN not in words
    assert words.count(SAYS_SO) == ruled_out(SUBMITTED)


def test_a_drafts_word_document_comes_back_and_keeps_it() -> None:
    words = words_of_docx(DRAFT)
    assert words.index(SAYS_SO) < words.index(WRITTEN)
    back = read(FORMATS["docx"].write(DRAFT, "en"), "report.docx", DRAFT.edition)
    assert back.answers[Slot("assessment_detail")] == Words(WRITTEN)
    assert dict(back.answers) == dict(DRAFT.answers)


def test_json_keeps_it() -> None:
    answers = json.loads(FORMATS["json"].write(SUBMITTED, "en"))["answers"]
    assert answers["assessment_detail"] == {"text": WRITTEN}


def test_when_it_is_asked_again_it_is_printed_again() -> None:
    asked = replace(SUBMITTED, answers={**SUBMITTED.answers, Slot("assessment_tools"): Choices(("surveys",))})
    words = words_of_docx(asked)
    assert WRITTEN in words
    assert words.count(SAYS_SO) == ruled_out(asked) < ruled_out(SUBMITTED)
