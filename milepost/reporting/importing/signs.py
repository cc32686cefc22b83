"""The signs with which a person or a word processor marks an option: boxes, ticks, crosses, [x], a lone x."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from milepost.reporting.importing.paragraph import Extent, Paragraph

CHECKS = "✓✔☑✅🗸🗹"
CROSSES = "✗✘✕✖❌×☓"
BOXED = "☒⊠⌧🗷🗵🗴🗳🗶"
FILLED = "■●◉⦿⬛◼⚫🔘▣"
EMPTY = "☐□▢○◯❑❒❏❐⬜◻⚪🞎🞏🞐🞆"

_SIGN = re.compile(
    rf"(?P<check>[{CHECKS}])|(?P<cross>[{CROSSES}])|(?P<boxed>[{BOXED}])|(?P<filled>[{FILLED}])|(?P<empty>[{EMPTY}])"
    r"|(?P<typed>[\[({<]\s*[xX✓✔×*]\s*[\])}>]|_+\s*[xX✓✔]\s*_+)"
    r"|(?P<blank>\[[\s_.]*\]|\([\s_.]*\)|_{2,})"
)
_LONE = re.compile(r"\s*(?P<before>[xX])(?=[\s.)\-–:]+\S)|(?<=\S)[\s.:\-–]+(?P<behind>[xX])\s*$")
_ONLY = re.compile(r"\s*[xX]\s*")


@dataclass(frozen=True)
class Stretch:
    """Characters of a paragraph from `start` on, as they are to be read: a scale's end words may be blanked out."""

    index: int
    paragraph: Paragraph
    start: int
    text: str

    @property
    def extent(self) -> Extent:
        """The characters as they stand there."""
        return Extent(self.index, self.paragraph, self.start, self.start + len(self.text))

    def cut(self, start: int, end: int) -> "Stretch":
        """What stands between two places of its text."""
        return Stretch(self.index, self.paragraph, self.start + start, self.text[start:end])


class Sign(NamedTuple):
    """A sign in a stretch's text."""

    start: int
    end: int
    ticked: bool


class Hand:
    """How a question's answers are signed. Crosses are ticks unless somebody ticks; a dot is one beside empty rings."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        written = "".join(paragraph.text for paragraph in paragraphs)
        self.checks = any(sign in written for sign in CHECKS)
        self.empties = any(sign in written for sign in EMPTY)

    def signs(self, stretch: Stretch) -> list[Sign]:
        """The signs of a stretch, in order."""
        found = list(self._boxes(stretch))
        taken = {at for sign in found for at in range(sign.start, sign.end)}
        for match in _SIGN.finditer(stretch.text):
            if match.start() not in taken and (ticked := self._ticked(str(match.lastgroup))) is not None:
                found.append(Sign(match.start(), match.end(), ticked))
        return sorted(found)

    def _boxes(self, stretch: Stretch) -> Iterator[Sign]:
        at = -stretch.start
        for run in stretch.paragraph.runs:
            if run.box is not None and 0 <= at < len(stretch.text):
                yield Sign(at, at + 1, run.box)
            at += len(run.text)

    def _ticked(self, kind: str) -> bool | None:
        """Whether a kind of sign ticks; None for what is only the mark of a list."""
        match kind:
            case "check" | "boxed" | "typed":
                return True
            case "cross":
                return not self.checks
            case "filled":
                return True if self.empties else None
        return False

    def only(self, stretch: Stretch) -> bool | None:
        """Whether a stretch that is nothing but a sign ticks; None for other stretches."""
        if _ONLY.fullmatch(stretch.text):
            return True
        signs = self.signs(stretch)
        if len(signs) != 1:
            return None
        sign = signs[0]
        return None if (stretch.text[: sign.start] + stretch.text[sign.end :]).strip() else sign.ticked


def lone(words: str) -> Sign | None:
    """A single x before or behind a label."""
    match = _LONE.match(words) or _LONE.search(words)
    if not match:
        return None
    name = "before" if match["before"] else "behind"
    return Sign(match.start(name), match.end(name), True)
