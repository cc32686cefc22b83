"""The priorities and carried steps that a document's questions are about: their numbers and titles."""

import re
from collections.abc import Sequence

from milepost.reporting.content import Item
from milepost.reporting.importing.fold import quoted
from milepost.reporting.importing.outline import Heading
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.text import clean_line

MOST = 99
"""A greater number is no priority's and no step's."""

MOST_GONE = 3
"""Items that may be missing among numbered ones, for the numbers to be believed."""

_NUMBER = re.compile(
    r"#\s*(\d{1,2})\b|\b(?:priorit\w*|prioridad\w*|step|hap\w*|étape|paso)\s*(?:no\.?|nr\.?|n°|№)?\s*(\d{1,2})\b", re.I
)


def numbers(headings: Sequence[Heading], paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """The item's number of every repeated question, by the index of its paragraph: as told, else in order."""
    found: dict[int, int] = {}
    used: dict[str, set[int]] = {}
    for heading in headings:
        question = heading.question
        if question is None or question.each is None:
            continue
        taken = used.setdefault(question.key, set())
        number = number_in(paragraphs[heading.index].flat)
        if question.parts and number is None:
            continue
        if number is None or number in taken:
            number = max(taken, default=0) + 1
        taken.add(number)
        found[heading.index] = number
    wild = {key for key, taken in used.items() if max(taken, default=0) > len(taken) + MOST_GONE}
    return found if not wild else {**found, **_in_order(headings, found, wild)}


def _in_order(headings: Sequence[Heading], found: dict[int, int], keys: set[str]) -> dict[int, int]:
    """Numbers from 1 for questions whose own numbers cannot be an item's: "priority #87" of two."""
    counts = dict.fromkeys(keys, 0)
    numbered: dict[int, int] = {}
    for heading in headings:
        if heading.index in found and heading.question and heading.question.key in keys:
            counts[heading.question.key] += 1
            numbered[heading.index] = counts[heading.question.key]
    return numbered


def number_in(words: str) -> int | None:
    """The number of a priority or step that a heading names outside of quotation marks."""
    at = quoted(words)
    told = _NUMBER.search(words[: at[0]] if at else words)
    number = int(told[1] or told[2]) if told else 0
    return number if 0 < number <= MOST else None


def title_of(heading: Heading, paragraph: Paragraph) -> str:
    """The title that a question is about: quoted, in the place where the form has it, or behind a colon."""
    words = paragraph.flat
    exact = heading.wording.title_in(words) if heading.wording else None
    if exact is not None:
        return clean_line(exact)
    if at := quoted(words):
        return clean_line(words[at[0] : at[1]])
    behind = words.rstrip(" *?").partition(": ")[2]
    return clean_line(behind)


def items(titles: dict[int, str], name: str) -> tuple[Item, ...]:
    """The items from 1 to the greatest number; one that no question told gets a name of its kind."""
    return tuple(Item(n, titles.get(n) or f"{name} {n}") for n in range(1, max(titles, default=0) + 1))
