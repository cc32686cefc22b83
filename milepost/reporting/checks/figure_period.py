"""A figure whose period is not the report's: "For 2022 … 229 children" in a report of May 2022 to April 2023."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.cues import COMPARES
from milepost.reporting.checks.reading.dates import Mention
from milepost.reporting.checks.reading.figures import Figure
from milepost.reporting.checks.reading.report import FUTURE, Reading, Text, found
from milepost.reporting.checks.reading.words import Sentence

CODE = "figure-period"
SEVERITY = "warning"
TITLE = gettext_lazy("A figure of another period")
EXPLANATION = gettext_lazy(
    "A figure of a calendar year, or of another year, stands in a report about other months. It may be the best there "
    "is: then the text says so. A second figure given to compare with is left alone."
)

_OF_A_SURVEY = re.compile(r"\b(?:survey|census|study|anket\w*|enquête|recensement|encuesta|censo)\b", re.IGNORECASE)
"""A survey is of its own time: the sentence that names it says so."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding per sentence: its first figure that a whole year is said of."""
    for text in reading.told:
        if text.slot.question in FUTURE:
            continue
        for sentence in text.sentences:
            chosen = _first_of_a_year(reading, text, sentence)
            if chosen:
                figure, when = chosen
                quote = text.plain[figure.number_start : figure.end]
                yield found(
                    CODE,
                    "warning",
                    text.slot,
                    _("“%(words)s” is of %(year)s; the report is about %(period)s.")
                    % {
                        "words": quote,
                        "year": text.plain[when.start : when.end],
                        "period": reading.period,
                    },
                    _("Give the number of the report's period, or say why the year's number stands for it."),
                    quote=quote,
                    start=figure.start,
                    end=figure.end,
                )


def _first_of_a_year(reading: Reading, text: Text, sentence: Sentence) -> tuple[Figure, Mention] | None:
    years = [when for when in text.dates_in(sentence) if when.precision == "year" and not when.named]
    others = [when for when in text.dates_in(sentence) if when.precision != "year"]
    if not years or others or _OF_A_SURVEY.search(sentence.text):
        return None
    for figure in text.figures_in(sentence):
        when = _year_of(figure, years)
        between = text.plain[figure.end : when.start] if when.start > figure.end else ""
        if COMPARES.search(between):
            return None
        if not _may_stand_for_the_period(reading, when):
            return figure, when
    return None


def _may_stand_for_the_period(reading: Reading, when: Mention) -> bool:
    """The period itself, or a range of years over it: a school year, a budget year."""
    if (when.first, when.last) == (reading.content.start, reading.content.end):
        return True
    several = when.first.year != when.last.year
    return several and when.first <= reading.content.end and when.last >= reading.content.start


def _year_of(figure: Figure, years: list[Mention]) -> Mention:
    """The year a figure is of: the last one before it, else the first after it."""
    before = [year for year in years if year.end <= figure.start]
    return before[-1] if before else years[0]
