"""Dates as people write them in a report, in English, Albanian, French and Spanish, with the days they stand for."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from milepost.reporting.checks.reading.words import URL
from milepost.reporting.content import MONTHS

Precision = Literal["day", "month", "part", "year", "open"]


class Mention(NamedTuple):
    """A date in a text: its place, the first and last day it can mean, and how exact it is.

    `part` is a half, a quarter, or a few named months of a year; `open` a range whose end names no month ("May
    2022-2023"). `named`: the year belongs to the name of a law or a programme. `valid`: such a day exists.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    named: bool = False
    valid: bool = True


_INFLECTED = r"(?:it|i|in|ës|s)?"
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec".split()
_SHORT_NUMBERS = (1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12)


def _months() -> dict[str, int]:
    numbers = {
        name.casefold(): number for names in MONTHS.values() for number, name in enumerate(names.split(), start=1)
    }
    return numbers | dict(zip(_SHORT, _SHORT_NUMBERS, strict=True))


_NUMBERS = _months()
_LONGEST_FIRST = sorted(_NUMBERS, key=len, reverse=True)
_M = rf"(?:{'|'.join(_LONGEST_FIRST)}){_INFLECTED}\b\.?"
_Y = r"(?:19|20)\d\d"
_D = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
_TO = r"\s*(?:[-–—/]|to|until|till|through|and|deri(?: në| më)?|dhe|au|à|et|a|hasta|y)\s*"
_OF = r"(?:\s*,\s*|\s+(?:de|del|of|të|te|i|e|vitit|vitin|viti|the year)\s+|\s+)(?:vitit\s+|year\s+|año\s+)?"

_FIRST_HALF = (
    r"(?:first|1st) half|H1|first six months|gjysma e parë|gjysmën e parë|gjashtëmujori i parë|gjashtëmujorin e parë"
    r"|premier semestre|primer semestre"
)
_SECOND_HALF = (
    r"(?:second|2nd|last) half|H2|gjysma e dytë|gjysmën e dytë|gjashtëmujori i dytë|gjashtëmujorin e dytë"
    r"|second semestre|deuxième semestre|segundo semestre"
)
_QUARTERS = (
    r"(?:first|1st) quarter|Q1|tremujori i parë|premier trimestre|primer trimestre",
    r"(?:second|2nd) quarter|Q2|tremujori i dytë|deuxième trimestre|segundo trimestre",
    r"(?:third|3rd) quarter|Q3|tremujori i tretë|troisième trimestre|tercer trimestre",
    r"(?:fourth|4th|last) quarter|Q4|tremujori i katërt|quatrième trimestre|cuarto trimestre",
)
_EARLY = r"(?:the )?(?:beginning|start)|early|fillimi|fillim|début|principios"
_LATE = r"(?:the )?end|late|fundi|fund|fin|finales"
_PARTS: tuple[tuple[str, int, int], ...] = (
    (_FIRST_HALF, 1, 6),
    (_SECOND_HALF, 7, 12),
    *((words, 3 * index + 1, 3 * index + 3) for index, words in enumerate(_QUARTERS)),
    (_EARLY, 1, 3),
    (_LATE, 10, 12),
    (r"mid-?", 5, 8),
)

Reader = Callable[[re.Match[str]], "tuple[date, date, Precision, bool] | None"]


def _month(name: str) -> int:
    word = name.casefold().rstrip(".")
    return next(_NUMBERS[known] for known in _LONGEST_FIRST if word.startswith(known))


def _day(year: int, month: int, day: int) -> tuple[date, date, Precision, bool] | None:
    if not 1 <= month <= 12 and 1 <= day <= 12:
        month, day = day, month
    month_exists = 1 <= month <= 12
    kept = min(max(month, 1), 12)
    last = monthrange(year, kept)[1]
    when = date(year, kept, min(max(day, 1), last))
    return when, when, "day", month_exists and 1 <= day <= last


def _span(year: int, first: int, last_year: int, last: int, precision: Precision) -> tuple[date, date, Precision, bool]:
    end = date(last_year, last, monthrange(last_year, last)[1])
    start = date(year, first, 1)
    return (start, end, precision, True) if start <= end else (end, end, precision, False)


def _digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _readers() -> Iterator[tuple[str, Reader]]:
    yield (
        rf"\b({_D})\s*[-–]\s*({_D})\s+(?:de\s+)?({_M}){_OF}({_Y})\b",
        lambda m: _day(int(m[4]), _month(m[3]), _digits(m[2])),
    )
    yield rf"\b({_D})\s+(?:de\s+|of\s+)?({_M}){_OF}({_Y})\b", lambda m: _day(int(m[3]), _month(m[2]), _digits(m[1]))
    yield rf"\b({_M})\s+({_D}),?\s+({_Y})\b", lambda m: _day(int(m[3]), _month(m[1]), _digits(m[2]))
    yield rf"\b({_Y})-(\d\d)-(\d\d)\b", lambda m: _day(int(m[1]), int(m[2]), int(m[3]))
    yield (
        rf"(?<![\d./-])(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?\2\s?({_Y})\b(?![./-]\d)",
        lambda m: _day(int(m[4]), int(m[3]), int(m[1])),
    )
    yield (
        rf"\b({_M}){_OF}({_Y}){_TO}({_M}){_OF}({_Y})\b",
        lambda m: _span(int(m[2]), _month(m[1]), int(m[4]), _month(m[3]), "part"),
    )
    yield rf"\b({_M}){_OF}({_Y})\s*[-–—/]\s*({_Y})\b", lambda m: _span(int(m[2]), _month(m[1]), int(m[3]), 12, "open")
    yield (
        rf"\b({_M}){_TO}({_M}){_OF}({_Y})\b",
        lambda m: _span(int(m[3]), _month(m[1]), int(m[3]), _month(m[2]), "part"),
    )
    yield (
        rf"\b({_M}){_OF}({_Y})\b",
        lambda m: _span(int(m[2]), _month(m[1]), int(m[2]), _month(m[1]), "month"),
    )
    for words, first, last in _PARTS:
        yield rf"\b(?:{words}){_OF}?({_Y})\b", _part(first, last)
    yield (
        rf"(?<![\d./-])({_Y})\s?[-–—/]\s?({_Y}|\d\d)\b(?![./-]\d)",
        lambda m: _years(int(m[1]), int(m[1][:2] + m[2][-2:])),
    )
    yield rf"(?<![\d./\w-])({_Y})(?![./-]?\d|\w)", lambda m: _span(int(m[1]), 1, int(m[1]), 12, "year")


def _part(first: int, last: int) -> Reader:
    return lambda m: _span(int(m[1]), first, int(m[1]), last, "part")


def _years(first: int, last: int) -> tuple[date, date, Precision, bool] | None:
    """A range of years; "2019/03" is none."""
    return _span(first, 1, last, 12, "year") if 0 < last - first <= 30 else None


_READERS = tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in _readers())

_MODAL_MAY = re.compile(r"^may\b")
_PROGRAMME = (
    r"Agenda|Strategy|Plan|Programme|Program|Roadmap|Census|Survey|Policy|Framework|Convention|Protocol|Law|Act|Code|"
    r"Decision|Directive|Decree|Regulation|Resolution|Report|Goals?|Alliance|Recommendation|Guidelines?|"
    r"Strategjia|Plani|Agjenda|Ligji|Vendimi?|Stratégie|Loi|Décret|Estrategia|Ley|Decreto|Programa|Plan de"
)
_NAME_BEFORE = re.compile(
    rf"\b(?:{_PROGRAMME})\b(?:[^.;:!?\n]{{0,12}}?\b(?:for|on|of|për|pour|sur|para|sobre)\b)?"
    r"(?:\s+(?:[A-ZÀ-Þ(][\w'’()-]*|of|for|the|and|on|to|in|against|de|la|le|les|des|du|et|el|los|e|të|për|dhe|i|y))*"
    r"\s*[,(]?\s*$"
)
_PROGRAMME_AFTER = re.compile(r"\s+(?:[A-ZÀ-Þ][\w'’-]*\s+){0,4}(?:" + _PROGRAMME + r")\b")
_NUMBER_BEFORE = re.compile(r"(?:\d\s?[/–-]|(?:\bno|\bnr|n°|№|\bnumber)\.?)\s?$", re.IGNORECASE)


def read(plain: str) -> tuple[Mention, ...]:
    """Every date of a text, in order; the longest reading of each place wins, and addresses hold none."""
    text = URL.sub(lambda match: " " * len(match[0]), plain)
    taken = [False] * len(text)
    found: list[Mention] = []
    if not re.search(_Y, text):
        return ()
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]) or _MODAL_MAY.match(match[0]):
                continue
            read_as = reader(match)
            if read_as is None:
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            first, last, precision, valid = read_as
            named = precision == "year" and _in_a_name(text, match.start(), match.end())
            found.append(Mention(match.start(), match.end(), first, last, precision, named, valid))
    return tuple(sorted(found))


def _in_a_name(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 120) : start]
    return bool(
        _NUMBER_BEFORE.search(before) or _NAME_BEFORE.search(before) or _PROGRAMME_AFTER.match(text[end : end + 80])
    )


WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "sq": "hënë martë mërkurë enjte premte shtunë diel",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}


def weekday_before(plain: str, mention: Mention) -> int | None:
    """The day of the week written right before a date, 0 for Monday; None when none is."""
    before = re.search(r"([^\W\d_]+)\s*,?\s*(?:the\s+)?$", plain[max(0, mention.start - 30) : mention.start])
    if before is None:
        return None
    written = before[1].casefold()
    return next((names.split().index(written) for names in WEEKDAYS.values() if written in names.split()), None)
