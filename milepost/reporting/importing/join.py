"""An answer's paragraphs as blocks: one that a page break cut in two is one again, a table's row is one line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from milepost.reporting.importing.paragraph import Extent, block_of
from milepost.reporting.text import Block, Document, Line, Span, merge

SHORTEST = 40
"""Characters that a line has at least before a page can have ended in it; a shorter one is a heading or an item."""

_ENDED = re.compile(r"[.!?:;…\u061f]\W*$")
_MARKED = re.compile(r"\s*(?:(?:\d{1,2}|[a-zçë]|[ivx]{2,4})[.)]\s|[-–—•·*]|https?:|www\.|mailto:|\S+@\S)", re.I)
_HYPHEN = re.compile(r"\w[-‐\xad]$")


@dataclass(frozen=True)
class _Made:
    """A block with the paragraph that its last words come from."""

    block: Block
    last: Extent


def document_of(rows: Sequence[Extent]) -> Document:
    """The answer that these paragraphs give."""
    made: list[_Made] = []
    wide = wide_rows(rows)
    for row in rows:
        block = block_of(row)
        if block is None:
            continue
        before = made[-1] if made else None
        if before and row_of(row) in wide and row_of(before.last) == row_of(row):
            made[-1] = _Made(_beside(before, block, row), row)
        elif before and row.paragraph.continues and before.last.index == row.index - 1:
            made[-1] = _Made(_under(before.block, block), row)
        elif before and _is_cut(before, row):
            made[-1] = _Made(_joined(before.block, block), row)
        else:
            made.append(_Made(block, row))
    return tuple(each.block for each in made)


def exact_document_of(rows: Sequence[Extent]) -> Document:
    """The answer that these paragraphs give exactly: nothing is joined but the rows of a table that a person added."""
    made: list[_Made] = []
    wide = wide_rows(rows)
    for row in rows:
        block = block_of(row, exact=True)
        if block is None:
            continue
        if made and row_of(row) in wide and row_of(made[-1].last) == row_of(row):
            made[-1] = _Made(_beside(made[-1], block, row), row)
        else:
            made.append(_Made(block, row))
    return tuple(each.block for each in made)


def row_of(row: Extent) -> tuple[int, int] | None:
    """The row of a table that a stretch stands in."""
    return row.paragraph.cell[:2] if row.paragraph.cell else None


def wide_rows(rows: Sequence[Extent]) -> frozenset[tuple[int, int] | None]:
    """The tables' rows that stand in more than one column here. A frame round a text has one, and stays a text."""
    columns: dict[tuple[int, int] | None, set[int]] = {}
    for row in rows:
        if row.paragraph.cell:
            columns.setdefault(row_of(row), set()).add(row.paragraph.cell.column)
    return frozenset(row for row, found in columns.items() if len(found) > 1)


def _is_cut(before: _Made, row: Extent) -> bool:
    """Whether a page ended inside a sentence: no full stop here, a small letter there, and neither is a heading."""
    first, second = before.last.paragraph, row.paragraph
    words = row.text.lstrip()
    return (
        second.kind == "paragraph"
        and words[:1].islower()
        and not _MARKED.match(words)
        and not (first.cell or second.cell or first.aside or second.aside or first.note or second.note)
        and not (first.style.startswith("heading") or second.style.startswith("heading") or first.bold)
        and _end_is_open(before.last.text.rstrip())
    )


def _end_is_open(words: str) -> bool:
    return not _ENDED.search(words) and (len(words) >= SHORTEST or bool(_HYPHEN.search(words)))


def _joined(first: Block, second: Block) -> Block:
    """Both as one; a word that was cut at its hyphen keeps the hyphen: "cross-" and "sectoral"."""
    *before, last = first.lines
    following, *after = second.lines
    between = () if _HYPHEN.search("".join(span.text for span in last)) else (Span(" "),)
    return Block(first.kind, (*before, merge((*last, *between, *following)), *after), first.level)


def _under(first: Block, second: Block) -> Block:
    return Block(first.kind, (*first.lines, *second.lines), first.level)


def _beside(before: _Made, second: Block, row: Extent) -> Block:
    """A further paragraph of a cell behind a space, another cell behind a bar."""
    first = before.block
    between = " " if before.last.paragraph.cell == row.paragraph.cell else " | "
    line = merge((*_one_line(first.lines), Span(between), *_one_line(second.lines)))
    return Block(first.kind, (line,), first.level)


def _one_line(lines: tuple[Line, ...]) -> Line:
    spans: list[Span] = []
    for number, line in enumerate(lines):
        spans += [Span(" ")] * bool(number) + list(line)
    return tuple(spans)
