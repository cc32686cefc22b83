"""A date that contradicts what it is about, or a day that does not exist."""

import re
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.cues import DOCUMENT
from milepost.reporting.checks.reading.dates import Mention, weekday_before
from milepost.reporting.checks.reading.documents import referred_to
from milepost.reporting.checks.reading.report import Reading, Text, found

CODE = "impossible-date"
SEVERITY = "warning"
TITLE = gettext_lazy("A date that contradicts what it is about")
EXPLANATION = gettext_lazy(
    "A decision dated after the programme it approved began, a known decision with another date, a range that ends "
    "before it begins, a day that no calendar has, or a day of the week that the date was not."
)

_APPROVED = re.compile(r"\b(?:approv|adopt|endors|miratu|approuv|aprob)\w*", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Finding]:
    """At most one finding for each date."""
    for text in reading.told:
        for when in text.dates:
            message = (
                _no_such_day(text, when)
                or _other_weekday(text, when)
                or _not_the_known_date(reading, text, when)
                or _after_it_began(text, when)
            )
            if message:
                yield _finding(text, when, message)


def _finding(text: Text, when: Mention, message: str) -> Finding:
    return found(
        CODE,
        "warning",
        text.slot,
        message,
        _("Look the date up in the document itself and correct it."),
        quote=text.plain[when.start : when.end],
        start=when.start,
        end=when.end,
    )


def _no_such_day(text: Text, when: Mention) -> str:
    if when.valid:
        return ""
    return _("“%(date)s” is no possible date.") % {"date": text.plain[when.start : when.end]}


def _other_weekday(text: Text, when: Mention) -> str:
    written = weekday_before(text.plain, when) if when.precision == "day" else None
    if written is None or written == when.first.weekday():
        return ""
    return _("“%(date)s” was a %(weekday)s.") % {
        "date": text.plain[when.start : when.end],
        "weekday": date_format(when.first, "l"),
    }


def _not_the_known_date(reading: Reading, text: Text, when: Mention) -> str:
    source = referred_to(reading, text, when)
    if source is None or source.date is None or source.date == when.first:
        return ""
    return _("“%(date)s” is not the date of %(kind)s %(number)s, which is of %(known)s.") % {
        "date": text.plain[when.start : when.end],
        "kind": source.kind,
        "number": source.number,
        "known": f"{source.date.day}.{source.date.month}.{source.date.year}",
    }


def _after_it_began(text: Text, when: Mention) -> str:
    """The date of an approval against the first year in the name of what was approved."""
    sentence = text.sentence_at(when.start)
    if when.precision != "day" or not _APPROVED.search(sentence.text) or not DOCUMENT.search(sentence.text):
        return ""
    programmes = [
        other
        for other in text.dates_in(sentence)
        if other.named and other.first.year != other.last.year and other.first.year < when.first.year
    ]
    if not programmes:
        return ""
    return _("“%(date)s” is after %(years)s began, the programme it is said to have approved.") % {
        "date": text.plain[when.start : when.end],
        "years": text.plain[programmes[0].start : programmes[0].end],
    }
