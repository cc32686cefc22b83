"""A question answered with nothing, of which another answer speaks."""

from collections.abc import Iterator

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

RARE = 4
"""Sentences of the report in which a word stands at most, to be taken for a sign of one priority."""
FEWEST_SIGNS = 2


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each priority or step answered with nothing that others speak of."""
    for text in reading.texts:
        if text.says or text.item is None:
            continue
        sign = _spoken_of(reading, text.item.title)
        if sign:
            other, sentence = sign
            yield found(
                CODE,
                "warning",
                text.slot,
                _("%(place)s tells of it all the same: “%(words)s”.")
                % {"place": _capital(reading.name(other.slot)), "words": shown(sentence.text)},
                _("Tell it here, with what came of it."),
                quote=text.item.title,
                start=0,
                end=len(text.plain),
            )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _spoken_of(reading: Reading, title: str) -> tuple[Text, Sentence] | None:
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
    return (best[1], best[2]) if best else None
