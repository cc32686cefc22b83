"""An answer taken over from last year's report."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from milepost.reporting.checks.finding import Finding, plain_text
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.checks.reading.words import Sentence, sentences
from milepost.reporting.content import Slot

CODE = "same-as-last-year"
SEVERITY = "warning"
TITLE = gettext_lazy("The same words as last year")
EXPLANATION = gettext_lazy("A sentence about what was done stands in last year's report, nearly word for word.")

NEARLY_EQUAL = 90
"""Likeness (0 to 100) from which a sentence is last year's."""
FEWEST_STEMS = 6
"""Content words that such a sentence has: short ones are alike by chance."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each answer with sentences of last year, at the first of them."""
    if reading.previous is None:
        return
    former = _sentences_by_question(reading)
    for text in reading.told:
        if text.question.carries:
            continue
        old = former.get(text.slot.question, [])
        kept = [one for one in text.sentences if len(one.stems) >= FEWEST_STEMS and _stands_in(one, old)]
        if kept:
            yield found(
                CODE,
                "warning",
                text.slot,
                _("“%(words)s” stands in last year's report too (%(count)d of %(all)d sentences do).")
                % {"words": kept[0].text, "count": len(kept), "all": len(text.sentences)},
                _("Say what was done in this year's period."),
                quote=kept[0].text,
                start=kept[0].start,
                end=kept[0].end,
            )


def _sentences_by_question(reading: Reading) -> dict[str, list[Sentence]]:
    assert reading.previous is not None
    former: dict[str, list[Sentence]] = {}
    for slot, value in reading.previous.answers.items():
        former.setdefault(Slot(slot.question).question, []).extend(sentences(plain_text(value)))
    return former


def _stands_in(sentence: Sentence, old: list[Sentence]) -> bool:
    return any(fuzz.ratio(sentence.text, one.text, score_cutoff=NEARLY_EQUAL) for one in old)
