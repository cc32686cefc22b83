"""Numbers that count something: "229 children", "about 60 representatives", "all 61 municipalities"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from milepost.reporting.checks.reading.dates import Mention
from milepost.reporting.checks.reading.words import STOP, URL, fold, stem


class Figure(NamedTuple):
    """A counted thing: its place (number to noun), value, the noun with its adjectives, and the noun's stem.

    `typed`: the number stands in digits. `whole`: "all", "every", "each of the" stands before it. `number_end`: where
    the number itself ends.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    noun: str
    key: str
    typed: bool
    whole: bool
    percent: bool = False


NUMBER_WORDS: dict[str, int] = {
    word: value
    for line in (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
        "dy tre katër pesë gjashtë shtatë tetë nëntë dhjetë",
        "deux trois quatre cinq six sept huit neuf dix onze douze",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for value, word in enumerate(line.split(), start=2)
}
_DIGITS = r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d+"
_DECIMAL = r"\d+[.,]\d+"
_NUMBER = re.compile(
    rf"(?<![\w.,/–-])(?:({_DIGITS})(?![\w/–-]|[.,]\d)|({_DECIMAL})(?![\w/–-]|[.,]\d)|({'|'.join(NUMBER_WORDS)})\b)",
    re.IGNORECASE,
)
_NOT_A_COUNT = re.compile(
    r"(?:\b(?:no|nos|nr|number|numër|law|act|ligji?|ley|loi|decision|directive|regulation|order|resolution|decree|"
    r"vkm|dcm|udhëzim|udhëzimi|article|art|neni|section|chapter|step|priority|prioritet|prioriteti|hapi|phase|"
    r"question|page|target|goal|objective|objektivi|sdg|alliance|convention|c|aged?|age of|under|over the age of|"
    r"between|form|annex|level|group|point|paragraph|covid|version|step|étape|priorité|paso|prioridad)\.?|[#§№])\s*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all|every|each of(?: the)?|all of the|të gjitha|në të gjitha|tous les|toutes les|todos los|todas las)"
    r"(?: of)?(?: the| its)?\s+$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:approximately|about|around|some|nearly|almost|over|more than|at least|rreth|afërsisht|mbi|environ|plus de|"
    r"près de|unos|unas|aproximadamente|más de|cerca de)\s+$",
    re.IGNORECASE,
)
_SCALE = {"thousand": 1000, "mije": 1000, "mille": 1000, "mil": 1000, "million": 10**6, "milion": 10**6}
_MEASURES = frozenset(
    "year years month months week weeks day days hour hours minute minutes vjet vjec vjece muaj jave dite ore "
    "ans annees mois semaines jours heures anos meses semanas dias horas eur euro euros usd dollar dollars lek leke "
    "all km metres meters kg january february march april may june july august september october november december "
    "half quarter quarters percent per times half phases".split()
)
_PLURALS = frozenset("children people women men persons staff police personnel media data femije enfants".split())
_AFTER = re.compile(r"[ \u00a0]+([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_LONGEST_NOUN = 4


def read(plain: str, dates: Sequence[Mention]) -> tuple[Figure, ...]:
    """The counted things of a text, in order. Dates, numbers of laws, ages, times and list marks count nothing."""
    text = URL.sub(lambda match: " " * len(match[0]), plain)
    found = []
    for match in _NUMBER.finditer(text):
        if any(when.start < match.end() and match.start() < when.end for when in dates):
            continue
        if not _marks_something_else(text, match):
            figure = _figure(text, match)
            if figure is not None:
                found.append(figure)
    return tuple(found)


def _marks_something_else(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    line_start = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" -")
    listed = line_start and text[match.end() : match.end() + 2].strip()[:1] in (")", ".") and bool(match[1])
    referred = text[max(0, match.start() - 2) : match.start()].endswith("{")
    return bool(_NOT_A_COUNT.search(before)) or listed or referred


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    value = _value(match)
    end = match.end()
    if percent := re.match(r"\s?(?:%|per ?cent\b|për qind\b|pour cent\b|por ciento\b)", text[end:]):
        return _made(text, match, value, end + percent.end(), "%", "%", percent=True)
    if match[2]:
        return None
    follow = _AFTER.match(text, end)
    if follow and fold(follow[1]) in _SCALE:
        value, end = value * _SCALE[fold(follow[1])], follow.end()
    noun_end, head = _noun(text, end)
    if not head:
        return None
    return _made(text, match, value, noun_end, text[end:noun_end].strip(), stem(head))


def _made(
    text: str, match: re.Match[str], value: float, end: int, noun: str, key: str, *, percent: bool = False
) -> Figure:
    before = text[max(0, match.start() - 24) : match.start()]
    about = _ABOUT.search(before)
    start = match.start() - (len(about[0]) if about else 0)
    whole = bool(_WHOLE.search(before))
    return Figure(start, end, match.start(), match.end(), value, noun, key, not match[3], whole, percent)


def _value(match: re.Match[str]) -> float:
    if match[1]:
        return float(re.sub(r"\D", "", match[1]))
    if match[2]:
        return float(match[2].replace(",", "."))
    return float(NUMBER_WORDS[match[3].casefold()])


def _noun(text: str, position: int) -> tuple[int, str]:
    """Where the counted noun ends, and its head: the first plural among the next words, else the next word."""
    first: tuple[int, str] | None = None
    plural: tuple[int, str] | None = None
    for _ in range(_LONGEST_NOUN):
        match = _AFTER.match(text, position)
        if match is None or fold(match[1]) in STOP or fold(match[1]) in _MEASURES:
            break
        position = match.end()
        first = first or (position, match[1])
        if _is_plural(match[1]):
            plural = (position, match[1])
            break
    chosen = plural or first
    return chosen if chosen and len(chosen[1]) > 2 else (position, "")


def _is_plural(word: str) -> bool:
    folded = fold(word)
    return folded in _PLURALS or (folded.endswith("s") and not folded.endswith(("ss", "ous", "us", "is", "'s")))
