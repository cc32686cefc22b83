"""A step said to be ongoing or completed, with no text that says what was done."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding, plain_text
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import Choice, Slot, answer_state

CODE = "status-without-account"
SEVERITY = "warning"
TITLE = gettext_lazy("A step's status without an account of it")
EXPLANATION = gettext_lazy("The step is marked as ongoing or completed, and its text is empty or says nothing.")

MOVING = ("ongoing", "completed")


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each such step, at the text that is missing."""
    keys = [question for question in reading.content.edition.questions if question.each == "step"]
    status = next((question.key for question in keys if question.kind == "one_of"), "")
    account = next((question.key for question in keys if question.kind == "long_text"), "")
    for step in reading.content.steps if status and account else ():
        value = reading.value(Slot(status, step.number))
        slot = Slot(account, step.number)
        if isinstance(value, Choice) and value.value in MOVING and answer_state(reading.value(slot)) != "answered":
            marked = reading.content.edition.question(status).option(value.value)
            yield found(
                CODE,
                "warning",
                slot,
                _("Step %(number)d is marked “%(status)s”, and nothing says what was done.")
                % {"number": step.number, "status": marked.text.get("en", value.value) if marked else value.value},
                _("Say what was done, when and by whom, or change the mark."),
                quote=step.title,
                end=len(plain_text(reading.value(slot))),
            )
