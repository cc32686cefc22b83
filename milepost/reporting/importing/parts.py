"""One answer about several carried steps, split to its parts: "Next Step #2: Awareness raising", then its text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from milepost.reporting.content import Item
from milepost.reporting.importing.fold import fold
from milepost.reporting.importing.paragraph import Extent

SAME_TITLE = 85
"""How alike a heading and a step's title are (0-100, rapidfuzz's ratio) to be one."""

STEP = re.compile(
    r"\s*(?:(?:(?:planned|next|carried|priority)\s+)?(?:step|hapi(?:\s+(?:i\s+)?(?:radhës|ardhshëm))?|"
    r"(?:prochaine\s+)?étape|(?:próximo\s+)?paso)\s*(?:#|nr\.?|no\.?|n°)?\s*(?:(?P<number>\d{1,2})\b\s*[:.)\-–—]*|:)"
    r"|#\s*(?P<hash>\d{1,2})\b\s*[:.)\-–—]*)\s*",
    re.I,
)
"""The start of a step: "Next step 2:", "Step #2", "#2", "Next step:"."""

_LONGEST = 320


class Part(NamedTuple):
    """A step's number (0: before the first heading), the stretches of its heading, and those of its text."""

    number: int
    heading: tuple[Extent, ...]
    rows: tuple[Extent, ...]


def split(rows: Sequence[Extent], steps: Sequence[Item]) -> list[Part]:
    """The parts in the document's order. Steps are known by their titles first, then by their numbers."""
    found: list[Part] = [Part(0, (), ())]
    for row in rows:
        head = _heading(row, steps)
        if head:
            number, end = head
            rest = row.after(end)
            heading = Extent(row.index, row.paragraph, row.start, end)
            found.append(Part(number, (heading,), (rest,) if rest.text.strip() else ()))
        else:
            last = found[-1]
            found[-1] = last._replace(rows=(*last.rows, row))
    return [part for part in found if part.heading or part.rows]


def titles(rows: Sequence[Extent]) -> dict[int, str]:
    """The steps that headings with numbers name, for a document that names them nowhere else."""
    found: dict[int, str] = {}
    for row in rows:
        told = STEP.match(row.text, row.paragraph.skip)
        if told and len(row.flat) <= _LONGEST:
            number = int(told["number"] or told["hash"] or len(found) + 1)
            found.setdefault(number, " ".join(row.text[told.end() :].split()))
    return found


def _heading(row: Extent, steps: Sequence[Item]) -> tuple[int, int] | None:
    """The step's number and where its heading ends in the paragraph; None for text."""
    words = row.text
    told = STEP.match(words, row.paragraph.skip)
    if told is None:
        number = _by_title(words.strip(" \t\n.:-–*"), steps) if len(words) <= _LONGEST else None
        return (number, row.end) if number else None
    start = row.start + told.end()
    for step in steps:
        if end := _title_ends(words, told.end(), step.title):
            return step.number, row.start + end
    number = int(told["number"] or told["hash"] or 0)
    if all(step.number != number for step in steps):
        return None
    return number, row.end if _is_title(words[told.end() :]) else start


def _is_title(words: str) -> bool:
    """Whether words behind "Next step 2:" are a title in other words, and not the text itself."""
    return len(words) <= 160 and not words.rstrip().endswith((".", "!", ";"))


def _by_title(words: str, steps: Sequence[Item]) -> int | None:
    likeness = {step.number: fuzz.ratio(fold(words), fold(step.title)) for step in steps}
    best = max(likeness, key=lambda number: likeness[number], default=None)
    return best if best is not None and likeness[best] >= SAME_TITLE else None


def _title_ends(words: str, start: int, title: str) -> int | None:
    """Where a title ends that stands at this place, alone or before the text; None when another text stands there."""
    alone = words[start:].rstrip(" \t.:")
    if fuzz.ratio(fold(alone), fold(title)) >= SAME_TITLE:
        return len(words)
    end = start + len(title)
    near = (at for at in range(end - 6, end + 7) if 0 < at < len(words) and not words[at].isalnum())
    return next((at + 1 for at in near if fold(words[start:at]) == fold(title)), None)
