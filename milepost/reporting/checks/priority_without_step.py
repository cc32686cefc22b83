"""A priority that no planned step serves."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import Steps

CODE = "priority-without-step"
SEVERITY = "note"
TITLE = gettext_lazy("A priority without a next step")
EXPLANATION = gettext_lazy("The planned steps name the priorities they serve, and none serves this one.")


def find(reading: Reading) -> Iterator[Finding]:
    """One finding naming the priorities left out, where the steps name priorities at all."""
    for slot, _question, _item in reading.asked:
        value = reading.value(slot)
        served = {step.priority for step in value.steps} - {0} if isinstance(value, Steps) else set()
        rest = [priority for priority in reading.content.priorities if priority.number not in served]
        if served and rest:
            titles = _(", ").join(f"{priority.number} “{priority.title}”" for priority in rest)
            yield found(
                CODE,
                "note",
                slot,
                _("No next step serves priority %(titles)s.") % {"titles": titles},
                _("Plan one, or say why the priority rests."),
                quote=titles,
            )
