"""Two questions of the edition with one wording."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import Slot

CODE = "same-question"
SEVERITY = "note"
TITLE = gettext_lazy("Two questions with one wording")
EXPLANATION = gettext_lazy("The form itself asks the same thing twice. Both are kept; one full answer is enough.")


def find(reading: Reading) -> Iterator[Finding]:
    """One finding at each question that repeats an earlier one, word for word."""
    first: dict[str, Slot] = {}
    for slot, question, item in reading.asked:
        wording = " ".join(reading.wording(question).casefold().split())
        if item is not None and item.number > 1:
            continue
        earlier = first.setdefault(wording, slot)
        if earlier.question != slot.question:
            yield found(
                CODE,
                "note",
                slot,
                _("The form asks the same in %(this)s as in %(earlier)s.")
                % {"this": reading.name(slot), "earlier": reading.name(earlier)},
                _("Answer once in full; in the other say what differs, or that there is nothing to add."),
                quote=wording,
            )
