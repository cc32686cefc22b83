"""Reading the cells of a register: dates as people write them, sexes, risks, ages. Pure functions over texts."""

import re
from datetime import date

from django.utils.translation import gettext as _

from milepost.people.dates import PartialDate

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[ T]\d{2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\.?")
_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})\.?")
_YEAR = re.compile(r"(\d{4})\.?")
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-z]{3,})\.?\s+(\d{4})")
_SERIAL = re.compile(r"[34]\d{4}")
_AGE = re.compile(r"(\d{1,2})(?:\s*(?:vjec|vjece|vjecare|v|vj|years?|yrs?|y)?\.?)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan jan", "shk feb", "mar mar", "pri apr", "maj may", "qer jun", "kor jul", "gus aug", "sht sep", "tet oct",
         "nen nov", "dhj dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
SPLIT = re.compile(r"\s*(?:[,;/+&|]|\bdhe\b|\band\b|\bet\b)\s*")
"""What stands between two words in one cell."""

SEXES = {
    "girl": ("f", "femer", "vajze", "v", "femije femer", "female", "girl", "fille"),
    "boy": ("m", "mashkull", "djale", "d", "male", "boy", "garcon"),
    "not_recorded": ("?", "-", "nuk dihet", "unknown"),
}
RISKS = {
    "low": ("ulet", "i ulet", "low", "l", "1"),
    "medium": ("mesem", "i mesem", "mesatar", "medium", "m", "2"),
    "high": ("larte", "i larte", "shume i larte", "imediat", "high", "h", "3"),
}


class Unclear(ValueError):
    """A cell that cannot be read. The text says what to write instead."""


def partial_date(text: str, folded: str) -> PartialDate:
    """A day, month or year, as it is written: 31.3.2014, 3/2014, 2014, 31 mars 2014, 2014-03-31. Raises `Unclear`."""
    if found := _ISO.fullmatch(text):
        return _date(*(int(part) if part else None for part in found.groups()))
    if found := _NUMBERS.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return _date(_full(year), month, day)
    if found := _MONTH.fullmatch(text):
        return _date(int(found[2]), int(found[1]))
    if found := _YEAR.fullmatch(text):
        return _date(int(found[1]))
    if (found := _WORDS.fullmatch(folded)) and found[2][:3] in _MONTHS:
        return _date(int(found[3]), _MONTHS[found[2][:3]], int(found[1]) if found[1] else None)
    if _SERIAL.fullmatch(text):
        raise Unclear(_("Excel’s number of a day. Give the column the format of a date and save the file again."))
    raise Unclear(_("Write the date as day.month.year, for example 31.3.2014; month.year or the year alone also do."))


def day(text: str, folded: str) -> date:
    """A whole day. Raises `Unclear`."""
    found = partial_date(text, folded)
    if found.full is None:
        raise Unclear(_("Write the whole date: day.month.year, for example 31.3.2022."))
    return found.full


def age(folded: str) -> int:
    """Whole years, with or without the word. Raises `Unclear`."""
    found = _AGE.fullmatch(folded)
    if found is None or int(found[1]) > 30:
        raise Unclear(_("Write the age in whole years, for example 9."))
    return int(found[1])


def _full(year: int) -> int:
    """A year of two digits is the last one that can have been."""
    if year > 99:
        return year
    return 2000 + year if 2000 + year <= date.today().year else 1900 + year  # noqa: DTZ011 - only the century counts


def _date(year: int | None, month: int | None = None, day: int | None = None) -> PartialDate:
    try:
        return PartialDate(year or 0, month, day)
    except ValueError:
        if month and day and month > 12 >= day:
            raise Unclear(_("The day comes first, then the month: write 31.3.2014, not 3.31.2014.")) from None
        raise Unclear(_("There is no such day. Check the date.")) from None
