"""A planned step whose text describes something and does not say what will be done."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting import text as markup
from milepost.reporting.checks.finding import Finding, placed_steps, step_text
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.checks.reading.words import sentences, words

CODE = "step-without-action"
SEVERITY = "note"
TITLE = gettext_lazy("A planned step that says nothing of what will be done")
EXPLANATION = gettext_lazy("The text says what a document or a body is. A step says who will do what, and by when.")

_TO_COME = re.compile(
    r"\b(?:(?<!you )will|shall|going to|plans? to|planned|is to|are to|by (?:the end|\w+ 20\d\d|20\d\d)|until|next|"
    r"do të|pritet|parashikohet|sera|seront|prévoit|prévue?s?|será|serán|prevé|previst[oa]s?)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"\b(?:is|are|has|have|focuses|includes|është|janë|ka|est|sont|es|son)\b", re.IGNORECASE)
LONG_ENOUGH = 25
"""Words from which a text could have said it."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each such step."""
    for slot, _question, _item in reading.asked:
        for number, step, start in placed_steps(reading.value(slot)):
            body = markup.plain(step.source)
            first = next(iter(sentences(body)), None)
            if first is None or not _only_describes(body, first.text):
                continue
            place = start + len(step_text(step.title, step.source)) - len(body) + first.start
            yield found(
                CODE,
                "note",
                slot,
                _("The text of step %(number)d describes, and does not say what will be done.") % {"number": number},
                _("Say who will do what, where and by when."),
                quote=first.text,
                start=place,
                end=place + len(first.text),
            )


def _only_describes(body: str, first: str) -> bool:
    return len(words(body)) >= LONG_ENOUGH and bool(_DESCRIBES.search(first)) and not _TO_COME.search(body)
