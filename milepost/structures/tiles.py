"""A map of equal tiles: every place has a tile of its own near where its seat lies, so that small ones are seen too.

No borders are drawn, so none can be disputed. Pure functions: coordinates in, columns and rows out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, radians, sqrt

Cell = tuple[int, int]
ROOM = 1.3
"""Tiles of the grid per place: the empty ones keep the country's shape."""
ROUNDS = 14
"""Rounds of swapping at most; each shortens the way from seats to tiles, and it settles well before."""


@dataclass(frozen=True)
class Seat:
    """A place by its code, with the degrees of its seat (None: not known)."""

    code: str
    latitude: float | None = None
    longitude: float | None = None


@lru_cache(maxsize=64)
def tiles(seats: tuple[Seat, ...]) -> dict[str, Cell]:
    """Code -> (column, row), from the top left. Places without coordinates stand in rows of their own at the foot."""
    known = [each for each in seats if each.latitude is not None and each.longitude is not None]
    rest = [each for each in seats if each not in known]
    laid = _laid(known)
    columns = max((column for column, _row in laid.values()), default=ceil(sqrt(len(rest))) - 1) + 1
    first = max((row for _column, row in laid.values()), default=-2) + 2
    return laid | {each.code: (n % columns, first + n // columns) for n, each in enumerate(rest)}


def _laid(seats: Sequence[Seat]) -> dict[str, Cell]:
    if not seats:
        return {}
    points, columns, rows = _scaled(seats)
    free = {(column, row) for column in range(columns) for row in range(rows)}
    found: dict[str, Cell] = {}
    for seat in sorted(seats, key=lambda each: (points[each.code][1], points[each.code][0], each.code)):
        nearest = min(free, key=lambda cell: (_far(points[seat.code], cell), cell))
        found[seat.code] = nearest
        free.remove(nearest)
    _settle(found, points, free)
    return _cut(found)


def _scaled(seats: Sequence[Seat]) -> tuple[dict[str, tuple[float, float]], int, int]:
    """The seats in units of tiles, and how many columns and rows the country takes at its own proportions."""
    ys = {each.code: -(each.latitude or 0.0) for each in seats}
    shrink = cos(radians(sum(ys.values()) / len(ys)))
    xs = {each.code: (each.longitude or 0.0) * shrink for each in seats}
    wide, tall = max(xs.values()) - min(xs.values()), max(ys.values()) - min(ys.values())
    ratio = min(max(wide / tall if tall else 4.0, 0.25), 4.0)
    rows = max(1, round(sqrt(len(seats) * ROOM / ratio)))
    columns = max(1, ceil(len(seats) * ROOM / rows))
    west, north = min(xs.values()), min(ys.values())
    across, down = (columns - 1) / wide if wide else 0.0, (rows - 1) / tall if tall else 0.0
    return {code: ((xs[code] - west) * across, (ys[code] - north) * down) for code in xs}, columns, rows


def _far(point: tuple[float, float], cell: Cell) -> float:
    return (point[0] - cell[0]) ** 2 + (point[1] - cell[1]) ** 2


def _settle(found: dict[str, Cell], points: dict[str, tuple[float, float]], free: set[Cell]) -> None:
    """Let two places change tiles, or one take an empty tile, while that brings them nearer to their seats."""
    codes = sorted(found)
    for _round in range(ROUNDS):
        moved = False
        for code in codes:
            best = min(free, key=lambda cell: (_far(points[code], cell), cell), default=found[code])
            if _far(points[code], best) < _far(points[code], found[code]):
                free.add(found[code])
                free.remove(best)
                found[code], moved = best, True
            for other in codes:
                now = _far(points[code], found[code]) + _far(points[other], found[other])
                if _far(points[code], found[other]) + _far(points[other], found[code]) < now - 1e-9:
                    found[code], found[other], moved = found[other], found[code], True
        if not moved:
            return


def _cut(found: dict[str, Cell]) -> dict[str, Cell]:
    """Without the empty rows and columns at the edges."""
    left, top = min(column for column, _row in found.values()), min(row for _column, row in found.values())
    return {code: (column - left, row - top) for code, (column, row) in found.items()}


def short_names(names: dict[str, str], letters: int = 3) -> dict[str, str]:
    """What stands on a tile: the first letters of a name, as many as tell it from the others (at most two more)."""
    found: dict[str, str] = {}
    for code, name in names.items():
        for length in range(letters, letters + 3):
            found[code] = name[:length]
            alike = [each for each in names.values() if each.casefold().startswith(found[code].casefold())]
            if len(alike) == 1:
                break
    return found
