"""A report goes out as a tagged PDF that a screen reader, a search and an archive can use."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.reporting.content import Content, Slot, Words, normalise
from milepost.reporting.exports import pdf
from milepost.ui.glyphs import covered, fonts, settable
from tests.conftest import needs
from tests.reporting.exports.exported_reports import EMPTY, FULL, HOSTILE, NASTY


def opened(content: Content, language: str = "en") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.write(content, language)))


def text(content: Content, folder: Path, language: str = "en") -> str:
    needs("pdftotext")
    (folder / "report.pdf").write_bytes(pdf.write(content, language))
    read = subprocess.run(["pdftotext", str(folder / "report.pdf"), "-"], check=True, capture_output=True)
    return " ".join(read.stdout.decode().split())


def kinds(node: object) -> list[str]:
    """The tags of a structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [kind for child in node for kind in kinds(child)]
    if isinstance(node, pikepdf.Dictionary):
        own = [str(node["/S"])] if "/S" in node else []
        return own + (kinds(node["/K"]) if "/K" in node else [])
    return []


def test_it_is_tagged_titled_and_in_a_language() -> None:
    file = opened(FULL)
    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == "en"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert str(file.docinfo["/Title"]) == "Albania: Progress on SDG Target 8.7, May 2022 – April 2023"
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_structure_has_headings_lists_links_and_a_table() -> None:
    file = opened(FULL)
    tags = kinds(file.Root.StructTreeRoot["/K"])
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Link", "/Table", "/TH", "/TOC"} <= set(tags)
    assert tags.count("/H2") == 12


def test_bookmarks_lead_to_sections_and_questions() -> None:
    with opened(FULL).open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[-1] == "Future prospects"
        assert next(child.title for child in outline.root[-1].children).startswith("11. Until April 2024")


def test_it_reads_in_the_forms_order(tmp_path: Path) -> None:
    told = text(FULL, tmp_path)
    order = ("In Berat the teams met", "Sixty representatives", "(1 – No progress", "National Agenda")
    places = [told.rindex(words) for words in order]
    assert places == sorted(places)
    assert "☑ Ongoing" in told
    assert "☑ Yes: A new law" in told
    assert "Due: 30 June 2024" in told
    assert "Priority: 2. Ensure protection" in told
    assert "Not recorded" in told
    assert "\u2060" not in told


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    pages = len(opened(EMPTY).pages)
    assert text(EMPTY, tmp_path).count("Draft") >= pages
    assert "Draft" not in text(FULL, tmp_path)


def test_the_form_speaks_the_wanted_language(tmp_path: Path) -> None:
    told = text(FULL, tmp_path, "sq")
    assert "Progresi për objektivin 8.7" in told
    assert "maj 2022 – prill 2023" in told
    assert str(opened(FULL, "sq").Root.Lang) == "sq"


def test_only_our_fonts_are_used_and_all_are_inside() -> None:
    for page in opened(HOSTILE).pages:
        for font in page.Resources.get("/Font", {}).values():
            name = str(font["/BaseFont"])
            assert any(family in name for family in ("SourceSans3", "SourceSerif4", "NotoNaskhArabic"))
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_the_same_report_is_the_same_file() -> None:
    assert pdf.write(FULL) == pdf.write(FULL)
    assert pdf.write(FULL) != pdf.write(EMPTY)


def test_another_program_finds_no_fault(tmp_path: Path) -> None:
    needs("qpdf")
    for number, content in enumerate((FULL, EMPTY, HOSTILE)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf.write(content))
        checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    told = text(HOSTILE, tmp_path)
    assert "#eval $x^2$ *star* _under_ `tick` @ref <lab>" in told
    assert "#set page()" in told
    assert "Some characters are written here in Latin letters" in told
    assert "Some characters are written here in Latin letters" not in text(FULL, tmp_path)


def test_a_word_longer_than_the_page_stays_on_it(tmp_path: Path) -> None:
    needs("pdftotext")
    content = replace(FULL, answers={Slot("challenges"): Words(NASTY[3])})
    (tmp_path / "long.pdf").write_bytes(pdf.write(content))
    boxes = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "long.pdf"), "-"], check=True, capture_output=True)
    ends = [
        float(line.split('xMax="')[1].split('"')[0]) for line in boxes.stdout.decode().splitlines() if "xMax" in line
    ]
    assert max(ends) < 595


def test_the_fonts_have_the_letters_of_albania_and_its_neighbours() -> None:
    for font in fonts()[1:]:
        assert {ord(letter) for letter in "ëçËÇčšžćđğışñéàüöß€–—“”„’•абвшћΑΩ"} <= font
    assert ord("ع") in covered()
    assert settable("Kukës, Korçë") == "Kukës, Korçë"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_printed(source: str) -> None:
    question = FULL.edition.question("challenges")
    value = normalise(question, Words(source))
    answers = {Slot("challenges"): value} if value else {}
    assert pdf.write(replace(FULL, answers=answers)).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["en", "sq", "fr", "ar"])
def test_every_language_is_set(language: str) -> None:
    assert pdf.write(FULL, language).startswith(b"%PDF")
