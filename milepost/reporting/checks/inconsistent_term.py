"""One thing under several names: bodies, places, terms, acronyms, spellings."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.naming import acronyms, avoided, bodies, places, spelling
from milepost.reporting.checks.reading.report import Reading

CODE = "inconsistent-term"
SEVERITY = "warning"
TITLE = gettext_lazy("One thing under several names")
EXPLANATION = gettext_lazy(
    "An acronym explained in two ways or wrongly, a body or a place under several names, a word that the field does "
    "not use. One finding for each, at its first use, naming the other answers."
)


def find(reading: Reading) -> Iterator[Finding]:
    """The findings of every rule of names; of two about the same words, the first."""
    told: list[Finding] = []
    for rule in (bodies, acronyms, avoided, places, spelling):
        for finding in rule.find(reading):
            if not any(_same_words(finding, other) for other in told):
                told.append(finding)
                yield finding


def _same_words(one: Finding, other: Finding) -> bool:
    return one.slot == other.slot and one.start < other.end and other.start < one.end
