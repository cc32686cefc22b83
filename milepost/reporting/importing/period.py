"""The period and the country that a document says it is about."""

import re
from calendar import monthrange
from datetime import date

from milepost.reporting.content import MONTHS
from milepost.reporting.importing.paragraph import Paragraph

_NUMBERS = {name.casefold(): number for names in MONTHS.values() for number, name in enumerate(names.split(), 1)}
_MONTH = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_RANGE = re.compile(
    rf"\b({_MONTH})\s+(?:de\s+)?((?:19|20)\d\d)\s*(?:-|–|—|and|to|until|deri(?:\s+në)?|dhe|et|à|y|a)\s*({_MONTH})\s+(?:de\s+)?((?:19|20)\d\d)",
    re.I,
)


def period(paragraphs: list[Paragraph]) -> tuple[date | None, date | None]:
    """The first day and the last: the range of months that is written most often; (None, None) without any."""
    counted: dict[tuple[date, date], int] = {}
    for paragraph in paragraphs:
        for match in _RANGE.finditer(paragraph.flat):
            start = date(int(match[2]), _NUMBERS[match[1].casefold()], 1)
            month, year = _NUMBERS[match[3].casefold()], int(match[4])
            end = date(year, month, monthrange(year, month)[1])
            if start < end:
                counted[start, end] = counted.get((start, end), 0) + 1
    return max(counted, key=lambda each: counted[each], default=(None, None))


def names_period(paragraph: Paragraph) -> bool:
    """Whether a short line only names the period."""
    rest = _RANGE.sub("", paragraph.flat)
    return rest != paragraph.flat and len(rest.split()) <= 6
