"""A choice or a scale without a mark: not recorded, which is never "No" and never the first option."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import Choices
from milepost.reporting.edition import Question

CODE = "choice-not-recorded"
SEVERITY = "error"
TITLE = gettext_lazy("A choice without a mark")
EXPLANATION = gettext_lazy(
    "No option is marked, often because the ticks were lost when a document became text. Nothing is assumed: no mark "
    "is not “No”. An error where the question is required, else a warning."
)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each choice or scale without a mark."""
    for slot, question, item in reading.asked:
        value = reading.value(slot)
        only_words = isinstance(value, Choices) and not value.values
        if question.kind not in ("one_of", "many_of", "scale") or not (value is None or only_words):
            continue
        words = value.other if isinstance(value, Choices) else ""
        about = f" (“{item.title}”)" if item else ""
        yield found(
            CODE,
            "error" if question.required else "warning",
            slot,
            _message(question, words) % {"question": reading.name(slot), "item": about, "words": words},
            _("Mark what applies: the document did not say, and nothing is assumed."),
            quote=item.title if item else "",
        )


def _message(question: Question, words: str) -> str:
    if words:
        return _("In %(question)s “%(words)s” is written, and no option is marked.")
    if question.kind == "scale":
        return _("No point is marked on the scale of %(question)s.")
    return _("No option is marked in %(question)s%(item)s.")
