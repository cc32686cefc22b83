"""Where a name is used, and one finding for all its uses in a report."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import Slot

CODE = "inconsistent-term"


class Use(NamedTuple):
    """A use of a name: the answer (or the title of an item) and the place; (0, 0) in a title."""

    slot: Slot
    start: int
    end: int
    written: str


def one_finding(
    reading: Reading, uses: Sequence[Use], message: str, advice: str, *, severity: str = "warning"
) -> Finding:
    """A finding at the first use that says where the others are."""
    first = uses[0]
    others = [use.slot for use in uses if use.slot != first.slot]
    if others:
        message += " " + _("Also in %(places)s.") % {"places": reading.names(others)}
    return found(
        CODE,
        "note" if severity == "note" else "warning",
        first.slot,
        message,
        advice,
        quote=first.written,
        start=first.start,
        end=first.end,
    )
