"""The points of an answer that lists: each list item, or each paragraph, with its leading label."""

import re
from typing import NamedTuple

from milepost.reporting.checks.reading.words import lines, stems

_LABEL = re.compile(r"([^\n:.!?]{3,90}):\s+\S")
_HEADING_WORDS = 12


class Point(NamedTuple):
    """A point: its place, its whole text, and the label that it begins with (empty for none)."""

    start: int
    end: int
    text: str
    label: str

    @property
    def head(self) -> str:
        """What names the point: its label, else its first sentence."""
        return self.label or re.split(r"(?<=[.!?])\s|(?=;\s)", self.text, maxsplit=1)[0]


def read(plain: str) -> tuple[Point, ...]:
    """The points of an answer. Where most paragraphs begin with a label, one without goes on with the point before."""
    found: list[Point] = []
    all_lines = list(lines(plain))
    items = any(line.item for line in all_lines)
    labelled = sum(bool(_LABEL.match(line.text)) for line in all_lines) * 2 >= len(all_lines)
    for line in all_lines:
        match = _LABEL.match(line.text)
        label = match[1] if match and len(match[1].split()) <= _HEADING_WORDS else ""
        goes_on = found and not label and ((labelled and not line.item) or not (line.gap or line.item))
        if goes_on:
            last = found.pop()
            found.append(Point(last.start, line.end, f"{last.text} {line.text}", last.label))
        elif line.item or not items or label:
            found.append(Point(line.start, line.end, line.text, label))
    return tuple(point for point in found if stems(point.text))
