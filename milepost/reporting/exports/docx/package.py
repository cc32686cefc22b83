"""The parts of the DOCX package, put together so that the same report always gives the same bytes."""

import io
import re
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from milepost.reporting.exports.docx.runs import Sheaf, locale, paragraph, run, text_field
from milepost.reporting.exports.sheet import Sheet

_PARTS = Path(__file__).parent / "parts"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_A4 = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
    '<w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1531" w:right="1276" w:bottom="1304" w:left="1276" w:header="680" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip file can hold: a moment of writing would make equal reports differ."""


def pack(sheet: Sheet, sheaf: Sheaf, body: str) -> bytes:
    """The file: `body` is the XML inside the document's body."""
    languages = {"form_language": locale(sheet.language), "answer_language": locale(sheet.content.language)}
    parts = {
        "[Content_Types].xml": _part("content_types"),
        "_rels/.rels": _part("package_rels"),
        "docProps/core.xml": _core(sheet),
        "docProps/app.xml": _part("app"),
        "word/document.xml": f"{_DECLARATION}<w:document {_NAMESPACES}><w:body>{body}{_A4}</w:body></w:document>",
        "word/_rels/document.xml.rels": _links(sheaf),
        "word/styles.xml": _part("styles", **languages),
        "word/numbering.xml": _part("numbering", lists=_lists(sheaf)),
        "word/settings.xml": _part("settings", **languages),
        "word/fontTable.xml": _part("font_table"),
        "word/header1.xml": f"{_DECLARATION}<w:hdr {_NAMESPACES}>{_header(sheet)}</w:hdr>",
        "word/footer1.xml": f"{_DECLARATION}<w:ftr {_NAMESPACES}>{_footer(sheet)}</w:ftr>",
    }
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, xml.encode())
    return file.getvalue()


@cache
def _read(name: str) -> str:
    return (_PARTS / f"{name}.xml").read_text(encoding="utf-8")


def _part(name: str, **values: str) -> str:
    xml = _read(name)
    for key, value in values.items():
        xml = xml.replace("{" + key + "}", value)
    return xml


def _core(sheet: Sheet) -> str:
    """Title, language and dates."""
    moment = sheet.content.dated.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{_DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(sheet.name)}</dc:title><dc:subject>{escape(sheet.title.text)}</dc:subject>"
        f"<dc:creator>{escape(sheet.country)}</dc:creator><cp:keywords>{escape(sheet.keywords)}</cp:keywords>"
        f"<dc:language>{locale(sheet.language)}</dc:language><cp:lastModifiedBy></cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def _links(sheaf: Sheaf) -> str:
    fixed = {
        "styles": ("rIdStyles", "styles.xml"),
        "numbering": ("rIdNumbering", "numbering.xml"),
        "settings": ("rIdSettings", "settings.xml"),
        "fontTable": ("rIdFonts", "fontTable.xml"),
        "header": ("rIdHeader", "header1.xml"),
        "footer": ("rIdFooter", "footer1.xml"),
    }
    rows = [
        f'<Relationship Id="{name}" Type="{_RELATIONSHIPS}{kind}" Target="{target}"/>'
        for kind, (name, target) in fixed.items()
    ]
    rows += [
        f'<Relationship Id="{name}" Type="{_RELATIONSHIPS}hyperlink" Target={quoteattr(address)}'
        ' TargetMode="External"/>'
        for address, name in sheaf.links.items()
    ]
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{namespace}">{"".join(rows)}</Relationships>'


def _lists(sheaf: Sheaf) -> str:
    """One Word list for each numbered list of the answers, so that each starts at 1."""
    return "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, level in enumerate(sheaf.lists, 3)
    )


def _header(sheet: Sheet) -> str:
    mark = f"<w:r><w:tab/></w:r>{run(sheet.mark, style='MarkText')}" if sheet.mark else ""
    return paragraph("Header", run(f"{sheet.country} · {sheet.period}") + mark)


def _footer(sheet: Sheet) -> str:
    """The report's name, and page numbers as fields in the words of the language."""
    fields = {"{page}": text_field("PAGE", "1"), "{pages}": text_field("NUMPAGES", "1")}
    words = _("Page {page} of {pages}")
    pages = "".join(fields.get(part, "") or run(part) for part in re.split(r"(\{pages?\})", words))
    return paragraph("Footer", run(sheet.heading.text) + "<w:r><w:tab/></w:r>" + pages)
