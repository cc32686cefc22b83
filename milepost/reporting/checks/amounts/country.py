"""A number against what the country knows: how many municipalities it has, what was published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from milepost.reporting.checks.amounts.mismatch import Mismatch, number, quoted
from milepost.reporting.checks.reading.figures import Figure
from milepost.reporting.checks.reading.report import Reading, Text
from milepost.reporting.checks.reading.words import stem, stems
from milepost.reporting.knowledge import KnownCount, Level

_DIVISIONS = frozenset(
    map(
        stem,
        "district districts region regions province provinces county counties municipality municipalities commune "
        "communes canton cantons governorate governorates prefecture prefectures department departments state states "
        "bashki bashkitë qarqe qark rrethe communes régions départements municipios provincias regiones".split(),
    )
)


def find(reading: Reading) -> Iterator[Mismatch]:
    """Numbers of places that the country does not have, then numbers that differ from published ones."""
    for text in reading.told:
        for figure in text.figures:
            message = "" if figure.percent else _of_places(reading, text, figure)
            if message:
                yield Mismatch(text, figure, message, _("Correct the number or the word."))
    for known in reading.knowledge.counts:
        yield from _against(reading, known)


def _of_places(reading: Reading, text: Text, figure: Figure) -> str:
    levels = [level for level in reading.knowledge.levels if level.count]
    if figure.key not in _DIVISIONS and not any(_is_of(level, figure) for level in levels):
        return ""
    own = next((level for level in levels if _is_of(level, figure)), None)
    written = {
        "words": quoted(text, figure),
        "country": reading.content.country_name,
        "levels": _say(reading, levels, figure.value),
    }
    if own and (figure.value > own.count or (figure.whole and figure.value != own.count)):
        return _("“%(words)s”: %(country)s has %(levels)s.") % written
    if own is None and levels and figure.whole:
        return _("“all %(words)s”: %(country)s has %(levels)s.") % written
    return ""


def _is_of(level: Level, figure: Figure) -> bool:
    return any(stem(name) == figure.key for name in level.names.values())


def _say(reading: Reading, levels: list[Level], value: float) -> str:
    """The country's levels with their numbers, the one with this number first."""
    language = reading.content.language
    ordered = sorted(levels, key=lambda level: level.count != value)
    return _(" and ").join(f"{level.count} {_plural(level, language)}" for level in ordered)


def _plural(level: Level, language: str) -> str:
    name = level.names.get(language) or next(iter(level.names.values()))
    if language != "en" or level.count == 1:
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _against(reading: Reading, known: KnownCount) -> Iterator[Mismatch]:
    """The first figure of the same thing that differs from a published number."""
    for text in reading.told:
        for figure in text.figures:
            written = stems(figure.noun)
            if figure.value != known.value and any(stems(words) <= written for words in known.words):
                yield Mismatch(
                    text, figure, _of_known(text, figure, known), _("Say which of the two counts what, and of when.")
                )
                return


def _of_known(text: Text, figure: Figure, known: KnownCount) -> str:
    source = f" ({known.source})" if known.source else ""
    return _("“%(words)s”: %(known)s were known in %(year)d%(source)s.") % {
        "words": quoted(text, figure),
        "known": number(known.value),
        "year": known.year,
        "source": source,
    }
