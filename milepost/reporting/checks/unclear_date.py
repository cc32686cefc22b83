"""A time that no reader can place: "May 2022-2023", "in recent years"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.cues import COMPARES, PLANS, SOURCE
from milepost.reporting.checks.reading.dates import Mention
from milepost.reporting.checks.reading.report import FUTURE, Reading, Text, found

CODE = "unclear-date"
SEVERITY = "note"
TITLE = gettext_lazy("A time that cannot be placed")
EXPLANATION = gettext_lazy("The words do not say which months are meant, so a reader cannot tell what the period saw.")

_VAGUE = re.compile(
    r"\b(?:in|over|during|for) (?:the )?(?:recent|past|last (?:few|several)) years\b|"
    r"\bin the past\b(?! (?:year|12|twelve))|"
    r"\bvitet e fundit\b|\bces dernières années\b|\ben los últimos años\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each range whose end names no month, and one per answer for vague words."""
    for text in reading.told:
        if text.slot.question in FUTURE:
            continue
        for when in text.dates:
            if when.precision == "open":
                yield _open_range(reading, text, when.start, when.end)
            elif _straddles(reading, text, when):
                yield _half_a_year(reading, text, when.start, when.end)
        vague = _VAGUE.search(text.plain)
        if vague:
            yield found(
                CODE,
                "note",
                text.slot,
                _("“%(words)s” does not say when; the report is about %(period)s.")
                % {"words": vague[0], "period": reading.period},
                _("Name the year, or tell what was done in the period."),
                quote=vague[0],
                start=vague.start(),
                end=vague.end(),
            )


def _straddles(reading: Reading, text: Text, when: Mention) -> bool:
    """A bare year of which only some months are the period's. Years of figures are another check's."""
    if when.precision != "year" or when.named or when.first.year != when.last.year:
        return False
    sentence = text.sentence_at(when.start)
    lead = text.plain[sentence.start : when.start]
    if len(text.dates_in(sentence)) > 1 or text.figures_in(sentence) or COMPARES.search(lead) or PLANS.search(lead):
        return False
    if SOURCE.search(lead[-25:]):
        return False
    overlaps = when.first <= reading.content.end and when.last >= reading.content.start
    return overlaps and not (reading.content.start <= when.first and when.last <= reading.content.end)


def _half_a_year(reading: Reading, text: Text, start: int, end: int) -> Finding:
    quote = text.plain[start:end]
    return found(
        CODE,
        "note",
        text.slot,
        _("“%(words)s” does not name the month, and only some months of it are in %(period)s.")
        % {"words": quote, "period": reading.period},
        _("Name the month."),
        quote=text.sentence_at(start).text,
        start=start,
        end=end,
    )


def _open_range(reading: Reading, text: Text, start: int, end: int) -> Finding:
    quote = text.plain[start:end]
    return found(
        CODE,
        "note",
        text.slot,
        _("“%(words)s” does not name the month it ends in; the report is about %(period)s.")
        % {"words": quote, "period": reading.period},
        _("Write both months, as the report's period does."),
        quote=quote,
        start=start,
        end=end,
    )
