"""A result told without its number: "various municipalities", "several trainings"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import FUTURE, Reading, found

CODE = "vague-quantity"
SEVERITY = "note"
TITLE = gettext_lazy("A result without its number")
EXPLANATION = gettext_lazy("The words say that something was done more than once, and not how often or for how many.")

_VAGUE = re.compile(
    r"\b(?:various|several|numerous|a (?:large |high |great )?number of|a series of|disa|një numër|plusieurs|"
    r"de nombreu(?:x|ses)|varios|varias|numeros[oa]s)\s+(?:[^\W\d_]+ ){0,2}?"
    r"(?:municipalities|districts|regions|schools|villages|communities|meetings|trainings|workshops|activities|"
    r"campaigns|inspections|visits|children|families|cases|teachers|inspectors|officers|professionals|courses|"
    r"bashki|takime|trajnime|shkolla|fëmijë|raste|communes|écoles|réunions|formations|enfants|cas|"
    r"municipios|escuelas|reuniones|talleres|niños|casos)\b",
    re.IGNORECASE,
)
LOOKS_BACK = ("challenges", "lessons", *FUTURE)
"""Questions that ask for no results."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each such phrase in an answer about results."""
    for text in reading.told:
        if text.slot.question in LOOKS_BACK:
            continue
        for match in _VAGUE.finditer(text.plain):
            yield found(
                CODE,
                "note",
                text.slot,
                _("“%(words)s” does not say how many.") % {"words": match[0]},
                _("Give the number, or say that it is not known."),
                quote=match[0],
                start=match.start(),
                end=match.end(),
            )
