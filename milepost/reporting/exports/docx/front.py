"""The first pages: whose report of what it is, how to fill it in, the overview, the contents."""

from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.reporting import text
from milepost.reporting.edition import Told
from milepost.reporting.exports.docx.runs import Sheaf, paragraph, run, text_field
from milepost.reporting.exports.sheet import Sheet, Status

_WIDTHS = (6804, 2550)
_CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
)
_LOW = '<w:spacing w:before="3000" w:after="0"/>'
"""A third down the first page, as a cover."""
_NEW_PAGE = "<w:pageBreakBefore/>"
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def front(sheet: Sheet, sheaf: Sheaf) -> str:
    """The first pages. Written last: the contents need the headings that `sheaf` has gathered."""
    first = _title(sheet, sheaf) + _how_to(sheet) + _overview(sheet)
    return first if sheet.partial else first + _contents(sheaf)


def _title(sheet: Sheet, sheaf: Sheaf) -> str:
    lines = [
        paragraph("Title", run(sheet.country), "" if sheet.partial else _LOW),
        paragraph("Subtitle", _run(sheet.heading, sheaf)),
        paragraph("Normal", _run(sheet.title, sheaf) + run(", " + sheet.when)),
    ]
    if sheet.mark:
        lines.append(paragraph("ReportMark", run(sheet.mark)))
    if sheet.partial:
        lines.append(paragraph("FormNote", run(_part_of(sheet))))
    return "".join(lines)


def _run(told: Told, sheaf: Sheaf) -> str:
    return run(told.text, language=told.language if told.language != sheaf.language else "")


def _part_of(sheet: Sheet) -> str:
    asked = len(list(sheet.questions))
    total = sum(1 for _printed in sheet.content.printed())
    return ngettext(
        "This is a part of the report: %(asked)s of its %(total)s questions.",
        "This is a part of the report: %(asked)s of its %(total)s questions.",
        asked,
    ) % {"asked": asked, "total": total}


def _how_to(sheet: Sheet) -> str:
    """How to fill the form in; not in a finished report."""
    if not (sheet.blank or sheet.partial):
        return ""
    sentences = (
        _("Write each answer under its question, and tick boxes by clicking them."),
        _("Leave the headings as they are: they say which answer is which when this document is imported again."),
        _("A question with a star * needs an answer."),
    )
    return paragraph("FormNote", run(" ".join(sentences)))


def _overview(sheet: Sheet) -> str:
    """The carried next steps with their status, as a table with a header row."""
    lines = sheet.overview()
    if not any(line.label for line in lines):
        return ""
    title = _("Next steps of the last report")
    rows = _row(_("Next step"), _("Status"), header=True) + "".join(_status_row(line) for line in lines)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Overview"/><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    return paragraph("TOCHeading", run(title)) + table


def _status_row(line: Status) -> str:
    step = f"{line.item.number}. {text.clean_line(line.item.title)}"
    return _row(step, line.label.text if line.label else _("Not recorded"))


def _row(*cells: str, header: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if header else "") + "</w:trPr>"
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph("TableText", run(cell))}</w:tc>'
        for width, cell in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{properties}{written}</w:tr>"


def _contents(sheaf: Sheaf) -> str:
    """The contents as a field that Word can renew, already filled with the headings."""
    entries = []
    last = len(sheaf.headings) - 1
    for number, (level, words, target) in enumerate(sheaf.headings):
        opening = _FIELD.format("begin") + _code('TOC \\o "1-2" \\h \\z \\u') + _FIELD.format("separate")
        page = "<w:r><w:tab/></w:r>" + text_field(f"PAGEREF {target} \\h")
        link = f'<w:hyperlink w:anchor="{target}" w:history="1">{run(words)}{page}</w:hyperlink>'
        closing = _FIELD.format("end") if number == last else ""
        entries.append(paragraph(f"TOC{level}", (opening if number == 0 else "") + link + closing))
    return (
        _CONTENTS.format(paragraph("TOCHeading", run(_("Contents")), _NEW_PAGE) + "".join(entries)) if entries else ""
    )


def _code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
