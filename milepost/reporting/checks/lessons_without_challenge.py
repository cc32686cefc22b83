"""A lesson that answers none of the challenges."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding, shown
from milepost.reporting.checks.reading.lists import pairs_of_lists, unanswered
from milepost.reporting.checks.reading.report import Reading, found

CODE = "lessons-without-challenge"
SEVERITY = "warning"
TITLE = gettext_lazy("A lesson without its challenge")
EXPLANATION = gettext_lazy("The form asks how each challenge was overcome. This point answers none of those named.")


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each lesson that is about no challenge."""
    for challenges, lessons in pairs_of_lists(reading):
        for text, point in unanswered(reading, lessons, challenges):
            yield found(
                CODE,
                "warning",
                text.slot,
                _("“%(point)s” answers none of the challenges named before.") % {"point": shown(point.head)},
                _("Name the challenge too, or tell this where it belongs."),
                quote=point.head,
                start=point.start,
                end=point.start + len(point.head),
            )
