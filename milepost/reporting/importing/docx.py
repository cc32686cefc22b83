"""DOCX to paragraphs, through mammoth (the reader that keeps every kind of tick) and lxml."""

from io import BytesIO

import mammoth
from django.utils.translation import gettext as _
from lxml import etree, html

from milepost.reporting.importing.guard import Unreadable
from milepost.reporting.importing.paragraph import Kind, Paragraph, Tick
from milepost.reporting.importing.plain import is_contents_line
from milepost.reporting.text import Line, Span, merge

# Every paragraph stays flat: lists as p.b<level> and p.n<level>, so that a level never depends on the item before.
_STYLES = "\n".join(
    [
        "p[style-name='Answer'] => p.answer:fresh",
        "p[style-name='Option'] => p.option:fresh",
        "p[style-name='Form text'] => p.form:fresh",
        "p[style-name='Step detail'] => p.detail:fresh",
        "p[style-name^='toc'] => p.toc:fresh",
        "p[style-name^='TOC'] => p.toc:fresh",
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => h2:fresh",
        *(f"p:unordered-list({level}) => p.b{level - 1}:fresh" for level in range(1, 10)),
        *(f"p:ordered-list({level}) => p.n{level - 1}:fresh" for level in range(1, 10)),
        "strike => s",
        "highlight => mark",
    ]
)
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li")


def paragraphs(data: bytes) -> list[Paragraph]:
    """The paragraphs of a guarded DOCX, in their order. Raises `Unreadable` when Word itself would not open it."""
    try:
        converted = mammoth.convert_to_html(
            BytesIO(data),
            style_map=_STYLES,
            ignore_empty_paragraphs=True,
            convert_image=mammoth.images.img_element(_no_image),
        )
        tree = html.fragment_fromstring(converted.value, create_parent="body")
    except Exception as error:  # mammoth raises what its XML and zip readers raise, of many kinds
        raise Unreadable(
            _("This Word document is damaged. Open it in Word, save it again, and choose it again.")
        ) from error
    return [found for element in tree.iter(*_PARAGRAPHS) if (found := _paragraph(element)) is not None]


def _no_image(image: object) -> dict[str, str]:
    return {}


def _paragraph(element: html.HtmlElement) -> Paragraph | None:
    if any(child.tag in _PARAGRAPHS for child in element):
        return None
    reader = _Reader()
    reader.walk(element, bold=False, href="", struck=False, lit=False)
    lines = reader.finish()
    if not any(line for line in lines) and not reader.ticks and not reader.bookmarks:
        return None
    words = str(element.get("class") or "")
    kind, level = _kind(element, words)
    text = "\n".join("".join(span.text for span in line) for line in lines)
    return Paragraph(
        kind,
        lines,
        level=level,
        style=words if words in ("answer", "option", "form", "detail") else "",
        bookmarks=tuple(reader.bookmarks),
        ticks=tuple(reader.ticks),
        struck=reader.words > 0 and reader.struck == reader.words,
        lit=reader.words > 0 and reader.lit == reader.words,
        contents=words == "toc" or is_contents_line(text),
    )


def _kind(element: html.HtmlElement, words: str) -> tuple[Kind, int]:
    if words[:1] in ("b", "n") and words[1:].isdigit():
        return ("bullet" if words[0] == "b" else "number"), min(int(words[1:]), 3)
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading", 0
    if any(ancestor.tag in ("td", "th") for ancestor in element.iterancestors()):
        return "cell", 0
    return ("bullet", 0) if element.tag == "li" else ("paragraph", 0)


class _Reader:
    """Gathers the spans, ticks and bookmarks of one paragraph."""

    def __init__(self) -> None:
        self.lines: list[list[Span]] = [[]]
        self.ticks: list[Tick] = []
        self.bookmarks: list[str] = []
        self.at = self.words = self.struck = self.lit = 0

    def walk(self, element: etree._Element, *, bold: bool, href: str, struck: bool, lit: bool) -> None:
        """Read an element's text and children, and the text behind each child."""
        self.add(element.text, bold, href, struck, lit)
        for child in element:
            tag = child.tag
            if tag == "br":
                self.lines.append([])
                self.at += 1
            elif tag == "input":
                self.ticks.append(Tick(self.at, child.get("checked") is not None))
            elif tag == "a" and child.get("id"):
                self.bookmarks.append(str(child.get("id")))
                self.walk(child, bold=bold, href=href, struck=struck, lit=lit)
            else:
                link = child.get("href") if tag == "a" else None
                self.walk(
                    child,
                    bold=bold or tag == "strong",
                    href=_address(link) or href,
                    struck=struck or tag == "s",
                    lit=lit or tag == "mark",
                )
            self.add(child.tail, bold, href, struck, lit)

    def add(self, text: str | None, bold: bool, href: str, struck: bool, lit: bool) -> None:
        """A run of text of one look."""
        if not text:
            return
        text = text.replace("\t", " ")
        self.lines[-1].append(Span(text, bold, href))
        self.at += len(text)
        count = len(text.strip())
        self.words += count
        self.struck += count * struck
        self.lit += count * lit

    def finish(self) -> tuple[Line, ...]:
        """The lines."""
        return tuple(merge(line) for line in self.lines)


def _address(link: str | None) -> str:
    return link if link and link.startswith(("http://", "https://", "mailto:")) else ""
