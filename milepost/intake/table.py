"""A sheet as plain values: its headings, and its rows of texts, each with the number it has in the file.

A cell is a text, whatever it was: a date is "2014-05-12", a number that is whole has no point. Printing a table shows
its size and no cell.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

LONGEST = 20_000
"""Characters of a cell."""


@dataclass(frozen=True, repr=False)
class Table:
    """`rows`: number in the file, and as many cells as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def __repr__(self) -> str:
        return f"<Table of {len(self.rows)} rows and {len(self.headings)} columns>"

    def column(self, index: int) -> Iterator[str]:
        """The cells of a column that hold something."""
        return (cells[index] for _number, cells in self.rows if cells[index])

    def first_of(self, index: int, count: int = 3) -> list[str]:
        """The first different values of a column."""
        return list(dict.fromkeys(self.column(index)))[:count]

    def to_json(self) -> str:
        """As it lies sealed."""
        return json.dumps([self.headings, self.rows], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The table that `to_json` wrote."""
        headings, rows = json.loads(text)
        return cls(tuple(headings), tuple((number, tuple(cells)) for number, cells in rows))


def table_of(numbered: Iterable[tuple[int, Sequence[str]]]) -> Table | None:
    """The table in the lines of a file: the first line with two cells or more is the headings. None where none is.

    Lines before it (a title) and empty lines are left out, and so are columns without heading and cell. A heading that
    is missing or stands twice is numbered.
    """
    lines = [(number, [_clean(cell) for cell in cells]) for number, cells in numbered]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    start = next((at for at, (_number, cells) in enumerate(lines) if sum(map(bool, cells)) > 1), None)
    if start is None:
        return None
    width = max(len(cells) for _number, cells in lines[start:])
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in lines[start:]]
    kept = [at for at in range(width) if any(cells[at] for _number, cells in padded)]
    headings = _named([padded[0][1][at] for at in kept])
    rows = tuple((number, tuple(cells[at] for at in kept)) for number, cells in padded[1:])
    return Table(headings, rows)


def _named(headings: Sequence[str]) -> tuple[str, ...]:
    named: list[str] = []
    for position, heading in enumerate(headings, start=1):
        name = heading[:100] or f"({position})"
        named.append(f"{name} ({position})" if name in named else name)
    return tuple(named)


def _clean(cell: str) -> str:
    """One line of printable characters; what is longer than a note is cut nowhere: reading refuses it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in cell).split())
