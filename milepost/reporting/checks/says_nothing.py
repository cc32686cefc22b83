"""An answer that says nothing: "No information", "N/A", a dash, or words that only point elsewhere."""

import re
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, Text, found
from milepost.reporting.content import Slot, answer_state

CODE = "says-nothing"
SEVERITY = "warning"
TITLE = gettext_lazy("An answer that says nothing")
EXPLANATION = gettext_lazy(
    "“No information”, “Not applicable”, a dash, or words that only point to another answer. The words are kept as "
    "written. A warning where the question is required, else a note."
)
GIVES_WAY_TO = ("status-without-account",)

_ASKS_WHETHER = re.compile(r"\b(?:is|are|was|were|do|does|did|have|has) (?:there|you|your)\b[^?]*\?\s*$", re.IGNORECASE)
_PLAIN_NO = re.compile(r"\W*(?:no|none|nothing|nil|jo|non|rien|asgjë|nada)\W*", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each text that says nothing; "No" to an optional "is there anything else?" says something."""
    for text in reading.texts:
        state = answer_state(reading.value(text.slot))
        answers_no = not text.question.required and _PLAIN_NO.fullmatch(text.plain) and _asks_whether(reading, text)
        if state in ("says_nothing", "not_applicable") and not answers_no:
            yield found(
                CODE,
                "warning" if text.question.required else "note",
                text.slot,
                _("%(about)s is answered with “%(words)s”.")
                % {"about": _about(reading, text.slot), "words": " ".join(text.plain.split()).rstrip(".")},
                _advice(text),
                quote=text.plain,
                start=0,
                end=len(text.plain),
            )


def _asks_whether(reading: Reading, text: Text) -> bool:
    return bool(_ASKS_WHETHER.search(reading.wording(text.question)))


def _about(reading: Reading, slot: Slot) -> str:
    item = reading.content.item(slot)
    question = reading.content.edition.question(slot.question)
    if item and question.each == "priority":
        return _("Priority %(number)d") % {"number": item.number}
    if item:
        return _("Step %(number)d") % {"number": item.number}
    return str(capfirst(reading.name(slot)))


def _advice(text: Text) -> str:
    if text.question.each:
        return _("Say what was done in the period, or that nothing was done and why.")
    if text.question.required:
        return _("Say it here in full: a reader may see this answer alone.")
    return _("Say why there is nothing to tell, or leave the answer empty.")
