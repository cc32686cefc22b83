"""A read document fitted to the report it is read into: its priorities and steps find theirs, by title or by number.

What fits none is not recorded and not lost: its pieces are without a place, with a note that says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from milepost.reporting.content import Item, Slot, Steps, Value
from milepost.reporting.edition import Edition
from milepost.reporting.importing.blank import is_blank_title
from milepost.reporting.importing.pieces import Piece
from milepost.reporting.importing.read import Imported

SAME_TITLE = 85
"""How alike two titles are (0-100, rapidfuzz's token sort ratio) to be one priority or step."""
LONGEST_QUOTED = 200
"""Characters of a title in a note."""

Titles = Sequence[Sequence[str]]
"""The titles of a report's items from number 1 on, each in every language there is."""


def fit(imported: Imported, edition: Edition, priorities: Titles, steps: Titles) -> Imported:
    """The document with the report's numbers of priorities and steps."""
    numbers = {
        "priority": matched(imported.priorities, priorities),
        "step": matched(imported.steps, steps),
    }
    told = {"priority": imported.priorities, "step": imported.steps}
    answers = {
        fitted: _renumbered(value, numbers["priority"])
        for slot, value in imported.answers.items()
        if (fitted := _fitted(slot, edition, numbers))
    }
    pieces = tuple(_piece(piece, edition, numbers, told) for piece in imported.pieces)
    return replace(imported, answers=answers, pieces=pieces)


def matched(items: Sequence[Item], known: Titles) -> dict[int, int]:
    """The report's number of each of the document's items that fits one; each of the report's is taken once.

    A document that quotes titles is matched by them, one that quotes none by its numbers. Between quoted titles an
    item without one keeps its number where that is free.
    """
    quoted = [item for item in items if not is_blank_title(item.title)]
    found = _by_title(quoted, known)
    free = {item.number for item in items} - {item.number for item in quoted} - set(found.values())
    return found | {number: number for number in range(1, len(known) + 1) if number in free}


def _by_title(items: Sequence[Item], known: Titles) -> dict[int, int]:
    likeness = [
        (
            max((same_title(item.title, title) for title in titles), default=0.0),
            item.number == number,
            item.number,
            number,
        )
        for item in items
        for number, titles in enumerate(known, 1)
    ]
    found: dict[int, int] = {}
    for score, _same_number, mine, theirs in sorted(likeness, key=lambda each: each[:2], reverse=True):
        if score >= SAME_TITLE and mine not in found and theirs not in found.values():
            found[mine] = theirs
    return found


def same_title(one: str, other: str) -> float:
    """How alike two titles are, 0-100."""
    return fuzz.token_sort_ratio(one.casefold(), other.casefold())


def _fitted(slot: Slot, edition: Edition, numbers: Mapping[str, Mapping[int, int]]) -> Slot | None:
    """The report's slot of the document's; None when it has none."""
    each = edition.question(slot.question).each
    if each is None or slot.item is None:
        return slot
    number = numbers[each].get(slot.item)
    return slot._replace(item=number) if number else None


def _renumbered(value: Value, priorities: Mapping[int, int]) -> Value:
    """Planned steps with the report's numbers of their priorities."""
    if not isinstance(value, Steps):
        return value
    return Steps(tuple(replace(step, priority=priorities.get(step.priority, 0)) for step in value.steps))


def _piece(
    piece: Piece, edition: Edition, numbers: Mapping[str, Mapping[int, int]], told: Mapping[str, Sequence[Item]]
) -> Piece:
    if piece.slot is None or (fitted := _fitted(piece.slot, edition, numbers)) == piece.slot:
        return piece
    if fitted or piece.role != "answer":
        return replace(piece, slot=fitted)
    each = edition.question(piece.slot.question).each or ""
    return replace(piece, role="unplaced", slot=None, note=_why(each, piece.slot.item or 0, told[each]))


def _why(kind: str, number: int, told: Sequence[Item]) -> str:
    """Why an item of the document has no place in the report."""
    title = next((item.title for item in told if item.number == number), "")
    if is_blank_title(title):
        words = {
            "priority": _("The report has no priority %(number)d."),
            "step": _("The report has no carried step %(number)d."),
        }
        return words[kind] % {"number": number}
    words = {
        "priority": _("The report has no priority “%(title)s”."),
        "step": _("The report has no carried step “%(title)s”."),
    }
    return words[kind] % {"title": _cut(title)}


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_QUOTED else title[: LONGEST_QUOTED - 1] + "…"
