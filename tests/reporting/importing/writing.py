"""DOCX files as word processors make them, part by part, for the import tests."""

from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def saved(document: "docx.document.Document") -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


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
        run.font.highlight_color = docx.enum.text.WD_COLOR_INDEX.YELLOW  # type: ignore[attr-defined]


def struck(paragraph: Paragraph, ticked: bool, label: str) -> None:
    paragraph.add_run(label).font.strike = not ticked


def bold(paragraph: Paragraph, ticked: bool, label: str) -> None:
    paragraph.add_run(label).bold = ticked


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
    "bold": bold,
}
