"""Where a document says that it is of another country or period than the report it is read into.

The sentences are kept as notes on the pieces that say so: a warning that the import page shows, and no refusal.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from milepost.reporting.content import month_year
from milepost.reporting.importing import front
from milepost.reporting.importing.blank import is_blank_country
from milepost.reporting.importing.fold import fold
from milepost.reporting.importing.pieces import Piece
from milepost.reporting.importing.read import Imported

SAME_NAME = 85
"""How alike two names of a country are (0-100) to be one."""


def contradicted(imported: Imported, names: Collection[str], start: date, end: date) -> Imported:
    """The document with notes on the words that contradict the report's country (its `names`) and period."""
    pieces = imported.pieces
    if not _is_of(imported, names):
        told = {"document": imported.country_name, "report": next(iter(names), "")}
        note = _("The document says that it is of %(document)s; this report is of %(report)s.") % told
        pieces = _noted(pieces, note, lambda piece: fold(imported.country_name) in fold(piece.text))
    if _is_other_period(imported.start, imported.end, start, end):
        note = _period_note(imported, start, end)
        pieces = _noted(pieces, note, lambda piece: _is_other_period(*front.period([piece.text]), start, end))
    return replace(imported, pieces=pieces)


def warnings(imported: Imported) -> tuple[str, ...]:
    """The notes on the form's own words: what a person should look at before believing the rest."""
    return tuple(dict.fromkeys(piece.note for piece in imported.pieces if piece.role == "form" and piece.note))


def _is_of(imported: Imported, names: Collection[str]) -> bool:
    """Whether the title page names the report's country, or none."""
    if is_blank_country(imported.country_name):
        return True
    told = fold(imported.country_name)
    return any(
        (known := fold(name)) and (f" {known} " in f" {told} " or fuzz.ratio(known, told) >= SAME_NAME)
        for name in names
    )


def _is_other_period(told_start: date | None, told_end: date | None, start: date, end: date) -> bool:
    """Whether a period that is told is another one; months count, and what is not told does not."""
    return bool(told_start and _month(told_start) != _month(start)) or bool(
        told_end and _month(told_end) != _month(end)
    )


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _period_note(imported: Imported, start: date, end: date) -> str:
    language = (get_language() or "en")[:2]
    told = [month_year(day, language) for day in (imported.start, imported.end) if day]
    return _("The document is of %(document)s; this report is of %(report)s.") % {
        "document": " – ".join(told),
        "report": f"{month_year(start, language)} – {month_year(end, language)}",
    }


def _noted(pieces: tuple[Piece, ...], note: str, says: Callable[[Piece], bool]) -> tuple[Piece, ...]:
    """The note on the first of the form's words that say so, else on the first words of all."""
    form = [piece for piece in pieces if piece.role == "form"]
    where = next((piece for piece in form if says(piece)), next(iter(form), None))
    return tuple(
        replace(piece, note=" ".join(filter(None, (note, piece.note)))) if piece is where else piece for piece in pieces
    )
