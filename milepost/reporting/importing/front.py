"""The title page: which country's report of which months this is."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from milepost.reporting.content import MONTHS
from milepost.reporting.importing.fold import bare, fold
from milepost.reporting.importing.paragraph import Extent
from milepost.reporting.importing.wording import Form

LONGEST_NAME = 60
"""Characters of the longest name of a country."""

_NUMBERS = {fold(name): number for names in MONTHS.values() for number, name in enumerate(names.split(), 1)}
_NUMBERS |= {name[:3]: number for name, number in _NUMBERS.items() if number <= 12 and len(name) > 3}
_MONTH = r"(?P<{0}>[^\W\d_]{{3,10}})\.?\s+(?:de\s+|of\s+)?(?P<{1}>(?:19|20)\d\d)"
_TO = r"\s*(?:[-–—]|and|to|until|through|deri(?:\s+në)?|dhe|et|à|au|y|a|al|hasta)\s*(?:\d{1,2}\s+)?"
_RANGE = re.compile(_MONTH.format("m1", "y1") + _TO + _MONTH.format("m2", "y2"), re.I)
_SHORT = re.compile(r"(?P<m1>[^\W\d_]{3,10})" + _TO + _MONTH.format("m2", "y2"), re.I)
_SINCE = re.compile(r"\b(?:since|që\s+nga|depuis|desde)\s+" + _MONTH.format("m1", "y1"), re.I)
_COUNTRY = re.compile(r"\s*(?:country|vendi|shteti|pays|país)\s*:\s*(?P<name>.+)", re.I)
_KIND = re.compile(
    r"\b(?:annual|yearly|pathfinder|country|progress|report|raport\w*|vjetor|rapport|annuel|informe|anual|alliance|aleanca|"
    r"draft|final|version)\b",
    re.I,
)


def period(words: Iterable[str]) -> tuple[date | None, date | None]:
    """The first and the last day, from the form's own words: the range of months told most often, else "since May"."""
    ranges: dict[tuple[date, date], int] = {}
    since: date | None = None
    for each in words:
        for match in [*_RANGE.finditer(each), *_SHORT.finditer(each)]:
            if found := _range(match):
                ranges[found] = ranges.get(found, 0) + 1
        told = _SINCE.search(each)
        if told and since is None and (month := _NUMBERS.get(fold(told["m1"]))):
            since = date(int(told["y1"]), month, 1)
    if ranges:
        return max(ranges, key=lambda each: (each[0] == since, ranges[each]))
    return since, None


def _range(match: re.Match[str]) -> tuple[date, date] | None:
    told = match.groupdict()
    first, last = _NUMBERS.get(fold(told["m1"])), _NUMBERS.get(fold(told["m2"]))
    if not first or not last:
        return None
    year = int(told["y2"])
    start, end = date(int(told.get("y1") or year), first, 1), date(year, last, monthrange(year, last)[1])
    return (start, end) if start < end else None


def country(rows: Sequence[Extent], form: Form) -> tuple[str, Extent | None]:
    """The country's name on the title page, and where it stands; empty when no line can be it."""
    for row in rows:
        if told := _COUNTRY.fullmatch(row.flat):
            return told["name"].strip(), row
    for row in rows:
        name = _name(row, form)
        if name:
            return name, row
    return "", None


def _name(row: Extent, form: Form) -> str:
    """The part of a line that is neither the form's title, nor its kind, nor a period."""
    for part in re.split(r"\s[-–—|]\s|:\s|,\s|\n", row.text):
        words = part.strip(" \t.*_")
        plain = bool(words) and not re.search(r"\d", words) and len(words) <= LONGEST_NAME and len(words.split()) <= 7
        if (
            plain
            and words[0].isupper()
            and not _KIND.search(words)
            and bare(words) not in form.titles
            and not form.says(words)
        ):
            return words
    return ""


def is_of_the_form(row: Extent, form: Form) -> bool:
    """Whether a line of the title page only says what report of which months it is."""
    words = _SHORT.sub(" ", _RANGE.sub(" ", row.flat))
    return form.says(row.flat) or not re.sub(r"[\W\d]", "", _KIND.sub(" ", words)) or form.says(words.strip(" ,:-–"))
