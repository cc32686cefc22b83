"""DOCX files as word processors make them, part by part, for the import tests."""

from collections.abc import Iterable
from io import BytesIO

import docx
import docx.enum.style
import docx.enum.text
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def saved(document: "docx.document.Document") -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def written(told: Iterable[str]) -> "docx.document.Document":
    """A document with a paragraph for every line."""
    document = docx.Document()
    for line in told:
        document.add_paragraph(line)
    return document


def content_control(paragraph: Paragraph, ticked: bool, label: str) -> None:
    """A box as Word's Developer tab makes it."""
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")} {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
            f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{'☒' if ticked else '☐'}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    paragraph.add_run(" " + label)


def legacy_field(paragraph: Paragraph, ticked: bool, label: str) -> None:
    """A box of an old protected form: FORMCHECKBOX."""
    run = paragraph.add_run()._r
    run.append(
        parse_xml(
            f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/><w:enabled/><w:checkBox>'
            f'<w:sizeAuto/><w:default w:val="{int(ticked)}"/></w:checkBox></w:ffData></w:fldChar>'
        )
    )
    text = paragraph.add_run()._r
    text.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> FORMCHECKBOX </w:instrText>'))
    end = paragraph.add_run()._r
    end.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>'))
    paragraph.add_run(" " + label)


def symbol(paragraph: Paragraph, ticked: bool, label: str) -> None:
    """A box from the Wingdings font."""
    run = paragraph.add_run()._r
    run.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="{"F0FE" if ticked else "F0A8"}"/>'))
    paragraph.add_run(" " + label)


def typed(signs: tuple[str, str]):  # type: ignore[no-untyped-def]
    """A sign typed before the label."""

    def write(paragraph: Paragraph, ticked: bool, label: str) -> None:
        paragraph.add_run(f"{signs[ticked]} {label}".strip())

    return write


def behind(signs: tuple[str, str]):  # type: ignore[no-untyped-def]
    """A sign typed behind the label."""

    def write(paragraph: Paragraph, ticked: bool, label: str) -> None:
        paragraph.add_run(f"{label} {signs[ticked]}".strip())

    return write


def highlighted(paragraph: Paragraph, ticked: bool, label: str) -> None:
    run = paragraph.add_run(label)
    if ticked:
        run.font.highlight_color = docx.enum.text.WD_COLOR_INDEX.YELLOW


def struck(paragraph: Paragraph, ticked: bool, label: str) -> None:
    paragraph.add_run(label).font.strike = not ticked


def bold(paragraph: Paragraph, ticked: bool, label: str) -> None:
    paragraph.add_run(label).bold = ticked


def double_struck(paragraph: Paragraph, ticked: bool, label: str) -> None:
    paragraph.add_run(label).font.double_strike = not ticked


def shaded(paragraph: Paragraph, ticked: bool, label: str) -> None:
    run = paragraph.add_run(label)._r
    if ticked:
        run.get_or_add_rPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFFF00"/>'))


def underlined(paragraph: Paragraph, ticked: bool, label: str) -> None:
    paragraph.add_run(label).underline = ticked


def strong(paragraph: Paragraph, ticked: bool, label: str) -> None:
    """Bold by the character style that Word's "Strong" is."""
    run = paragraph.add_run(label)
    if ticked:
        run.style = "Strong"


def typed_in_wingdings(paragraph: Paragraph, ticked: bool, label: str) -> None:
    """The letter that Wingdings shows as a box, as Word keeps it when somebody changes the font."""
    run = paragraph.add_run("\uf0fe" if ticked else "\uf0a8")
    run.font.name = "Wingdings"
    paragraph.add_run(" " + label)


def unmarked_are_deleted(paragraph: Paragraph, ticked: bool, label: str) -> None:
    """Tracked changes: the tick was inserted, the empty box deleted."""
    inner = "<w:r><w:t>☒</w:t></w:r>" if ticked else "<w:r><w:t>☐</w:t></w:r>"
    before = '<w:del w:id="1" w:author="a"><w:r><w:delText>☐</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a">{inner}</w:ins>'))
    if ticked:
        paragraph._p.append(parse_xml(before.replace("<w:del ", f"<w:del {nsdecls('w')} ", 1)))
    paragraph.add_run(" " + label)


WAYS = {
    "content control": content_control,
    "legacy form field": legacy_field,
    "Wingdings symbol": symbol,
    "☒": typed(("☐", "☒")),
    "☑": typed(("☐", "☑")),
    "✓": typed(("", "✓")),
    "[x]": typed(("[ ]", "[x]")),
    "(x)": typed(("( )", "(x)")),
    "x before": typed(("", "X")),
    "☒ behind": behind(("☐", "☒")),
    "x behind": behind(("", "x")),
    "highlighted": highlighted,
    "others struck": struck,
    "others struck twice": double_struck,
    "shaded": shaded,
    "underlined": underlined,
    "bold": bold,
    "a bold style": strong,
    "a letter in Wingdings": typed_in_wingdings,
    "a tracked change": unmarked_are_deleted,
    "a cross": typed(("", "✗")),
    "a cross in a box": typed(("☐", "☒")),
    "a filled ring": typed(("○", "●")),
    "x on a line": typed(("___", "_x_")),
    "x with a full stop": typed(("", "x.")),
    "ticks and crosses": typed(("✗", "✓")),
}


def link(paragraph: Paragraph, target: str, words: str) -> None:
    """A link as Word keeps it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    name = paragraph.part.relate_to(target, kind, is_external=True)
    inner = f"<w:r><w:t>{words}</w:t></w:r>"
    paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{name}">{inner}</w:hyperlink>'))


def contents_field(document: "docx.document.Document", headings: Iterable[str]) -> None:
    """A contents page as Word makes it: a field whose result is paragraphs in the styles TOC 1 and TOC 2."""
    before = document.paragraphs[2]
    for page, words in enumerate(headings, 3):
        style = "toc 1"
        if style not in [each.name for each in document.styles]:
            document.styles.add_style(style, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        paragraph = before.insert_paragraph_before("", style=style)
        paragraph._p.append(
            parse_xml(
                f'<w:hyperlink {nsdecls("w")} w:anchor="_Toc{page}"><w:r><w:t>{words.replace("&", "&amp;")}</w:t></w:r><w:r><w:tab/>'
                '</w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc \\h </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>'
                f'{page}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>'
            )
        )


def replaced_by(document: "docx.document.Document", words: str, rows: list[list[str]]) -> None:
    """Put a table with these cells in the place of the paragraph of these words."""
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, inner in enumerate(cells):
            table.cell(row, column).text = inner
    paragraph = next(each for each in document.paragraphs if each.text == words)
    paragraph._p.addprevious(table._tbl)
    parent = paragraph._p.getparent()
    assert parent is not None
    parent.remove(paragraph._p)
