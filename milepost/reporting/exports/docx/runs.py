"""The small pieces of a Word document's XML: runs, links, fields, tick boxes, paragraphs, bookmarks."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from milepost.reporting.exports.sheet import reads_right_to_left
from milepost.reporting.text import Line

LOCALES = {"en": "en-GB", "sq": "sq-AL", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT", "ar": "ar-SA"}
ALIAS_LIMIT = 64
"""Characters that Word keeps of a content control's name."""

_TICK = (
    '<w:sdt><w:sdtPr><w:alias w:val={name}/><w:tag w:val={value}/><w:id w:val="{number}"/>'
    '<w14:checkbox><w14:checked w14:val="{on}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
    "<w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
)


@dataclass
class Sheaf:
    """What a document counts while it is written: bookmarks, tick boxes, link targets, numbered lists.

    `lists` holds the level at which each numbered list starts: each starts again at 1.
    """

    language: str
    bookmarks: int = 0
    ticks: int = 0
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    lists: list[int] = field(default_factory=list)

    def bookmark(self, inner: str, *names: str) -> str:
        """The inner XML inside bookmarks of these names."""
        for name in names:
            self.bookmarks += 1
            start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name={quoteattr(name)}/>'
            inner = f'{start}{inner}<w:bookmarkEnd w:id="{self.bookmarks}"/>'
        return inner

    def link(self, address: str) -> str:
        """The relationship of a web address; one for all its links."""
        return self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")

    def number_list(self, level: int) -> int:
        """A new numbered list that starts at 1: its Word number. 1 and 2 are the styles' own."""
        self.lists.append(level)
        return len(self.lists) + 2

    def tick(self, value: str, name: str, ticked: bool) -> str:
        """A tick box that a person can click in Word."""
        self.ticks += 1
        shown = quoteattr(name[:ALIAS_LIMIT])
        sign = "☒" if ticked else "☐"
        return _TICK.format(name=shown, value=quoteattr(value), number=self.ticks, on=int(ticked), sign=sign)


def locale(language: str) -> str:
    """The language as Word names it."""
    return LOCALES.get(language, language)


def run(words: str, *, bold: bool = False, style: str = "", language: str = "") -> str:
    """A run of characters of one look; empty for no words."""
    if not words:
        return ""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if bold else ""
    properties += "<w:rtl/>" if reads_right_to_left(words) else ""
    properties += f'<w:lang w:val="{locale(language)}"/>' if language else ""
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{before}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def line_runs(sheaf: Sheaf, line: Line, language: str = "") -> str:
    """One line of a text: its bold runs and links."""
    parts = []
    for span in line:
        if span.href:
            inner = run(span.text, bold=span.bold, style="Hyperlink", language=language)
            parts.append(f'<w:hyperlink r:id="{sheaf.link(span.href)}" w:history="1">{inner}</w:hyperlink>')
        else:
            parts.append(run(span.text, bold=span.bold, language=language))
    return "".join(parts)


def lines_runs(sheaf: Sheaf, lines: tuple[Line, ...], language: str = "") -> str:
    """The lines of a block, with line breaks between."""
    return "<w:r><w:br/></w:r>".join(line_runs(sheaf, line, language) for line in lines)


def paragraph(style: str, inner: str = "", properties: str = "") -> str:
    """A paragraph. `properties`: direct formatting, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def text_field(instruction: str, shown: str = "") -> str:
    """A field that Word computes, with what it shows until then."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return mark.format("begin") + code + mark.format("separate") + run(shown) + mark.format("end")
