"""Two sentences that give different numbers for one thing, or one number to two things."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from milepost.reporting.checks.amounts.mismatch import Mismatch, quoted
from milepost.reporting.checks.reading.figures import Figure
from milepost.reporting.checks.reading.report import Reading, Text
from milepost.reporting.checks.reading.words import Sentence, stems

MEMORABLE = 13
"""Numbers from which two uses of one number are hardly an accident."""
SAME_CONTEXT = 0.34
"""Share of the shorter sentence's stems from which two sentences are about one thing."""
SAME_NUMBER_CONTEXT = 0.25
"""The same where the number itself already is shared."""
FEWEST_SHARED = 3


class Told(NamedTuple):
    """A figure with the sentence it stands in, and what else that sentence says."""

    text: Text
    sentence: Sentence
    figure: Figure
    context: frozenset[str]
    years: frozenset[int]


def find(reading: Reading) -> Iterator[Mismatch]:
    """Contradictions, each once, at the later of the two places."""
    told = list(_figures(reading))
    for index, later in enumerate(told):
        for earlier in told[:index]:
            if earlier.sentence == later.sentence or earlier.figure.percent or later.figure.percent:
                continue
            message = _two_numbers(earlier, later) or _two_things(earlier, later)
            if message:
                yield Mismatch(
                    later.text,
                    later.figure,
                    message
                    % {
                        "words": quoted(later.text, later.figure),
                        "earlier": quoted(earlier.text, earlier.figure),
                        "place": reading.name(earlier.text.slot),
                    },
                    _("Find out which is right, and say the same in both places."),
                )
                break


def _figures(reading: Reading) -> Iterator[Told]:
    for text in reading.told:
        for sentence in text.sentences:
            figures = text.figures_in(sentence)
            years = frozenset(when.first.year for when in text.dates_in(sentence) if not when.named)
            for figure in figures:
                yield Told(text, sentence, figure, sentence.stems - stems(figure.noun), years)


def _context_shared(one: Told, other: Told) -> float:
    shared = len(one.context & other.context)
    shorter = min(len(one.context), len(other.context))
    enough = shared >= FEWEST_SHARED or shared == shorter >= FEWEST_SHARED - 1
    return shared / shorter if shorter and enough else 0.0


def _times_differ(one: Told, other: Told) -> bool:
    return bool(one.years and other.years and not one.years & other.years)


def _two_numbers(earlier: Told, later: Told) -> str:
    same_thing = stems(earlier.figure.noun) == stems(later.figure.noun)
    if not same_thing or earlier.figure.value == later.figure.value or _times_differ(earlier, later):
        return ""
    several = len({figure.value for one in (earlier, later) for figure in _same_noun(one)}) > 2
    said_there_too = later.figure.value in {figure.value for figure in _same_noun(earlier)}
    if several or said_there_too or _context_shared(earlier, later) < SAME_CONTEXT:
        return ""
    return _("“%(words)s” here, “%(earlier)s” in %(place)s.")


def _same_noun(one: Told) -> list[Figure]:
    return [figure for figure in one.text.figures_in(one.sentence) if figure.key == one.figure.key]


def _two_things(earlier: Told, later: Told) -> str:
    if earlier.figure.value != later.figure.value or earlier.figure.value < MEMORABLE:
        return ""
    if earlier.figure.key == later.figure.key or stems(earlier.figure.noun) & stems(later.figure.noun):
        return ""
    if _context_shared(earlier, later) < SAME_NUMBER_CONTEXT:
        return ""
    return _("“%(words)s” here, “%(earlier)s” in %(place)s: one number is said of two things.")
