"""A document as a flat list of paragraphs: what both readers make and everything after them works on."""

from dataclasses import dataclass
from typing import Literal

from milepost.reporting.text import Block, Line, clean_line, trim

Kind = Literal["paragraph", "heading", "bullet", "number", "cell"]


@dataclass(frozen=True)
class Tick:
    """A box as it stands in a paragraph: before which character of the paragraph's text, and whether it is ticked."""

    at: int
    ticked: bool


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, heading, list item or table cell, as it stands in the document.

    `lines`: its spans per line; `style`: the class our own exports give it ("answer", "option", "form", "detail");
    `bookmarks`: our own exports' marks; `ticks`: boxes in it; `struck`, `lit`: all of its words are struck through or
    highlighted; `contents`: a line of a contents page; `note`: what a person should know of it.
    """

    kind: Kind
    lines: tuple[Line, ...]
    level: int = 0
    style: str = ""
    bookmarks: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    struck: bool = False
    lit: bool = False
    contents: bool = False
    note: str = ""

    @property
    def text(self) -> str:
        """The words, lines joined by line ends."""
        return "\n".join("".join(span.text for span in line) for line in self.lines)

    @property
    def flat(self) -> str:
        """The words on one line, for comparing."""
        return clean_line(self.text)

    @property
    def bold(self) -> bool:
        """Whether all of the words are bold."""
        spans = [span for line in self.lines for span in line if span.text.strip()]
        return bool(spans) and all(span.bold for span in spans)

    def block(self) -> Block | None:
        """The paragraph as a block of an answer; None when there is no word in it."""
        lines = tuple(trimmed for line in self.lines if (trimmed := trim(line)))
        if not lines:
            return None
        if self.kind in ("bullet", "number"):
            return Block("bullet" if self.kind == "bullet" else "number", lines, self.level)
        return Block("paragraph", lines)
