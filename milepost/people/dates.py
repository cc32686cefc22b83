"""Dates of which only a part is known, and ages that say how sure they are."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class NotBorn(ValueError):
    """The day lies before the birth."""


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day. `str()` is ISO 8601 cut short: "2011", "2011-05", "2011-05-12"."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        _day(self.year, self.month, self.day)  # raises ValueError for what is in no calendar

    @classmethod
    def parse(cls, text: str) -> Self:
        """From the ISO text. Raises ValueError."""
        found = _ISO.fullmatch(text)
        if found is None:
            raise ValueError("write 2011, 2011-05 or 2011-05-12")
        return cls(*(int(part) if part else None for part in found.groups()))  # type: ignore[arg-type]

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @property
    def full(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return _day(self.year, self.month, self.day)

    @property
    def last(self) -> date:
        """The latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether both can be the same day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Age:
    """An age in whole months, from `low` to `high`; `estimated` where the birth was a guess."""

    low: int
    high: int
    estimated: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number, and not a guess."""
        return self.low == self.high and not self.estimated

    @property
    def months(self) -> int:
        """One number for a column that is counted: the middle."""
        return (self.low + self.high) // 2

    def surely_under(self, months: int) -> bool | None:
        """Whether the child is younger: yes, no, or None where the range has both."""
        return True if self.high < months else False if self.low >= months else None


def age_on(day: date, birth: PartialDate, *, estimated: bool = False) -> Age:
    """The age on a day. Raises `NotBorn`. A birth known to the year gives a range of a year."""
    if birth.first > day:
        raise NotBorn(f"not born on {day}")
    youngest = min(birth.last, day)
    return Age(whole_months(youngest, day), whole_months(birth.first, day), estimated)


def _day(year: int, month: int | None, day: int | None) -> date:
    return date(year, 1 if month is None else month, 1 if day is None else day)


def whole_months(since: date, until: date) -> int:
    """Months that have passed in full from one day to another."""
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
