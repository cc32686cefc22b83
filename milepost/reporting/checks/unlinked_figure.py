"""A number that counts something and is typed by hand: linked to no figure with a definition and a source."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.figures import Figure
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.checks.reading.words import stem

CODE = "unlinked-figure"
SEVERITY = "note"
TITLE = gettext_lazy("A number without its source")
EXPLANATION = gettext_lazy(
    "A number that counts something should say what exactly it counts, when, and where it comes from. Dates, ages and "
    "the numbers of laws are left out."
)
GIVES_WAY_TO = ("impossible-date",)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each typed number that counts something."""
    for text in reading.told:
        for figure in text.figures:
            if figure.typed and not figure.whole and not _is_a_fact_of_the_country(reading, figure):
                quote = text.plain[figure.number_start : figure.end]
                yield found(
                    CODE,
                    "note",
                    text.slot,
                    _("“%(words)s” is typed by hand: nothing says how it was counted.") % {"words": quote},
                    _("Give its source and what it counts, or link it to an indicator's value."),
                    quote=quote,
                    start=figure.start,
                    end=figure.end,
                )


def _is_a_fact_of_the_country(reading: Reading, figure: Figure) -> bool:
    """ "All 61 municipalities" counts nothing that was done."""
    return any(
        level.count == figure.value and any(figure.key == stem(name) for name in level.names.values())
        for level in reading.knowledge.levels
    )
