"""What a word processor puts in a document beside plain paragraphs: none of it is lost, none is in the wrong place."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from milepost.reporting.content import Slot, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import PRIORITIES, as_text, lines, sentence
from tests.reporting.importing.writing import link, saved, written

W = nsdecls("w")
CHALLENGES = Slot("challenges")


def filled(edition: Edition, fill: Callable[[Document, Paragraph], None]) -> Imported:
    """A form whose answer to `challenges` is made by `fill`."""
    document = written(lines(edition, answers={CHALLENGES: ["@"]}))
    paragraph = next(each for each in document.paragraphs if each.text == "@")
    paragraph.runs[0].text = ""
    fill(document, paragraph)
    return read(saved(document), "r.docx", edition)


def xml(paragraph: Paragraph, *parts: str) -> None:
    for part in parts:
        paragraph._p.append(parse_xml(part.replace(">", f" {W}>", 1) if "xmlns:w=" not in part else part))


def unplaced(imported: Imported) -> dict[str, str]:
    return {piece.text: piece.note for piece in imported.pieces if piece.role == "unplaced"}


def test_bold_links_and_line_breaks(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        paragraph.add_run("See ")
        paragraph.add_run("the law").bold = True
        paragraph.add_run(" and ")
        link(paragraph, "https://example.org/a?b=1&c=(2)", "the plan")
        paragraph.add_run(".").add_break()
        paragraph.add_run("A second line at ")
        link(paragraph, "https://example.org/", "https://example.org/")

    assert filled(form_2023, fill).answers[CHALLENGES] == Words(
        "See **the law** and [the plan](https://example.org/a?b=1&c=(2)).\nA second line at https://example.org/"
    )


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("https://example.org/a b", "[x](https://example.org/a%20b)"),
        ("https://example.org/a((b", "[x](https://example.org/a%28%28b)"),
        ("HTTP://example.org", "[x](http://example.org)"),
        ("mailto:a@example.org", "[x](mailto:a@example.org)"),
        ("file:///etc/passwd", "x"),
        ("javascript:alert(1)", "x"),
    ],
)
def test_links_are_addresses_that_the_markup_can_hold(form_2023: Edition, target: str, source: str) -> None:
    imported = filled(form_2023, lambda document, paragraph: link(paragraph, target, "x"))
    assert imported.answers[CHALLENGES] == Words(source)


def test_lists_of_word_with_their_levels(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        for style, words in [
            ("List Bullet", "one"), ("List Bullet 2", "below"), ("List Number", "first"), ("List Number", "second"),
        ]:  # fmt: skip
            paragraph.insert_paragraph_before(words, style=style)

    source = "- one\n  - below\n#. first\n#. second"
    assert filled(form_2023, fill).answers[CHALLENGES] == Words(source)


def test_dashes_and_dots_typed_before_items_make_a_list(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        for words in ("- one", "• two", "–\tthree", "1. stays", "-not"):
            paragraph.insert_paragraph_before(words)

    assert filled(form_2023, fill).answers[CHALLENGES] == Words("- one\n- two\n- three\n\n1. stays\n\n-not")


def test_questions_beside_their_answers_in_a_table(form_2023: Edition) -> None:
    document = docx.Document()
    told = list(lines(form_2023, sections=False))
    document.add_paragraph(told[0])
    rows: list[tuple[str, list[str]]] = []
    for line in told[2:]:
        if line[:1].isdigit():
            rows.append((line, []))
        else:
            rows[-1][1].append(line)
    table = document.add_table(len(rows), 2)
    for row, (question, answer) in enumerate(rows):
        table.cell(row, 0).text = question
        first, *others = answer
        table.cell(row, 1).text = first
        for words in others:
            table.cell(row, 1).add_paragraph(words)
    imported = read(saved(document), "r.docx", form_2023)
    assert imported.answers == read(as_text(lines(form_2023)), "r.txt", form_2023).answers
    assert not unplaced(imported)


def test_a_table_in_an_answer_keeps_its_rows(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        table = document.add_table(2, 2)
        for number, words in enumerate(["Municipality", "Cases", "Berat", "12"]):
            table.cell(number // 2, number % 2).text = words
        paragraph._p.addprevious(table._tbl)

    assert filled(form_2023, fill).answers[CHALLENGES] == Words("Municipality | Cases\n\nBerat | 12")


def test_tracked_changes_are_read_as_accepted(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        xml(
            paragraph,
            '<w:r><w:t xml:space="preserve">We met </w:t></w:r>',
            '<w:del w:id="1" w:author="a"><w:r><w:delText>two</w:delText></w:r></w:del>',
            '<w:ins w:id="2" w:author="a"><w:r><w:t>three</w:t></w:r></w:ins>',
            '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>gone</w:t></w:r></w:moveFrom>',
            '<w:r><w:t xml:space="preserve"> times.</w:t></w:r>',
        )

    assert filled(form_2023, fill).answers[CHALLENGES] == Words("We met three times.")


def test_footnotes_stand_below_their_paragraph(form_2023: Edition) -> None:
    document = written(lines(form_2023, answers={CHALLENGES: ["@", "After."]}))
    paragraph = next(each for each in document.paragraphs if each.text == "@")
    paragraph.runs[0].text = "Before"
    xml(paragraph, '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><w:t>.</w:t></w:r>")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Decision 659.</w:t></w:r></w:p></w:footnote>'
    data = with_part(saved(document), "word/footnotes.xml", f"<w:footnotes {W}>{note}</w:footnotes>")
    imported = read(data, "r.docx", form_2023)
    assert imported.answers[CHALLENGES] == Words("Before[1].\n\n[1] Decision 659.\n\nAfter.")


def test_comments_in_the_margin_are_shown(form_2023: Edition) -> None:
    document = written(lines(form_2023))
    comment = '<w:comment w:id="0" w:author="Ana"><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment>'
    data = with_part(saved(document), "word/comments.xml", f"<w:comments {W}>{comment}</w:comments>")
    assert unplaced(read(data, "r.docx", form_2023)) == {"Is this so?": "A comment in the margin, by Ana."}


def test_hidden_text_is_shown_and_is_no_part_of_the_answer(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        paragraph.add_run("We met.")
        paragraph.add_run("Do not say so").font.hidden = True

    imported = filled(form_2023, fill)
    assert imported.answers[CHALLENGES] == Words("We met.")
    assert unplaced(imported) == {"Do not say so": "Hidden text."}


def test_click_here_to_write_is_no_answer(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        words = "<w:r><w:t>Click or tap here to enter text.</w:t></w:r>"
        xml(paragraph, f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>")

    imported = filled(form_2023, fill)
    assert CHALLENGES not in imported.answers
    assert not unplaced(imported)


def test_text_in_fields_and_controls_is_read(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        xml(
            paragraph,
            "<w:sdt><w:sdtContent><w:r><w:t>one</w:t></w:r></w:sdtContent></w:sdt>",
            '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t> two</w:t></w:r></w:fldSimple>',
            "<w:smartTag><w:r><w:t> three</w:t></w:r></w:smartTag>",
            "<w:r><w:cr/></w:r>",
            '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
            '<w:r><w:sym w:font="Nobody" w:char="F04A"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/>'
            '<w:listEntry w:val="four"/></w:ddList></w:ffData></w:fldChar></w:r>',
            "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )

    source = filled(form_2023, fill).answers[CHALLENGES]
    assert isinstance(source, Words)
    assert source.source.startswith("one two three\n")
    assert source.source.endswith("four")
    assert len(source.source.partition("\n")[2]) == len("xxfour")


BOX = f"""<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>
 <w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>
 FALLBACK</mc:AlternateContent></w:r>"""
FALLBACK = """<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"""


@pytest.mark.parametrize("fallback", [FALLBACK, "", "<mc:Fallback/>"])
def test_text_boxes_are_read_once(form_2023: Edition, fallback: str) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        paragraph.add_run("Outside.")
        paragraph._p.append(parse_xml(BOX.replace("FALLBACK", fallback)))

    assert filled(form_2023, fill).answers[CHALLENGES] == Words("Outside.\n\nIn a box.")


def test_pictures_are_left_out_without_harm(form_2023: Edition) -> None:
    def fill(document: Document, paragraph: Paragraph) -> None:
        png = BytesIO()
        from PIL import Image

        Image.new("RGB", (4, 4)).save(png, "PNG")
        png.seek(0)
        paragraph.add_run("See: ").add_picture(png)

    assert filled(form_2023, fill).answers[CHALLENGES] == Words("See:")


def test_strict_documents_are_read(form_2023: Edition) -> None:
    data = saved(written(lines(form_2023)))
    strict = repacked(
        data,
        lambda name, part: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert read(strict, "r.docx", form_2023).answers == read(data, "r.docx", form_2023).answers


def test_headings_in_styles_and_numbered_by_word(form_2023: Edition) -> None:
    document = docx.Document()
    for line in lines(form_2023, number=lambda n: "@"):
        style = "Heading 2" if line[0] == "@" else None
        document.add_paragraph(line.lstrip("@"), style=style)
    imported = read(saved(document), "r.docx", form_2023)
    assert imported.answers == read(as_text(lines(form_2023)), "r.txt", form_2023).answers
    assert [item.title for item in imported.priorities] == list(PRIORITIES[:3])


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_every_character_is_in_one_piece(form_2023: Edition, kind: str) -> None:
    told = list(lines(form_2023, answers={CHALLENGES: ["- ☒ a", "1) b: c", "x", "(d)"]}))
    data = as_text(iter(told)) if kind == "txt" else saved(written(told))
    imported = read(data, f"r.{kind}", form_2023)
    assert flat("".join(piece.text for piece in imported.pieces)) == flat("".join(told))
    assert [piece.number for piece in imported.pieces] == list(range(1, len(imported.pieces) + 1))
    counted = (imported.form_characters, imported.placed_characters, imported.unplaced_characters)
    assert sum(counted) == imported.body_characters == len(flat("".join(told)))


def test_every_answer_is_traced_to_its_pieces(form_2023: Edition) -> None:
    imported = read(as_text(lines(form_2023)), "r.txt", form_2023)
    assert {piece.slot for piece in imported.pieces if piece.role == "answer"} == set(imported.answers)
    traced = [piece.text for piece in imported.pieces if piece.slot == CHALLENGES and piece.role == "answer"]
    assert traced == [sentence(CHALLENGES)]


def flat(text: str) -> str:
    return "".join(text.split())


def with_part(data: bytes, name: str, content: str) -> bytes:
    """The document with one more part, or another in its place."""
    out = BytesIO(repacked(data, lambda each, part: None if each == name else part))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
    return out.getvalue()
