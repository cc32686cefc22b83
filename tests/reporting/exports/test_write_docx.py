"""A report, an empty form or one person's part goes out as a Word document that can be filled in and imported again."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Opened
from lxml import etree

from milepost.reporting.content import Content, Slot, Words
from milepost.reporting.exports import docx
from tests.conftest import needs
from tests.reporting.exports.exported_reports import EMPTY, FULL, HOSTILE, NASTY, NASTY_LINE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def opened(content: Content, slots: frozenset[Slot] | None = None, language: str = "en") -> Opened:
    return Document(io.BytesIO(docx.write(content, language, slots)))


def under(document: Opened, bookmark: str) -> list[tuple[str, str]]:
    """Style and text of the paragraphs after the heading with that bookmark, up to the next bookmarked one."""
    found: list[tuple[str, str]] = []
    inside = False
    for paragraph in document.element.body.iter(W + "p"):
        names = [mark.get(W + "name") for mark in paragraph.iter(W + "bookmarkStart")]
        ours = [name for name in names if name.startswith("mp__")]
        if ours:
            inside = bookmark in ours
        elif inside:
            found.append((style_of(paragraph), text_of(paragraph)))
    return found


def style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(W + "val"))


def text_of(paragraph: Any) -> str:
    signs = {W + "br": "\n", W + "tab": "\t"}
    pieces = [element.text if element.tag == W + "t" else signs.get(element.tag, "") for element in paragraph.iter()]
    return "".join(piece or "" for piece in pieces)


def bookmarks(document: Opened) -> list[str]:
    names = [mark.get(W + "name") for mark in document.element.body.iter(W + "bookmarkStart")]
    return [name for name in names if name.startswith("mp__")]


def test_every_question_section_part_and_step_has_its_bookmark_once() -> None:
    names = bookmarks(opened(FULL))
    assert len(names) == len(set(names))
    assert names[:3] == ["mp__section__priorities", "mp__priority_progress__1", "mp__priority_progress__2"]
    assert {"mp__step_progress__0", "mp__step_progress__1", "mp__step_progress__2"} <= set(names)
    assert {"mp__next_steps__0", "mp__next_steps__1", "mp__step_owner__1", "mp__step_due__1"} <= set(names)
    assert {"mp__step_indicator__1", "mp__step_priority__1", "mp__anything_else__0"} <= set(names)
    assert names[-1] == "mp__end"
    assert all(len(name) <= 40 for name in names)


def test_sections_questions_and_parts_are_real_headings() -> None:
    paragraphs = [(p.style.name, p.text) for p in opened(FULL).paragraphs if p.style]
    assert ("Title", "Albania") in paragraphs
    assert ("Heading 1", "Future prospects") in paragraphs
    assert ("Heading 2", "6. How would you rank your progress? *") in paragraphs
    assert ("Heading 3", "Next step 1: Capacity building") in paragraphs


def test_answers_stand_under_their_headings_block_by_block() -> None:
    assert under(opened(FULL), "mp__priority_progress__1") == [
        ("Answer", "In Berat the teams met, see the agenda.\nThe second line stays with the first."),
        ("AnswerBullet", "On June 12, 2022 an activity was held\nin two lines"),
        ("AnswerBullet", "with the police"),
        ("AnswerNumber", "first"),
        ("AnswerNumber", "second"),
        ("AnswerBullet", "On April 12, 2023 another one"),
        ("AnswerNumber", "It starts at one"),
        ("AnswerNumber", "and goes on"),
        ("Answer", "Then they start again:"),
        ("AnswerNumber", "at one"),
    ]


def test_each_numbered_list_starts_at_one_and_keeps_its_level() -> None:
    body = opened(FULL).element.body
    numbered = [p for p in body.iter(W + "p") if style_of(p) == "AnswerNumber"]
    places = [(p.find(f".//{W}ilvl").get(W + "val"), p.find(f".//{W}numId").get(W + "val")) for p in numbered]
    assert places == [("2", "3"), ("2", "3"), ("0", "4"), ("0", "4"), ("0", "5")]
    numbering = etree.fromstring(part(FULL, "word/numbering.xml"))
    starts: dict[str, Any] = {
        num.get(W + "numId", ""): num.find(f"{W}lvlOverride") for num in numbering.iter(W + "num")
    }
    assert starts["3"].get(W + "ilvl") == "2"
    assert starts["4"].find(f"{W}startOverride").get(W + "val") == "1"


def part(content: Content, name: str) -> bytes:
    with ZipFile(io.BytesIO(docx.write(content))) as package:
        return package.read(name)


def test_bold_words_and_links_are_real() -> None:
    document = opened(FULL)
    bold = [run.text for p in document.paragraphs for run in p.runs if run.bold]
    assert "Berat" in bold
    links = [link for p in document.paragraphs for link in p.hyperlinks if link.text == "the agenda"]
    assert [link.address for link in links] == ["https://example.org/agenda?year=2022&lang=sq"]


def test_choices_are_boxes_that_word_can_tick() -> None:
    boxes = list(opened(FULL).element.body.iter(W14 + "checkbox"))
    ticked = [box.find(W14 + "checked").get(W14 + "val") for box in boxes]
    values = [box.getparent().find(W + "tag").get(W + "val") for box in boxes]
    chosen = [value for value, on in zip(values, ticked, strict=True) if on == "1"]
    assert chosen == ["ongoing", "4", "yes", "surveys", "other"]
    assert len(boxes) == 3 + 3 + 5 + 3 + 4


def test_the_words_of_an_option_follow_it() -> None:
    document = opened(FULL)
    assert ("Option", "☒\tYes: A new law") in under(document, "mp__other_successes__0")
    assert ("Option", "☐\tNo") in under(document, "mp__other_successes__0")
    assert ("Option", "☒\tOther: Municipalities") in under(document, "mp__tools__0")
    assert ("Option", "☐\t1 – No progress") in under(document, "mp__overall_progress__0")


def test_help_is_told_apart_from_answers() -> None:
    assert under(opened(FULL), "mp__tools__0")[0] == ("FormText", "Please select all that apply.")


def test_a_planned_step_shows_its_details_each_with_its_bookmark() -> None:
    document = opened(FULL)
    texts = {}
    for paragraph in document.element.body.iter(W + "p"):
        for mark in paragraph.iter(W + "bookmarkStart"):
            texts[mark.get(W + "name")] = (style_of(paragraph), text_of(paragraph))
    assert texts["mp__step_owner__1"] == ("StepDetail", "Responsible: The Agency")
    assert texts["mp__step_due__1"] == ("StepDetail", "Due: 2024-06-30")
    assert texts["mp__step_indicator__1"] == ("StepDetail", "Seen by: Cases")
    assert texts["mp__step_priority__1"] == ("StepDetail", "Priority: 2")
    assert under(document, "mp__next_steps__1") == [("Answer", "The agenda has aims."), ("AnswerBullet", "quality")]


def test_the_empty_form_has_a_place_for_every_answer() -> None:
    document = opened(EMPTY)
    assert under(document, "mp__challenges__0") == [("Answer", "")]
    assert under(document, "mp__step_progress__2") == [("Answer", "")]
    assert "mp__next_steps__3" in bookmarks(document)
    assert not [box for box in document.element.body.iter(W14 + "checked") if box.get(W14 + "val") == "1"]


def test_a_part_holds_the_asked_questions_alone_and_says_so() -> None:
    slots = frozenset({Slot("priority_progress", 2), Slot("step_progress", 1), Slot("tools")})
    document = opened(FULL, slots)
    assert [name for name in bookmarks(document) if not name.startswith("mp__section")] == [
        "mp__priority_progress__2",
        "mp__step_progress__0",
        "mp__step_progress__1",
        "mp__tools__0",
    ]
    assert "This is a part of the report: 3 of its 12 questions." in [p.text for p in document.paragraphs]
    assert "5. Please tell us more about the progress of the next steps." in [p.text for p in document.paragraphs]


def test_the_contents_are_a_field_that_is_already_filled() -> None:
    body = opened(FULL).element.body
    codes = [code.text for code in body.iter(W + "instrText")]
    assert 'TOC \\o "1-2"' in codes[0]
    entries = [text_of(p).strip() for p in body.iter(W + "p") if style_of(p).startswith("TOC")]
    assert "6. How would you rank your progress? *" in entries
    anchors = {link.get(W + "anchor") for link in body.iter(W + "hyperlink")} - {None}
    assert anchors <= {mark.get(W + "name") for mark in body.iter(W + "bookmarkStart")}


def test_header_footer_language_and_properties() -> None:
    document = opened(EMPTY)
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Albania · May 2022 – April 2023\tDraft"
    assert opened(FULL).sections[0].header.paragraphs[0].text == "Albania · May 2022 – April 2023"
    assert b"PAGE" in part(FULL, "word/footer1.xml")
    assert b'<w:lang w:val="en-GB"' in part(FULL, "word/styles.xml")
    assert document.core_properties.title == "Albania: Progress on SDG Target 8.7, May 2022 – April 2023 (Draft)"
    assert document.core_properties.language == "en-GB"


def test_a_year_without_carried_steps_says_that_none_is_asked_about() -> None:
    assert under(opened(replace(EMPTY, steps=())), "mp__step_progress__0") == [
        ("FormText", "Nothing is asked here: the last report named none.")
    ]


def test_a_correction_names_its_version() -> None:
    texts = [p.text for p in opened(replace(FULL, version=2)).paragraphs]
    assert "Annual progress report, May 2022 – April 2023, version 2" in texts


def test_a_submitted_report_says_what_is_not_recorded() -> None:
    assert under(opened(FULL), "mp__anything_else__0") == [("FormText", "Not recorded"), ("Answer", "")]
    assert under(opened(EMPTY), "mp__anything_else__0") == [("Answer", "")]


def test_the_same_report_is_the_same_file() -> None:
    assert docx.write(HOSTILE) == docx.write(HOSTILE)
    assert docx.write(FULL) != docx.write(EMPTY)


def test_hostile_words_stay_words() -> None:
    document = opened(HOSTILE)
    blocks = [text for style, text in under(document, "mp__priority_progress__1") if style == "Answer"]
    assert blocks[0] == NASTY[0]
    assert "w" * 10_000 in blocks
    assert ("Option", f"☐\tOther: {NASTY_LINE}") in under(document, "mp__tools__0")
    spaced = [text for text in blocks if text.startswith("two  spaces")]
    assert spaced == ["two  spaces and\u00a0a hard one"]
    levels = [p.find(f".//{W}ilvl") for p in document.element.body.iter(W + "p") if style_of(p) == "AnswerBullet"]
    assert [level.get(W + "val") for level in levels if level is not None] == ["0", "1", "2", "3", "3"]


def test_words_from_right_to_left_read_so() -> None:
    body = opened(HOSTILE).element.body
    hebrew = [p for p in body.iter(W + "p") if style_of(p) == "Answer" and text_of(p).startswith("\u05e9")]
    assert hebrew
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in hebrew)


def test_properties_stand_in_the_order_of_the_schema() -> None:
    order = ["pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "bidi", "spacing", "ind"]
    for content in (FULL, EMPTY, HOSTILE):
        for properties in opened(content).element.body.iter(W + "pPr"):
            names = [order.index(etree.QName(child).localname) for child in properties]
            assert names == sorted(names)


@pytest.mark.parametrize("content", [FULL, HOSTILE], ids=["full", "hostile"])
def test_another_program_opens_it_with_the_answers_in_order(content: Content, tmp_path: Path) -> None:
    needs("soffice")
    needs("pdftotext")
    content = replace(content, answers={**content.answers, Slot("anything_else"): Words("The very last words")})
    (tmp_path / "report.docx").write_bytes(docx.write(content))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "report.docx")], check=True, capture_output=True, timeout=120)
    read = subprocess.run(["pdftotext", str(tmp_path / "report.pdf"), "-"], check=True, capture_output=True)
    text = " ".join(read.stdout.decode().split())
    expected = ["Sixty representatives took part.", "The emergency situation.", "The very last words"]
    places = [text.index(words) for words in expected]
    assert places == sorted(places)
