"""Which period a new report can have: one rule for the forms that ask for it and for the action that opens it."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from milepost.places.models import Country
from milepost.reporting.models import Report

LONGEST = 731
"""Days between the first and the last: two years, one of them a leap year. More is a slip of the pen."""
YEARS = range(1990, 2101)
"""The years that reports are of."""


class Fault(NamedTuple):
    """What is wrong with a period: the day it is about (`start` or `end`), and a sentence."""

    day: str
    sentence: str


def period_fault(country: Country, start: date, end: date, *, after: date | None = None) -> Fault | None:
    """Why no report of the country can have this period; None when one can. `after`: the last day of the year before.

    A correction has the period of the report it corrects: it is opened by another way and not asked here.
    """
    if end <= start:
        return Fault("end", _("The last day comes after the first day."))
    if (end - start).days > LONGEST:
        return Fault("end", _("This period is longer than two years. Check both years."))
    if start.year not in YEARS or end.year not in YEARS:
        day = "end" if start.year in YEARS else "start"
        return Fault(day, _("Reports are of the years 1990 to 2100. Check the year."))
    if after and start <= after:
        sentence = _("This report ends on %(day)s. Next year’s starts after that day.")
        return Fault("start", sentence % {"day": date_format(after, "j F Y")})
    return _overlap(country, start, end)


def _overlap(country: Country, start: date, end: date) -> Fault | None:
    other = Report.objects.filter(country=country, start__lte=end, end__gte=start).order_by("start").first()
    if other is None:
        return None
    if (other.start, other.end) == (start, end):
        return Fault("start", _("There is a report of this period already. Find it in the list of reports."))
    days = " – ".join(date_format(day, "F Y") for day in (other.start, other.end))
    sentence = _("The report of %(period)s covers days of this period. Choose days that no other report covers.")
    return Fault("end" if other.start > start else "start", sentence % {"period": days})
