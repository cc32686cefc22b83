"""Two views of a text: words that findings are about, marked; and what changed between two texts, word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

from rapidfuzz.distance import Indel

Operation = Literal["same", "added", "removed"]
_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
# A shared stretch without a word (a lone space or comma between two changes) makes a difference harder to read.
_HOLDS_WORDS = re.compile(r"[^\W_]|\n")
_FEWEST_SHARED = 0.25
"""Characters that two texts share, as a part of the shorter one, below which their difference is told as a whole."""
_LARGEST = 20_000**2
"""Words of one text times words of the other: more would take hundreds of megabytes to compare."""


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
    """What was removed and added between two texts, as (operation, text); joined, they give both texts back.

    Two texts that share few words are one removal and one addition: a word here and there would say nothing.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) * len(new) > _LARGEST:
        return _change(before, after) if before != after else [("same", before)]
    changes: list[tuple[Operation, str]] = []
    for each in Indel.opcodes(old, new):
        gone, come = "".join(old[each.src_start : each.src_end]), "".join(new[each.dest_start : each.dest_end])
        changes += [("same", gone)] if each.tag == "equal" else _change(gone, come)
    joined = _without_islands(changes)
    shared = sum(len(text) for operation, text in joined if operation == "same")
    return joined if shared >= _FEWEST_SHARED * min(len(before), len(after)) else _change(before, after)


def _without_islands(changes: Sequence[tuple[Operation, str]]) -> list[tuple[Operation, str]]:
    """Changes with only a space or a comma between them joined into one removal and one addition."""
    joined: list[tuple[Operation, str]] = []
    removed = added = ""
    for position, (operation, text) in enumerate(changes):
        between = 0 < position < len(changes) - 1
        if operation == "same" and not (between and not _HOLDS_WORDS.search(text)):
            joined += [*_change(removed, added), ("same", text)]
            removed = added = ""
        else:
            removed += text * (operation != "added")
            added += text * (operation != "removed")
    return [*joined, *_change(removed, added)]


def _change(removed: str, added: str) -> list[tuple[Operation, str]]:
    both: list[tuple[Operation, str]] = [("removed", removed), ("added", added)]
    return [change for change in both if change[1]]
