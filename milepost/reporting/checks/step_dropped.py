"""A step carried from last year that is neither completed nor among this year's planned steps."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.checks.reading.words import stems
from milepost.reporting.content import Choice, Item, Slot, Steps, answer_state

CODE = "step-dropped"
SEVERITY = "warning"
TITLE = gettext_lazy("A carried step neither closed nor continued")
EXPLANATION = gettext_lazy(
    "Last year's report promised this step. It is not reported as completed, and no planned step goes on with it."
)

SAME_TITLE = 72
"""Similarity of two titles (0-100) from which a planned step continues a carried one."""
TITLE_IN_TEXT = 0.7
"""Share of a carried title's stems in a planned step's own words from which it continues it."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each dropped step, at the list it is missing from."""
    slot, planned = _planned(reading)
    if slot is None or planned is None or answer_state(planned) != "answered":
        return
    status = next((q.key for q in reading.content.edition.questions if q.each == "step" and q.kind == "one_of"), "")
    for step in reading.content.steps:
        value = reading.value(Slot(status, step.number))
        if isinstance(value, Choice) and value.value == "completed":
            continue
        if not _continued(step, planned):
            yield found(
                CODE,
                "warning",
                slot,
                _("Step %(number)d of last year, “%(title)s”, is not reported as completed and is not planned again.")
                % {"number": step.number, "title": step.title},
                _("Plan it again, or say in its own answer that it is completed or given up, and why."),
                quote=step.title,
            )


def _planned(reading: Reading) -> tuple[Slot | None, Steps | None]:
    for slot, _question, _item in reading.asked:
        value = reading.value(slot)
        if isinstance(value, Steps):
            return slot, value
    return None, None


def _continued(step: Item, planned: Steps) -> bool:
    wanted = stems(step.title)
    for candidate in planned.steps:
        if fuzz.token_sort_ratio(step.title.casefold(), candidate.title.casefold()) >= SAME_TITLE:
            return True
        written = stems(f"{candidate.title} {candidate.source}")
        if wanted and len(wanted & written) / len(wanted) >= TITLE_IN_TEXT:
            return True
    return False
