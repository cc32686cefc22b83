"""The flat blocks of a text as paragraphs and nested lists, the way pages and PDF need them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from milepost.reporting.text import Block, Document, Kind, Line, Span

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]")


@dataclass
class Listing:
    """A list of one kind at one level."""

    kind: Kind
    level: int
    items: list["Entry"] = field(default_factory=list)


@dataclass
class Entry:
    """An item: its lines, and the lists under it."""

    lines: tuple[Line, ...]
    below: list[Listing] = field(default_factory=list)


def nest(document: Document) -> list[Block | Listing]:
    """Paragraphs as they are, list items gathered in lists. A skipped level nests once, a new kind is a new list."""
    tree: list[Block | Listing] = []
    open_lists: list[Listing] = []
    for block in document:
        if block.kind == "paragraph":
            open_lists = []
            tree.append(block)
            continue
        while open_lists and open_lists[-1].level > block.level:
            open_lists.pop()
        if open_lists and open_lists[-1].level == block.level and open_lists[-1].kind != block.kind:
            open_lists.pop()
        if not open_lists or open_lists[-1].level < block.level:
            opened = Listing(block.kind, block.level)
            if open_lists:
                open_lists[-1].items[-1].below.append(opened)
            else:
                tree.append(opened)
            open_lists.append(opened)
        open_lists[-1].items.append(Entry(block.lines))
    return tree


def linked(line: Line) -> Line:
    """The line with typed web addresses made links. For reading only: an answer keeps them as typed."""
    return tuple(piece for span in line for piece in ((span,) if span.href else _addresses(span)))


def _addresses(span: Span) -> Iterator[Span]:
    position = 0
    for found in _ADDRESS.finditer(span.text):
        if found.start() > position:
            yield Span(span.text[position : found.start()], span.bold)
        yield Span(found[0], span.bold, found[0])
        position = found.end()
    if position < len(span.text):
        yield Span(span.text[position:], span.bold)
