"""Two views of a text: words that findings are about, marked; and what changed between two texts, word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, Protocol

Operation = Literal["same", "added", "removed"]
_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
# A shared stretch shorter than this (a lone space or comma between two changes) makes a difference harder to read.
_SHORTEST_ISLAND = 2


class Placed(Protocol):
    """What is highlighted: characters `start` to `end` of the plain text, with a number shown in text and margin."""

    @property
    def number(self) -> int:
        """The note it leads to."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The one after the last character."""

    @property
    def tone(self) -> str:
        """How grave: error, warning or note."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text and the findings that cover it. `opens` and `closes`: those that begin and end with it."""

    text: str
    findings: tuple[Placed, ...]
    opens: tuple[Placed, ...]
    closes: tuple[Placed, ...]


def pieces(text: str, findings: Iterable[Placed]) -> list[Piece]:
    """The text cut where findings begin and end. Spans outside the text or empty are left out: they mark no word."""
    placed = [finding for finding in findings if 0 <= finding.start < finding.end <= len(text)]
    edges = sorted({0, len(text), *(f.start for f in placed), *(f.end for f in placed)})
    return [
        Piece(
            text[start:end],
            tuple(f for f in placed if f.start <= start and end <= f.end),
            tuple(f for f in placed if f.start == start),
            tuple(f for f in placed if f.end == end),
        )
        for start, end in pairwise(edges)
    ]


def word_changes(before: str, after: str) -> list[tuple[Operation, str]]:
    """What was removed and added between two texts, as (operation, text); joined, they give both texts back."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    changes: list[tuple[Operation, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(("same", "".join(old[a:b])))
        else:
            changes += [("removed", "".join(old[a:b]))] if b > a else []
            changes += [("added", "".join(new[c:d]))] if d > c else []
    return _without_islands(changes)


def _without_islands(changes: Sequence[tuple[Operation, str]]) -> list[tuple[Operation, str]]:
    """Changes with only a space or a comma between them joined into one removal and one addition."""
    joined: list[tuple[Operation, str]] = []
    removed = added = ""
    for position, (operation, text) in enumerate(changes):
        between = 0 < position < len(changes) - 1
        if operation == "same" and not (between and len(text) < _SHORTEST_ISLAND):
            joined += [*_change(removed, added), ("same", text)]
            removed = added = ""
        else:
            removed += text * (operation != "added")
            added += text * (operation != "removed")
    return [*joined, *_change(removed, added)]


def _change(removed: str, added: str) -> list[tuple[Operation, str]]:
    both: list[tuple[Operation, str]] = [("removed", removed), ("added", added)]
    return [change for change in both if change[1]]
