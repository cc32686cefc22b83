"""Numbers that contradict each other, the country's own numbers, or the list that follows them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from milepost.reporting.checks.amounts import country, elsewhere, enumerated
from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found

CODE = "figure-mismatch"
SEVERITY = "warning"
TITLE = gettext_lazy("Numbers that contradict each other")
EXPLANATION = gettext_lazy(
    "Two answers give different numbers for one thing, or one number to two things; or a number differs from what the "
    "country has, from its own list, or from its parts."
)


def find(reading: Reading) -> Iterator[Finding]:
    """At most one finding for each number: the first rule that it breaks."""
    seen: set[tuple[object, int]] = set()
    for rule in (country, enumerated, elsewhere):
        for mismatch in rule.find(reading):
            place = (mismatch.text.slot, mismatch.figure.start)
            if place not in seen:
                seen.add(place)
                yield found(
                    CODE,
                    "warning",
                    mismatch.text.slot,
                    mismatch.message,
                    mismatch.advice,
                    quote=mismatch.quote,
                    start=mismatch.figure.start,
                    end=mismatch.figure.end,
                )
