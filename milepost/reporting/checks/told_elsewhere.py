"""A question answered with nothing, of which another answer speaks."""

import re
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding, shown
from milepost.reporting.checks.reading.concepts import promised, shown_count
from milepost.reporting.checks.reading.report import FUTURE, Reading, Text, found
from milepost.reporting.checks.reading.words import Sentence, ordered_stems, stems

CODE = "told-elsewhere"
SEVERITY = "warning"
TITLE = gettext_lazy("Nothing here, but something elsewhere")
EXPLANATION = gettext_lazy(
    "A priority or a step is answered with nothing, and another answer of the same report tells of it."
)
GIVES_WAY_TO = ("status-without-account",)

RARE = 4
"""Sentences of the report in which a word stands at most, to be taken for a sign of one priority."""
FEWEST_SIGNS = 2


EVIDENCE = "assessment_detail"
"""The question that asks what the progress was judged by."""

_CITES = re.compile(
    r"\b(?:according to|based on|sipas|d'après|selon|según)\s+(?:the |të |les |los )?"
    r"(?:[^\W\d_]+ ){0,2}?(?:reports?|data|statistics|surveys?|register|records|raport\w*|të dhëna\w*|"
    r"rapports?|données|informes?|datos)\b[^.,;()\n]{0,60}",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each priority or step answered with nothing that others speak of, and for unnamed evidence."""
    for text in reading.texts:
        if text.says:
            continue
        if text.item is not None:
            sign = _spoken_of(reading, text.item.title)
            message, about = _("%(place)s tells of it all the same: “%(words)s”."), text.item.title
        else:
            sign = _cited(reading) if text.slot.question == EVIDENCE else None
            message, about = _("%(place)s names evidence all the same: “%(words)s”."), text.plain
        if sign:
            other, words = sign
            yield _finding(text, about, message % {"place": capfirst(reading.name(other.slot)), "words": shown(words)})


def _finding(text: Text, about: str, message: str) -> Finding:
    return found(
        CODE,
        "warning",
        text.slot,
        message,
        _("Tell it here, with what came of it."),
        quote=about,
        start=0,
        end=len(text.plain),
    )


def _cited(reading: Reading) -> tuple[Text, str] | None:
    """The first words of the report that name reports or data as their ground."""
    for text in reading.told:
        match = _CITES.search(text.plain)
        if match and text.slot.question not in FUTURE:
            return text, match[0]
    return None


def _spoken_of(reading: Reading, title: str) -> tuple[Text, str] | None:
    """The sentence that speaks most of a title: of its kind of work, or of two of its rare words."""
    own = {stem for stem in stems(title) if 0 < reading.frequency[stem] <= RARE}
    kinds = set(promised(ordered_stems(title))) - {"setup", "plan"}
    best: tuple[int, Text, Sentence] | None = None
    for text in reading.told:
        if text.slot.question in FUTURE or text.question.each == "priority":
            continue
        for sentence in text.sentences:
            signs = len(sentence.stems & own) + max((shown_count(kind, sentence.stems) for kind in kinds), default=0)
            enough = signs >= FEWEST_SIGNS and bool(sentence.stems & stems(title))
            if enough and (best is None or signs > best[0]):
                best = (signs, text, sentence)
    return (best[1], best[2].text) if best else None
