"""A required text question without an answer."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import answer_state

CODE = "required-unanswered"
SEVERITY = "error"
TITLE = gettext_lazy("A required question without an answer")
EXPLANATION = gettext_lazy(
    "The form asks every country for this answer. “No information” is an answer too, and another check asks about it."
)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each required text that is not written."""
    for slot, question, item in reading.asked:
        is_text = question.kind in ("long_text", "step_list")
        if question.required and is_text and answer_state(reading.value(slot)) == "not_recorded":
            named = f" (“{item.title}”)" if item else ""
            yield found(
                CODE,
                "error",
                slot,
                _("%(question)s%(item)s has no answer.") % {"question": capfirst(reading.name(slot)), "item": named},
                _("Write what was done in the period, or that there is nothing to report and why."),
            )
