"""The map of tiles as its template draws it, and the table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from milepost.places.models import Place, reader_language
from milepost.structures.queries import HAS, NONE, UNKNOWN, Situation
from milepost.structures.tiles import Seat, short_names, tiles
from milepost.structures.views import wording
from milepost.ui import parts

STEP, TILE = 44, 40
"""From a tile to the next, and the width of one, in units of the drawing."""

WORDS: dict[str, str | Promise] = {
    HAS: gettext_lazy("has one"),
    NONE: gettext_lazy("stated to have none"),
    UNKNOWN: gettext_lazy("nothing written down"),
}
TONES = {HAS: "done", NONE: "alert", UNKNOWN: "neutral"}


@dataclass(frozen=True)
class Tile:
    """One municipality: where its tile is, what stands on it, what it says in words."""

    x: int
    y: int
    short: str
    sign: str
    state: str
    title: str


@dataclass(frozen=True)
class TileMap:
    """The drawing. `legend`: state, sign, words and number of tiles."""

    width: int
    height: int
    title: str
    desc: str
    tiles: Sequence[Tile]
    legend: Sequence[tuple[str, str, str | Promise, int]]


def map_of(places: Sequence[Place], found: Mapping[int, Situation], title: str) -> TileMap:
    """The municipalities by what is known of each."""
    names = {place.code: place.name(reader_language()) for place in places}
    laid = tiles(tuple(Seat(place.code, place.latitude, place.longitude) for place in places))
    short = short_names(names)
    drawn = [
        Tile(
            laid[place.code][0] * STEP, laid[place.code][1] * STEP, short[place.code], sign(found[place.pk]),
            found[place.pk].state, f"{names[place.code]}: {said(found[place.pk])}",
        )
        for place in places
    ]  # fmt: skip
    return TileMap(
        width=max((tile.x for tile in drawn), default=0) + TILE,
        height=max((tile.y for tile in drawn), default=0) + TILE,
        title=title,
        desc=" ".join(_told(places)),
        tiles=drawn,
        legend=[(state, mark, WORDS[state], count(found, state)) for state, mark in _LEGEND],
    )


def _told(places: Sequence[Place]) -> list[str]:
    """How to read the map; and why some tiles stand apart."""
    told = [_("Each tile is a municipality, near where it lies. Tables on this page hold the same.")]
    if any(place.latitude is None or place.longitude is None for place in places):
        told.append(_("Those at the foot stand apart because the country pack does not say where they lie."))
    return told


_LEGEND = ((HAS, "1"), (NONE, "0"), (UNKNOWN, "?"))


def count(found: Mapping[int, Situation], state: str) -> int:
    """How many municipalities are in a state."""
    return sum(each.state == state for each in found.values())


def sign(situation: Situation) -> str:
    """What stands on a tile: the number of services, 0 where none is stated, ? where nothing is known."""
    return {HAS: str(situation.services), NONE: "0", UNKNOWN: "?"}[situation.state]


def said(situation: Situation) -> str:
    """The same in words."""
    if situation.state == HAS:
        return ngettext("%(n)s service", "%(n)s services", situation.services) % {"n": situation.services}
    return str(WORDS[situation.state])


def columns() -> list[parts.Column]:
    """The columns of the table beside the map."""
    return [
        parts.Column(_("Municipality")), parts.Column(_("What is known")), parts.Column(_("Services"), number=True),
        parts.Column(_("Places"), number=True), parts.Column(_("Free"), number=True), parts.Column(_("Stated on")),
    ]  # fmt: skip


def rows(places: Sequence[Place], found: Mapping[int, Situation]) -> list[list[parts.Cell]]:
    """Where something lacks or is not known stands first: that is what the page is for."""
    order = (NONE, UNKNOWN, HAS)
    ranked = sorted(places, key=lambda place: (order.index(found[place.pk].state), place.name(reader_language())))
    return [_row(place, found[place.pk]) for place in ranked]


def _row(place: Place, situation: Situation) -> list[parts.Cell]:
    has = situation.state == HAS
    return [
        parts.Cell(place.name(reader_language()), wording.to_place(place)),
        parts.Cell(WORDS[situation.state], tone=TONES[situation.state]),
        parts.Cell(str(situation.services) if situation.state != UNKNOWN else ""),
        parts.Cell(wording.amount(situation.capacity) if has else ""),
        parts.Cell(wording.amount(situation.free) if has else ""),
        parts.Cell(wording.day(situation.stated_on) if situation.stated_on else ""),
    ]
