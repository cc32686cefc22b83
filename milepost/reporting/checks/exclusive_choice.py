"""Marks that contradict each other: "not applicable" beside others, or "other" without words."""

from collections.abc import Iterator

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.content import Choice, Choices, Slot
from milepost.reporting.edition import Option, Question, tell

CODE = "exclusive-choice"
SEVERITY = "error"
TITLE = gettext_lazy("Marks that exclude each other, or that ask for words")
EXPLANATION = gettext_lazy(
    "“Not applicable” says that no other option applies. “Other” asks which. A yes that asks for words gets a warning."
)


def find(reading: Reading) -> Iterator[Finding]:
    """At most one finding of each kind per choice."""
    for slot, question, _item in reading.asked:
        value = reading.value(slot)
        if isinstance(value, Choices):
            yield from _of_many(reading, slot, question, value)
        elif isinstance(value, Choice):
            option = question.option(value.value)
            if option and option.with_text and not value.text:
                yield _without_words(reading, slot, option, "warning" if not question.required else "error")


def _of_many(reading: Reading, slot: Slot, question: Question, value: Choices) -> Iterator[Finding]:
    ticked = [option for option in question.options if option.value in value.values]
    alone = next((option for option in ticked if option.exclusive), None)
    if alone and len(ticked) > 1:
        others = ", ".join(f"“{_words(option)}”" for option in ticked if option is not alone)
        yield found(
            CODE,
            "error",
            slot,
            _("“%(alone)s” is marked in %(question)s together with %(others)s.")
            % {"alone": _words(alone), "question": reading.name(slot), "others": others},
            _("Keep “%(alone)s” alone, or take its mark away.") % {"alone": _words(alone)},
            quote=_words(alone),
        )
    asking = next((option for option in ticked if option.with_text), None)
    if asking and not value.other:
        yield _without_words(reading, slot, asking, "error")
    if value.other and value.values and not asking:
        yield found(
            CODE,
            "warning",
            slot,
            _("“%(words)s” is written in %(question)s, and the option it belongs to is not marked.")
            % {"words": value.other, "question": reading.name(slot)},
            _("Mark the option too, or delete the words."),
            quote=value.other,
        )


def _without_words(reading: Reading, slot: Slot, option: Option, severity: str) -> Finding:
    return found(
        CODE,
        "error" if severity == "error" else "warning",
        slot,
        _("“%(option)s” is marked in %(question)s without saying which.")
        % {"option": _words(option), "question": reading.name(slot)},
        _("Write in a few words what is meant, or take the mark away."),
        quote=_words(option),
    )


def _words(option: Option) -> str:
    return tell(option.text, get_language() or "en").text
