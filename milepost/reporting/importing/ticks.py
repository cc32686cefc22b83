"""Which options are marked: in every way in which a word processor or a person marks one.

Signs come first (boxes, ticks, x), then a striking out of the others, then highlighting, then bold, then words written
behind an option that asks for them, then that only the answer was left standing. Nothing of these: not recorded.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from milepost.reporting.importing.options import Choosable, Named, is_one_of, named
from milepost.reporting.importing.paragraph import Extent
from milepost.reporting.importing.signs import CROSSES, Hand, Sign, Stretch, lone

LONGEST = 4_000
"""Characters of the longest line that may hold options, with the words behind the last."""

_BETWEEN = re.compile(r"\s*[/|;,\t\n]\s*|\s{2,}|\s+(?:or|ose|ou|o)\s+")
_BARE = re.compile(r"(?<!\w)[xX](?!\w)")
_BETWEEN_POINTS = re.compile(r"[\s,/|;]+")


@dataclass(frozen=True)
class Mark:
    """An option as it stands in a document. `ticked` is None where no sign stands beside it.

    `filled_in`: words were written where the option asks for them ("Other: Municipalities"), which is a mark too;
    `run_on`: words follow its label without anything between ("Other municipalities"); `loose`: it is told in other
    words than the form's.
    """

    label: Extent
    words: Extent | None
    option: Choosable
    said: str
    ticked: bool | None
    struck: bool
    lit: bool
    bold: bool
    cross: bool = False
    sign: Extent | None = None
    filled_in: bool = False
    run_on: bool = False
    loose: bool = False


class Seen(NamedTuple):
    """What was found in a choice question's place: its options, and the stretches that are none."""

    marks: tuple[Mark, ...]
    rest: tuple[Extent, ...]


Way = Literal["sign", "struck", "lit", "bold", "words", "alone", "none"]


class Chosen(NamedTuple):
    """The marked options, and by what they are marked."""

    marks: tuple[Mark, ...]
    way: Way


def see(options: tuple[Choosable, ...], stretches: Sequence[Stretch], single: bool) -> Seen:
    """Find the options of a question in its place in the document."""
    hand = Hand([stretch.paragraph for stretch in stretches])
    marks: list[Mark] = []
    rest: list[Stretch] = []
    for stretch in stretches:
        found = list(_marks(options, stretch, hand, single))
        marks += found
        if not found:
            rest.append(stretch)
    marks, rest = _with_cells(marks, rest, hand)
    return Seen(tuple(marks), tuple(stretch.extent for stretch in rest))


def choose(seen: Seen, total: int, single: bool) -> Chosen:
    """The marked options. `total`: how many the question has; `single`: only one can be chosen."""
    marks = seen.marks
    if ticked := [mark for mark in marks if mark.ticked and not mark.struck and not _all_crossed(marks)]:
        spoken = [mark for mark in marks if mark.filled_in and mark not in ticked]
        return Chosen((*ticked, *(() if single else spoken)), "sign")
    kept = tuple(mark for mark in marks if not mark.struck)
    if kept and len(kept) < len(marks):
        return Chosen(kept, "struck")
    for way in ("lit", "bold"):
        shown = tuple(mark for mark in marks if getattr(mark, way))
        if shown and len(shown) < len(marks):
            return Chosen(shown, "lit" if way == "lit" else "bold")
    if spoken := [mark for mark in marks if mark.filled_in]:
        return Chosen(tuple(spoken), "words")
    names = {mark.option.value for mark in marks}
    if again := _told_again(marks, total):
        return Chosen(again, "alone")
    if kept and len(names) * 2 <= total and all(mark.ticked is None for mark in marks):
        return Chosen(marks, "alone")
    return Chosen((), "none")


def _told_again(marks: Sequence[Mark], total: int) -> tuple[Mark, ...]:
    """What a person wrote once more below a whole list of options without a sign; empty when the list stands twice."""
    again = tuple(
        mark for at, mark in enumerate(marks) if any(mark.option.value == each.option.value for each in marks[:at])
    )
    whole = len({mark.option.value for mark in marks}) == total and all(mark.ticked is None for mark in marks)
    return again if whole and len(again) * 2 <= total else ()


def _all_crossed(marks: Sequence[Mark]) -> bool:
    """Whether every option has the same bare cross: that may mean "yes" to all or "no" to all, so it is not read."""
    signs = {mark.cross for mark in marks}
    return len(marks) > 1 and signs == {True}


def _marks(options: tuple[Choosable, ...], stretch: Stretch, hand: Hand, single: bool) -> Iterator[Mark]:
    if len(stretch.text) > LONGEST:
        return
    for piece, ticked in _pieces(options, stretch, hand, single):
        clean = piece.text
        sign = lone(clean) if ticked is None else None
        if sign:
            clean = clean[: sign.start] + " " + clean[sign.end :]
        found = named(options, clean, single)
        if found:
            yield _mark(piece, found, True if sign else ticked)


def _mark(piece: Stretch, found: Named, ticked: bool | None) -> Mark:
    label = piece.cut(0, found.end).extent
    paragraph = piece.paragraph
    return Mark(
        label=label,
        words=piece.cut(found.words_at, len(piece.text)).extent if found.words else None,
        option=found.option,
        said=found.words,
        ticked=ticked,
        struck=paragraph.all_of("struck", label.start, label.end),
        lit=paragraph.all_of("lit", label.start, label.end),
        bold=paragraph.all_of("bold", label.start, label.end),
        cross=any(sign in label.text for sign in CROSSES),
        filled_in=found.option.with_text and bool(found.words) and not found.run_on,
        run_on=found.run_on,
        loose=not is_one_of(found.option, piece.text[: found.end]),
    )


def _pieces(
    options: tuple[Choosable, ...], stretch: Stretch, hand: Hand, single: bool
) -> Iterator[tuple[Stretch, bool | None]]:
    """The stretch cut so that one option stands in each piece, with the sign beside it."""
    signs = hand.signs(stretch)
    points = list(re.finditer(r"\d+", stretch.text)) if options[0].value.isdigit() else []
    if 0 < len(signs) < len(points):
        yield from _beside_points(stretch, signs, points, behind=True)
        return
    bare = [Sign(match.start(), match.end(), True) for match in _BARE.finditer(stretch.text)] if points[1:] else []
    if bare and not signs:
        yield from _beside_points(stretch, bare, points, behind=False)
        return
    if signs:
        yield from _beside(stretch, signs)
        return
    between = _BETWEEN_POINTS if options[0].value.isdigit() else _BETWEEN
    cuts = [0, *(at for match in between.finditer(stretch.text) for at in (match.start(), match.end()))]
    inner = [
        stretch.cut(start, end)
        for start, end in zip(cuts[::2], [*cuts[1::2], len(stretch.text)], strict=True)
        if stretch.text[start:end].strip()
    ]
    known = [piece for piece in inner if _is_label(options, piece.text, single)]
    unknown = len(inner) - len(known)
    if (len(inner) > 1 and unknown == 0) or (unknown <= 1 and any(lone(piece.text) for piece in known)):
        yield from ((piece, None) for piece in inner)
    else:
        yield stretch, None


def _is_label(options: tuple[Choosable, ...], words: str, single: bool) -> bool:
    sign = lone(words)
    clean = words[: sign.start] + " " + words[sign.end :] if sign else words
    found = named(options, clean, single)
    return found is not None and not found.words


def _beside(stretch: Stretch, signs: list[Sign]) -> Iterator[tuple[Stretch, bool]]:
    """Labels behind their signs when the first sign stands first, else before them."""
    if not any(letter.isalnum() for letter in stretch.text[: signs[0].start]):
        ends = [sign.start for sign in signs[1:]] + [len(stretch.text)]
        starts = [0] + [sign.start for sign in signs[1:]]
        for start, end, sign in zip(starts, ends, signs, strict=True):
            yield _blank(stretch.cut(start, end), sign.start - start, sign.end - start), sign.ticked
        return
    start = 0
    for number, sign in enumerate(signs, 1):
        end = len(stretch.text) if number == len(signs) else sign.end
        yield _blank(stretch.cut(start, end), sign.start - start, sign.end - start), sign.ticked
        start = sign.end


def _beside_points(
    stretch: Stretch, signs: list[Sign], points: list[re.Match[str]], behind: bool
) -> Iterator[tuple[Stretch, bool | None]]:
    """A row of numbers with fewer signs: each belongs to the nearest number.

    Of two equally near ones a box belongs to the one `behind` it, a bare x to the one before: "[x] 4", "4 x".
    """
    turn = -1 if behind else 1
    owners = {
        min(
            points, key=lambda point: (max(point.start() - sign.end, sign.start - point.end()), turn * point.start())
        ): sign
        for sign in signs
    }
    for point in points:
        sign = owners.get(point)
        if sign is None:
            yield stretch.cut(point.start(), point.end()), None
            continue
        start = min(point.start(), sign.start)
        whole = stretch.cut(start, max(point.end(), sign.end))
        yield _blank(whole, sign.start - start, sign.end - start), sign.ticked


def _blank(stretch: Stretch, start: int, end: int) -> Stretch:
    """The stretch with a sign read as white space."""
    return replace(stretch, text=stretch.text[:start] + " " * (end - start) + stretch.text[end:])


def _with_cells(marks: list[Mark], rest: list[Stretch], hand: Hand) -> tuple[list[Mark], list[Stretch]]:
    """Signs that stand alone in a cell belong to the option of their row, else to the one above in their column."""
    left: list[Stretch] = []
    for stretch in rest:
        ticked = hand.only(stretch)
        owner = _owner(marks, stretch) if ticked is not None else None
        if owner is None or ticked is None:
            left.append(stretch)
        else:
            marks[owner] = replace(marks[owner], ticked=ticked, sign=stretch.extent)
    return marks, left


def _owner(marks: list[Mark], stretch: Stretch) -> int | None:
    cell = stretch.paragraph.cell
    if cell is None:
        return None
    places = {at: mark.label.paragraph.cell for at, mark in enumerate(marks)}
    here = {at: each for at, each in places.items() if each and each.table == cell.table}
    row = {at: each.column for at, each in here.items() if each.row == cell.row}
    if not row:
        above = {at: each.row for at, each in here.items() if each.column == cell.column and each.row < cell.row}
        return max(above, key=lambda at: above[at], default=None)
    # A table whose first column is not an option has the signs before the options, also where that cell is empty.
    leading = min(row.values()) > 0
    near = {at: column for at, column in row.items() if (column > cell.column) is leading and column != cell.column}
    return min(near, key=lambda at: abs(near[at] - cell.column), default=None)
