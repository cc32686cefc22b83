"""Documents of ours that hold anything at all, in any language and state, and after people worked on them."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milepost.reporting.content import (
    Choice,
    Choices,
    Content,
    Item,
    PlannedStep,
    Scale,
    Slot,
    Steps,
    Value,
    Words,
    normalise,
)
from milepost.reporting.edition import Edition
from milepost.reporting.exports.docx import write
from milepost.reporting.importing.read import Imported, read
from milepost.reporting.text import clean_line
from tests.conftest import needs
from tests.reporting.exports.exported_reports import EMPTY, FULL, HOSTILE
from tests.reporting.importing.told import PRIORITIES, STEPS
from tests.reporting.importing.writing import saved

LANGUAGES = ["en", "sq", "fr", "es"]


def assert_comes_back(content: Content, imported: Imported) -> None:
    assert dict(imported.answers) == dict(content.answers)
    assert [(item.number, item.title) for item in imported.priorities] == titles(content.priorities)
    assert [(item.number, item.title) for item in imported.steps] == titles(content.steps)
    assert imported.country_name == clean_line(content.country_name)
    assert (imported.start, imported.end) == (content.start, content.end)
    assert not [piece.text for piece in imported.pieces if piece.role == "unplaced"]


def normal(edition: Edition, answers: Mapping[Slot, Value]) -> dict[Slot, Value]:
    kept = {slot: normalise(edition.question(slot.question), value) for slot, value in answers.items()}
    return {slot: value for slot, value in kept.items() if value}


def titles(items: tuple[Item, ...]) -> list[tuple[int, str]]:
    return [(item.number, clean_line(item.title)) for item in items]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", [FULL, EMPTY, HOSTILE], ids=["full", "empty", "hostile"])
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_comes_back_in_any_language_and_state(content: Content, language: str, state: str) -> None:
    content = replace(content, state=state, answers=normal(content.edition, content.answers))
    assert_comes_back(content, read(write(content, language), "r.docx", content.edition))


letters = st.text(max_size=20) | st.sampled_from(
    [
        "**",
        "[a](https://b.c/d_(e))",
        "- ",
        "#. ",
        "\\",
        "\n",
        "  ",
        "☒",
        '"',
        "*",
        "?",
        ":",
        "mp__end",
        "\u00ad",
        "\u2011",
        "\ufeff",
        "\x0b",
    ]
)
words = st.lists(letters, max_size=10).map("".join)


@given(title=words, source=words, said=words, due=st.sampled_from(["", "2024-06-30", "soon"]))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_words_anywhere(form_2023: Edition, title: str, source: str, said: str, due: str) -> None:
    given_answers: dict[Slot, Value] = {
        Slot("priority_progress", 1): Words(source),
        Slot("step_progress", 1): Words(f"{said}\n\n{source}"),
        Slot("other_successes"): Choice("yes", said),
        Slot("assessment_tools"): Choices(("surveys",), said),
        Slot("next_steps"): Steps((PlannedStep(title, source, said, due, title, 3), PlannedStep("", said))),
    }
    content = Content(
        "xx", clean_line(title) or "Varenia", date(2023, 5, 1), date(2024, 4, 30), form_2023,
        (Item(1, clean_line(title)),), (Item(1, clean_line(said)),), normal(form_2023, given_answers),
    )  # fmt: skip
    assert_comes_back(content, read(write(content), "r.docx", form_2023))


def content(edition: Edition) -> Content:
    return Content(
        "xx", "Varenia", date(2023, 5, 1), date(2024, 4, 30), edition,
        tuple(Item(n, t) for n, t in enumerate(PRIORITIES[:2], 1)), tuple(Item(n, t) for n, t in enumerate(STEPS[:2], 1)),
        {
            Slot("priority_progress", 1): Words("A **bold** word.\nA line.\n\n- one\n  - two\n\n[link](https://a.example/)"),
            Slot("step_status", 2): Choice("ongoing"),
            Slot("step_progress", 2): Words("Going on."),
            Slot("overall_progress"): Scale(4),
            Slot("other_successes"): Choice("yes", "A law"),
            Slot("domestic_partners"): Choices(("ministries", "other"), "Municipalities"),
            Slot("next_steps"): Steps((PlannedStep("Title", "Text.", "Ministry", "2024-06-30", "Seen", 2), PlannedStep("More"))),
        },
    )  # fmt: skip


def edited(given_content: Content, edit: Callable[[Document], None]) -> Imported:
    document = docx.Document(BytesIO(write(given_content)))
    edit(document)
    return read(saved(document), "r.docx", given_content.edition)


def paragraph(document: Document, start: str, style: str = "") -> Paragraph:
    return next(
        each
        for each in document.paragraphs
        if each.text.startswith(start) and (not style or (each.style and each.style.name == style))
    )


def question(document: Document, words: str) -> Paragraph:
    return next(p for p in document.paragraphs if words in p.text and p.style and p.style.name == "Heading 2")


def test_paragraphs_written_in_word_are_part_of_the_answer(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Going on.").insert_paragraph_before("☒ Yes, **really**")
        paragraph(document, "Going on.").insert_paragraph_before("in small letters", style="Normal")

    answers = edited(content(form_2023), edit).answers
    assert answers[Slot("step_progress", 2)] == Words("☒ Yes, \\*\\*really\\*\\*\n\nin small letters\n\nGoing on.")


def test_a_box_unticked_and_another_ticked(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        for box in document.element.body.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checked"):
            key = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
            box.set(key, "1" if box.get(key) == "0" else "0")

    imported = edited(content(form_2023), edit)
    assert imported.answers[Slot("domestic_partners")] == Choices(
        ("private_sector", "employers_organizations", "workers_organizations", "local_cso"), "Municipalities"
    )
    assert Slot("step_status", 2) not in imported.answers
    assert [p.text for p in imported.pieces if p.role == "unplaced" and "More than one" in p.note]


def test_words_typed_behind_an_option_without_clicking_its_box(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        paragraph(document, "☐\tYes: ".replace("☐", ""), "Option").add_run("A new law")

    blank = replace(content(form_2023), answers={})
    assert edited(blank, edit).answers == {Slot("other_successes"): Choice("yes", "A new law")}


def test_a_step_added_in_word_without_a_bookmark(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        heading = question(document, "anticipate in this process")
        heading.insert_paragraph_before("Next step 3: A hotline", style="Heading 3")
        heading.insert_paragraph_before("In four languages.", style="Answer")

    value = edited(content(form_2023), edit).answers[Slot("next_steps")]
    assert isinstance(value, Steps)
    assert value.steps[1:] == (PlannedStep("More"), PlannedStep("A hotline", "In four languages."))


def test_a_heading_that_lost_its_bookmark_is_known_by_its_words(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        heading = question(document, "What are the lessons")
        for mark in heading._p.xpath("./w:bookmarkStart | ./w:bookmarkEnd"):
            heading._p.remove(mark)
        following = [each for each in document.paragraphs if each._p.getprevious() is heading._p]
        following[0].add_run("We learnt.")

    imported = edited(content(form_2023), edit)
    assert imported.answers[Slot("lessons")] == Words("We learnt.")
    assert Slot("challenges") not in imported.answers


def test_an_answer_typed_into_a_heading_is_shown(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        heading = question(document, "What are the lessons")
        heading.runs[-1].text = "We learnt to ask the children first, and to keep notes of it for the years to come."

    unplaced = [piece for piece in edited(content(form_2023), edit).pieces if piece.role == "unplaced"]
    assert [piece.text[:9] for piece in unplaced] == ["We learnt"]


def test_text_on_the_title_page_is_shown(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        document.paragraphs[1].insert_paragraph_before("Prepared by Ana", style="Normal")

    unplaced = [piece.text for piece in edited(content(form_2023), edit).pieces if piece.role == "unplaced"]
    assert unplaced == ["Prepared by Ana"]


def test_text_after_the_last_answer_belongs_to_it_and_after_a_note_at_the_end_is_shown(form_2023: Edition) -> None:
    def edit(document: Document) -> None:
        document.add_paragraph("Greetings to all")

    without = edited(content(form_2023), edit)
    assert not [piece.text for piece in without.pieces if piece.role == "unplaced"]
    assert str(without.answers[Slot("anything_else")]).count("Greetings to all") == 1
    noted = form_2023.model_copy(update={"end_note": {"en": "This is the end of the form."}})
    unplaced = [piece.text for piece in edited(content(noted), edit).pieces if piece.role == "unplaced"]
    assert unplaced == ["Greetings to all"]


def test_a_form_of_another_edition_loses_nothing(form_2023: Edition) -> None:
    known = read(write(FULL), "r.docx", form_2023)
    assert known.answers[Slot("priority_progress", 2)] == Words("No information")
    unplaced = [piece.text for piece in known.pieces if piece.role == "unplaced"]
    assert any("Which tools were used?" in words for words in unplaced)
    assert Slot("challenges") in known.answers
    assert "Surveys" not in str(known.answers[Slot("challenges")])


def test_a_long_way_through_libreoffice(form_2023: Edition, tmp_path: Path) -> None:
    needs("soffice")
    (tmp_path / "out.docx").write_bytes(write(content(form_2023)))
    for target, source in (("odt", "out.docx"), ("docx", "out.odt")):
        convert(tmp_path, target, source)
    assert_comes_back(content(form_2023), read((tmp_path / "out.docx").read_bytes(), "out.docx", form_2023))


def test_albania_as_a_word_document_reads_as_its_text_does(
    form_2023: Edition, albania_text: bytes, tmp_path: Path
) -> None:
    needs("soffice")
    (tmp_path / "albania.txt").write_bytes(albania_text)
    convert(tmp_path, "docx", "albania.txt", "--infilter=Text (encoded):UTF8")
    as_word = read((tmp_path / "albania.docx").read_bytes(), "albania.docx", form_2023)
    as_text = read(albania_text, "albania.txt", form_2023)
    assert as_word.answers == as_text.answers
    assert (as_word.priorities, as_word.steps, as_word.country_name) == (as_text.priorities, as_text.steps, "Albania")
    assert (as_word.form_characters, as_word.placed_characters) == (as_text.form_characters, as_text.placed_characters)


def convert(folder: Path, target: str, source: str, *options: str) -> None:
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", *options, "--convert-to", target, source],
        cwd=folder, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
