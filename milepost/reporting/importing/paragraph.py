"""A document as a flat list of paragraphs: what both readers make, and everything after them works on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from milepost.reporting.text import Block, Kind, Line, Span, clean_line, trim

Aside = Literal["", "hidden", "comment", "placeholder", "page", "picture"]
"""Text beside the document's own: hidden, in the margin, "click here to write", a page number, a picture's name."""

TICKED, EMPTY = "☒", "☐"
"""How a word processor's tick boxes are written in a paragraph's text."""


@dataclass(frozen=True)
class Run:
    """Characters of one look. `box`: it is a tick box, ticked or not; `tag`: the value our own exports give that box;
    `label`: the style of the words before a planned step's detail in our own exports."""

    text: str
    bold: bool = False
    href: str = ""
    struck: bool = False
    lit: bool = False
    box: bool | None = None
    tag: str = ""
    label: bool = False


class Cell(NamedTuple):
    """Where in which table a paragraph stands."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading, list item or a paragraph of a table cell, as it stands in the document.

    `style`: the name of its style, in small letters; `skip`: characters of a typed list mark at its start;
    `continues`: it is a further line of the paragraph before (plain text); `note`: what a person should know of it.
    """

    runs: tuple[Run, ...]
    kind: Kind = "paragraph"
    level: int = 0
    style: str = ""
    bookmarks: tuple[str, ...] = ()
    cell: Cell | None = None
    aside: Aside = ""
    skip: int = 0
    continues: bool = False
    note: str = ""

    @cached_property
    def text(self) -> str:
        """The characters as they stand there."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def flat(self) -> str:
        """The words on one line without a typed list mark, for comparing."""
        return clean_line(self.text[self.skip :])

    @cached_property
    def bold(self) -> bool:
        """Whether all of the words are bold."""
        return self.all_of("bold", self.skip, len(self.text))

    def all_of(self, look: Literal["bold", "lit", "struck"], start: int, end: int) -> bool:
        """Whether all letters and digits between two places have a look; False for none."""
        seen = False
        at = 0
        for run in self.runs:
            inner = run.text[max(start - at, 0) : max(end - at, 0)]
            at += len(run.text)
            if any(letter.isalnum() for letter in inner):
                if not getattr(run, look):
                    return False
                seen = True
        return seen


@dataclass(frozen=True)
class Extent:
    """A stretch of the paragraph of that index."""

    index: int
    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its characters."""
        return self.paragraph.text[self.start : self.end]

    @property
    def flat(self) -> str:
        """Its words on one line."""
        return clean_line(self.paragraph.text[max(self.start, self.paragraph.skip) : self.end])

    def after(self, start: int) -> "Extent":
        """What of it stands from a place of the paragraph on."""
        return Extent(self.index, self.paragraph, max(start, self.start), self.end)


def whole(index: int, paragraph: Paragraph) -> Extent:
    """All of a paragraph."""
    return Extent(index, paragraph, 0, len(paragraph.text))


def block_of(extent: Extent, exact: bool = False) -> Block | None:
    """A stretch as a block of an answer; None when there is no word in it.

    `exact` keeps links whose words are their own address; otherwise these are what a word processor made of a typed
    address, and become the address again.
    """
    lines = tuple(line for line in _lines(extent, exact) if line)
    if not lines:
        return None
    kind = extent.paragraph.kind
    return Block(kind, lines, extent.paragraph.level if kind != "paragraph" else 0)


def _lines(extent: Extent, exact: bool) -> list[Line]:
    lines: list[list[Span]] = [[]]
    at = 0
    start = max(extent.start, extent.paragraph.skip)
    for run in extent.paragraph.runs:
        inner = run.text[max(start - at, 0) : max(extent.end - at, 0)]
        at += len(run.text)
        href = "" if not exact and _is_typed(run) else run.href
        for number, part in enumerate(inner.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Span(part.replace("\t", " "), run.bold, href))
    return [trim(tuple(line)) for line in lines]


def _is_typed(run: Run) -> bool:
    return run.href.removeprefix("mailto:").rstrip("/") == run.text.strip().rstrip("/")
