"""DOCX to paragraphs, through mammoth: the reader that keeps every kind of tick."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from urllib.parse import quote

import mammoth.docx
from django.utils.translation import gettext as _
from lxml import etree
from mammoth import documents

from milepost.reporting.importing.guard import damaged
from milepost.reporting.importing.pages import MAX_PARAGRAPHS, Unreadable, too_long
from milepost.reporting.importing.paragraph import EMPTY, TICKED, Aside, Cell, Paragraph, Run
from milepost.reporting.importing.plain import BULLET
from milepost.reporting.importing.prepare import HIDDEN, PICTURE, PLACEHOLDER, TICK, parse, prepared
from milepost.reporting.text import MAX_LEVEL, Kind, Span, parse_line

_ASIDES: dict[str, Aside] = {HIDDEN: "hidden", PLACEHOLDER: "placeholder", PICTURE: "picture"}
_LIST_STYLES: dict[str, Kind] = {
    "list bullet": "bullet", "list number": "number", "answer bullet": "bullet", "answer number": "number",
}  # fmt: skip
_SAFE = "%/:?#[]@!$&'*+,;=~-._"


def paragraphs(parts: Mapping[str, bytes]) -> list[Paragraph]:
    """The paragraphs of a guarded DOCX, in order, notes after the paragraph that names them, comments last.

    Raises `Unreadable` for what Word itself would not open.
    """
    try:
        document = mammoth.docx.read(BytesIO(prepared(parts))).value
        found = list(_Walk(document).all())
    except Unreadable:
        raise
    except Exception as error:  # what XML and zip readers raise, and a depth that no document has
        raise Unreadable(damaged()) from error
    if any(mark.startswith("mp__") for each in found for mark in each.bookmarks):
        return found
    return [_with_typed_mark(each) for each in found]


def headers(parts: Mapping[str, bytes]) -> list[str]:
    """What stands at the head of the pages, a line for each paragraph. Raises `Unreadable` as `paragraphs` does."""
    try:
        roots = [parse(content) for name, content in parts.items() if name.startswith("word/header")]
    except Exception as error:
        raise Unreadable(damaged()) from error
    lines = [each for root in roots for each in root.iter(etree.Element) if str(each.tag).endswith("}p")]
    return ["".join(str(words) for words in line.itertext()) for line in lines]


def _with_typed_mark(paragraph: Paragraph) -> Paragraph:
    """A dash or dot that a person typed makes a list item too."""
    mark = BULLET.match(paragraph.text)
    if not mark or paragraph.kind != "paragraph":
        return paragraph
    level = min(len(mark[1].expandtabs(2)) // 2, MAX_LEVEL)
    return replace(paragraph, kind="bullet", level=level, skip=mark.end())


@dataclass
class _Gathered:
    """One paragraph while it is read."""

    runs: list[tuple[Aside, Run]] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    tag: str = ""


class _Walk:
    """Goes through mammoth's tree and counts tables, notes and paragraphs."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.tables = self.notes = self.paragraphs = 0
        self.waiting: list[str] = []

    def all(self) -> Iterator[Paragraph]:
        """Body, then the comments in the margin."""
        yield from self.blocks(self.document.children, None)
        for comment in self.document.comments:
            who = comment.author_name or comment.author_initials or ""
            note = _("A comment in the margin, by %(name)s.") % {"name": who} if who else _("A comment in the margin.")
            for each in self.blocks(comment.body, None):
                yield replace(each, aside="comment", note=note)

    def blocks(self, children: Sequence[Any], cell: Cell | None) -> Iterator[Paragraph]:
        """The paragraphs among block elements."""
        for child in children:
            match child:
                case documents.Paragraph():
                    yield from self.paragraph(child, cell)
                case documents.Table():
                    yield from self.table(child)
                case documents.Bookmark():
                    self.waiting.append(child.name)

    def table(self, table: Any) -> Iterator[Paragraph]:
        """The paragraphs of a table, cell by cell."""
        self.tables += 1
        number = self.tables
        for row, cells in enumerate(table.children):
            column = 0
            for each in getattr(cells, "children", ()):
                yield from self.blocks(getattr(each, "children", ()), Cell(number, row, column))
                column += getattr(each, "colspan", 1)

    def paragraph(self, paragraph: Any, cell: Cell | None) -> Iterator[Paragraph]:
        """The paragraph's visible words, what is hidden in it, and its notes."""
        self.paragraphs += 1
        if self.paragraphs > MAX_PARAGRAPHS:
            raise Unreadable(too_long())
        found = _Gathered(bookmarks=self.waiting)
        self.waiting = []
        self.inline(paragraph.children, found, documents.run([]), "")
        yield from self.told(paragraph, cell, found)
        for note in found.notes:
            yield from self.note(note)

    def told(self, paragraph: Any, cell: Cell | None, found: _Gathered) -> Iterator[Paragraph]:
        """A gathered paragraph, and one for each aside in it."""
        kind, level = _kind(paragraph)
        style = str(paragraph.style_name or paragraph.style_id or "").lower()
        runs = tuple(run for aside, run in found.runs if not aside)
        if runs or found.bookmarks:
            yield Paragraph(runs, kind, level, style, tuple(found.bookmarks), cell)
        for which in _ASIDES.values():
            inner = tuple(run for aside, run in found.runs if aside == which)
            if any(run.text.strip() for run in inner):
                yield Paragraph(inner, kind, level, style, cell=cell, aside=which, note=_note_on(which))

    def note(self, note: Any) -> Iterator[Paragraph]:
        """A footnote's paragraphs, the first with its number."""
        number, body = note
        first = True
        for each in self.blocks(body, None):
            before = (Run(f"[{number}] "),) if first else ()
            first = False
            yield replace(each, runs=before + each.runs, note=_("A footnote."))

    def inline(self, children: Sequence[Any], found: _Gathered, run: Any, href: str) -> None:
        """Gather what stands in a paragraph."""
        for child in children:
            match child:
                case documents.Run():
                    self.inline(child.children, found, child, href)
                case documents.Hyperlink():
                    self.inline(child.children, found, run, address(child.href) or href)
                case documents.Text():
                    self.add(found, run, child.value, href)
                case documents.Tab():
                    self.add(found, run, "\t", href)
                case documents.Break():
                    self.add(found, run, "\n", "")
                case documents.Checkbox():
                    self.add(found, run, TICKED if child.checked else EMPTY, "", bool(child.checked))
                case documents.Bookmark():
                    self.bookmark(found, str(child.name))
                case documents.NoteReference():
                    self.reference(found, run, child)

    def add(self, found: _Gathered, run: Any, words: str, href: str, box: bool | None = None) -> None:
        """Add characters of one look."""
        if not words:
            return
        made = Run(
            words, run.is_bold, href, run.is_strikethrough, bool(run.highlight), box, found.tag,
            str(run.style_name or "").lower() == "label",
        )  # fmt: skip
        found.tag = "" if box is not None else found.tag
        found.runs.append((_ASIDES.get(run.style_id or "", ""), made))

    def bookmark(self, found: _Gathered, name: str) -> None:
        """Keep one of our own bookmarks."""
        if name.startswith(TICK):
            found.tag = name.removeprefix(TICK)
        else:
            found.bookmarks.append(name)

    def reference(self, found: _Gathered, run: Any, reference: Any) -> None:
        """Print a note's number, and keep the note for after the paragraph."""
        try:
            note = self.document.notes.resolve(reference)
        except KeyError:
            return
        self.notes += 1
        self.add(found, run, f"[{self.notes}]", "")
        found.notes.append((self.notes, note.body))


def _note_on(aside: Aside) -> str:
    if aside == "picture":
        return _("A picture of the document; an answer holds words only.")
    return _("Hidden text.") if aside == "hidden" else ""


def _kind(paragraph: Any) -> tuple[Kind, int]:
    """Paragraph, bullet or number, with its level, by the list it is in and the name of its style ("List Bullet 2")."""
    style = str(paragraph.style_name or "").lower()
    named = next((name for name in _LIST_STYLES if style.startswith(name)), "")
    deeper = style.removeprefix(named).strip() if named else ""
    level = int(deeper) - 1 if deeper in ("2", "3", "4", "5") else 0
    if paragraph.numbering is not None and not style.startswith(("heading", "title")):
        level = max(level, int(paragraph.numbering.level_index or 0))
        return ("number" if paragraph.numbering.is_ordered else "bullet"), min(level, MAX_LEVEL)
    return (_LIST_STYLES[named], min(level, MAX_LEVEL)) if named else ("paragraph", 0)


def address(link: str | None) -> str:
    """A web or mail address as the markup can hold it; empty for other kinds (a place in the document, a file)."""
    scheme, colon, rest = (link or "").strip().partition(":")
    if scheme.lower() not in ("http", "https", "mailto"):
        return ""
    plain = f"{scheme.lower()}{colon}{rest}"
    spans = parse_line(f"[a]({plain})")
    return plain if spans == (Span("a", False, plain),) else scheme.lower() + colon + quote(rest, safe=_SAFE)
