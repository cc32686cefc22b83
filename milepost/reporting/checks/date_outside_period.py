"""A date before or after the report's period, told as something done in it."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding, placed_steps
from milepost.reporting.checks.reading.cues import COMPARES, DOCUMENT, PLANS, REFERS, SOURCE
from milepost.reporting.checks.reading.dates import Mention
from milepost.reporting.checks.reading.report import FUTURE, Reading, Text, found
from milepost.reporting.content import Slot

CODE = "date-outside-period"
SEVERITY = "warning"
TITLE = gettext_lazy("A date outside the report's period")
EXPLANATION = gettext_lazy(
    "An event of another time is told in this report, or one after the report's end. Years in the names of laws and "
    "programmes, dates of documents that are only referred to, comparisons and plans are left alone."
)
GIVES_WAY_TO = ("impossible-date", "figure-period")


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each such date, and for each planned step that is due before the period ends."""
    for text in reading.told:
        for when in text.dates:
            if _is_outside(reading, text, when):
                yield _finding(reading, text, when)
    for slot, _question, _item in reading.asked:
        yield from _past_due(reading, slot)


def _is_outside(reading: Reading, text: Text, when: Mention) -> bool:
    if when.named or not when.valid or when.precision == "open":
        return False
    start, end = reading.content.start, reading.content.end
    before, after = when.first < start, when.last > end
    sentence = text.sentence_at(when.start)
    lead = text.plain[sentence.start : when.start]
    apart = when.last < start or when.first > end
    outside = apart or (when.precision != "year" and (before or after))
    if not outside or _covers_the_period(reading, when):
        return False
    if text.slot.question in FUTURE:
        return when.first > end and bool(REFERS.search(lead))
    if after and PLANS.search(lead):
        return False
    return not (before and _is_background(text, when, lead))


def _covers_the_period(reading: Reading, when: Mention) -> bool:
    return when.first <= reading.content.start and when.last >= reading.content.end


def _is_background(text: Text, when: Mention, lead: str) -> bool:
    """A comparison, or a document that something else rests on."""
    if COMPARES.search(lead[-45:]) or (when.precision == "year" and SOURCE.search(lead)):
        return True
    refers = REFERS.search(lead)
    document = next(reversed(list(DOCUMENT.finditer(lead))), None)
    if document and when.precision == "day":
        acts = _ACTS.search(lead[: document.start()][-60:]) or _ACTS.search(text.plain[when.end : when.end + 40])
        return bool(refers) or not acts
    return bool(refers and when.precision == "day")


_ACT_WORDS = (
    "approv|adopt|draft|issu|sign|enact|amend|pass|miratu|nënshkru|hartu|adopté|approuvé|signé|aprob|adopt|firm"
)
_ACTS = re.compile(rf"\b(?:{_ACT_WORDS})\w*", re.IGNORECASE)


def _finding(reading: Reading, text: Text, when: Mention) -> Finding:
    quote = text.plain[when.start : when.end]
    if when.last < reading.content.start:
        message = _("“%(date)s” is before the report's period, %(period)s.")
    elif when.first > reading.content.end:
        message = _("“%(date)s” is after the end of the report's period, %(period)s.")
    elif when.first < reading.content.start:
        message = _("“%(date)s” begins before the report's period, %(period)s.")
    else:
        message = _("“%(date)s” goes beyond the report's period, %(period)s.")
    return found(
        CODE,
        "warning",
        text.slot,
        message % {"date": quote, "period": reading.period},
        _("Tell what was done in the period, correct the date, or say why the event belongs here."),
        quote=quote,
        start=when.start,
        end=when.end,
    )


def _past_due(reading: Reading, slot: Slot) -> Iterator[Finding]:
    for number, step, start in placed_steps(reading.value(slot)):
        due = _iso(step.due)
        if due and due <= reading.content.end:
            yield found(
                CODE,
                "warning",
                slot,
                _("Step %(number)d is due on %(due)s, before the period of next year's report begins.")
                % {"number": number, "due": step.due},
                _("Correct the date, or report the step as done in this year's answers."),
                quote=f"{step.title} {step.due}",
                start=start,
                end=start + len(step.title),
            )


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
