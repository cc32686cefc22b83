"""A challenge that no lesson answers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding, shown
from milepost.reporting.checks.reading.lists import pairs_of_lists, unanswered
from milepost.reporting.checks.reading.report import Reading, found

CODE = "challenge-without-lesson"
SEVERITY = "warning"
TITLE = gettext_lazy("A challenge without its lesson")
EXPLANATION = gettext_lazy("The form asks how each challenge was overcome. Nothing is said of this one.")


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each challenge that no lesson is about."""
    for challenges, lessons in pairs_of_lists(reading):
        for text, point in unanswered(reading, challenges, lessons):
            yield found(
                CODE,
                "warning",
                text.slot,
                _("Nothing says how “%(point)s” was overcome.") % {"point": shown(point.head)},
                _("Say how it was met, or that it remains."),
                quote=point.head,
                start=point.start,
                end=point.start + len(point.head),
            )
