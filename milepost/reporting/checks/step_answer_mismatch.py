"""A text about a carried step that does not speak of that step."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.concepts import promised, shows
from milepost.reporting.checks.reading.report import FUTURE, SUMMARY, Reading, Text, found
from milepost.reporting.checks.reading.words import Word, ordered_stems, stem, stems, words
from milepost.reporting.content import Slot

CODE = "step-answer-mismatch"
SEVERITY = "warning"
TITLE = gettext_lazy("A step's text that tells of something else")
EXPLANATION = gettext_lazy(
    "The step promised one kind of work (training, awareness raising, a survey …) or one subject, and the text about "
    "it holds no word of it."
)

FEWEST_OF_TITLE = 0.25
"""Share of a title's content words that a text about it holds at least."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each step whose text does not speak of it."""
    for text in reading.told:
        if text.question.each != "step" or text.item is None:
            continue
        missing = _missing(text, text.item.title)
        if missing:
            yield found(
                CODE,
                "warning",
                text.slot,
                _("The text about step %(number)d says nothing of “%(missing)s”: the step is “%(title)s”.")
                % {"number": text.item.number, "missing": missing, "title": text.item.title},
                _advice(reading, text, text.item.title),
                quote=text.item.title,
            )


def _missing(text: Text, title: str) -> str:
    """The words of the title that the text does not speak of; empty when it speaks of the step."""
    kinds = promised(ordered_stems(title))
    absent = [said for concept, said in kinds.items() if not shows(concept, text.stems)]
    if absent and len(absent) == len(kinds):
        return ", ".join(_word_of(title, said) for said in absent)
    wanted = stems(title)
    if wanted and len(wanted & text.stems) / len(wanted) < FEWEST_OF_TITLE and not kinds:
        return title
    return ""


def _word_of(title: str, wanted: str) -> str:
    """The word of the title that has the stem, with the word after it where that belongs to it."""
    every: tuple[Word, ...] = words(title)
    index = next(i for i, word in enumerate(every) if stem(word.text) == wanted)
    after = every[index + 1] if index + 1 < len(every) else None
    joined = after is not None and after.text.casefold() in _JOINED
    return title[every[index].start : after.end if joined and after else every[index].end]


_JOINED = frozenset({"raising", "building", "activities", "campaign", "campaigns"})


def _advice(reading: Reading, text: Text, title: str) -> str:
    """Where the report does speak of what the step promised, if anywhere."""
    kinds = promised(ordered_stems(title))
    subject = stems(title) - set(kinds.values())
    elsewhere: list[Slot] = [
        other.slot
        for other in reading.told
        if other.slot != text.slot
        and other.slot.question not in (SUMMARY, *FUTURE)
        and any(
            all(shows(concept, one.stems) for concept in kinds) and len(one.stems & subject) >= 2
            for one in other.sentences
        )
    ]
    if kinds and elsewhere:
        return _("Say here what was done for this step, part of which is told in %(places)s.") % {
            "places": reading.names(elsewhere)
        }
    return _("Say what was done for this step in the period, or that nothing was done and why.")
