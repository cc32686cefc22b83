"""A planned step that does not say who, until when, how it will be seen, or for which priority."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding, placed_steps
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import PlannedStep

CODE = "step-without-owner"
SEVERITY = "warning"
TITLE = gettext_lazy("A planned step without owner, date, indicator or priority")
EXPLANATION = gettext_lazy(
    "Next year's report asks about each step. One that names nobody and no date cannot be followed until then."
)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each planned step that lacks something, naming all that it lacks."""
    for slot, _question, _item in reading.asked:
        for number, step, start in placed_steps(reading.value(slot)):
            missing = _missing(reading, step)
            if missing:
                yield found(
                    CODE,
                    "warning",
                    slot,
                    _("Step %(number)d, “%(title)s”, does not say %(missing)s.")
                    % {"number": number, "title": step.title, "missing": _(", ").join(missing)},
                    _("Fill these in, so that next year's report can say what became of the step."),
                    quote=step.title,
                    start=start,
                    end=start + len(step.title),
                )


def _missing(reading: Reading, step: PlannedStep) -> list[str]:
    asked = (
        (step.owner, _("who is responsible")),
        (step.due, _("until when")),
        (step.indicator, _("how its result will be seen")),
        (step.priority or not reading.content.priorities, _("which priority it serves")),
    )
    return [words for value, words in asked if not value]
