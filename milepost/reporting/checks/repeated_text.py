"""Two answers that tell the same thing, also in other words, or one event told in several answers."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from milepost.reporting.checks.finding import Finding, shown
from milepost.reporting.checks.reading.pairs import Told, Weights, candidates, likeness, sentences
from milepost.reporting.checks.reading.report import FUTURE, SUMMARY, Reading, found
from milepost.reporting.checks.reading.words import ordered_stems
from milepost.reporting.content import Slot

CODE = "repeated-text"
SEVERITY = "warning"
TITLE = gettext_lazy("The same thing told twice")
EXPLANATION = gettext_lazy(
    "A sentence of this answer tells what another answer tells. One event should be told once and counted once; the "
    "other answers can point to it. The highlights pick from the other answers, lessons answer challenges, and plans "
    "go on with what was done: these are left alone."
)

ALIKE = 0.55
"""Weighted share of words from which two sentences tell the same thing (0 to 1)."""
FEWEST_SHARED = 5
"""Stems that two such sentences share at least."""
SHARED_WEIGHT = 3.25
"""What these weigh together at least, in stems that stand in one sentence only."""
NEARLY_EQUAL = 88
"""Letter-wise likeness (0 to 100) from which two sentences are the same whatever their words weigh."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each answer that repeats earlier ones, naming all of these."""
    told = sentences(reading)
    weights = Weights(told)
    repeats: dict[Slot, list[tuple[float, Told, Told]]] = defaultdict(list)
    for earlier, later in candidates(told, FEWEST_SHARED):
        if _may_repeat(reading, earlier, later):
            continue
        weight = weights.of(earlier.tokens & later.tokens)
        alike = likeness(earlier, later, weights) >= ALIKE and weight >= SHARED_WEIGHT * weights.rarest
        if alike or _nearly_equal(earlier, later):
            repeats[later.text.slot].append((weight, earlier, later))
    for pairs in repeats.values():
        yield _finding(reading, pairs)
    yield from _goes_on(reading, set(repeats))


def _may_repeat(reading: Reading, earlier: Told, later: Told) -> bool:
    one, other = earlier.text.question, later.text.question
    keys = {one.key, other.key}
    return SUMMARY in keys or bool(keys & {*FUTURE}) or one.answers == other.key or other.answers == one.key


def _nearly_equal(earlier: Told, later: Told) -> bool:
    return fuzz.token_sort_ratio(earlier.sentence.text, later.sentence.text) >= NEARLY_EQUAL


_THIS_EVENT = re.compile(
    r"\b(?:this|that|the same|these|ky|kjo|këtij|kësaj|cet|cette|est[ea])\s+(?:[^\W\d_]+\s+){0,2}?"
    r"(?:workshop|meeting|training|seminar|conference|event|activity|campaign|takim\w*|trajnim\w*|atelier|réunion|"
    r"formation|taller|reunión|capacitación)\b",
    re.IGNORECASE,
)


def _goes_on(reading: Reading, known: set[Slot]) -> Iterator[Finding]:
    """Answers that begin with "within this workshop": the workshop is told in the answer before."""
    for before, text in pairwise(reading.told):
        first = text.sentences[0]
        event = _THIS_EVENT.search(first.text)
        if event is None or text.slot in known or text.question.key == SUMMARY:
            continue
        if ordered_stems(event[0])[-1] not in before.stems:
            continue
        yield found(
            CODE,
            "warning",
            text.slot,
            _("“%(words)s” goes on with what %(place)s tells: one event in two answers.")
            % {"words": event[0], "place": reading.name(before.slot)},
            _("Tell the event once, where it belongs, and say here what was done for this question."),
            quote=event[0],
            start=first.start + event.start(),
            end=first.start + event.end(),
        )


def _finding(reading: Reading, pairs: list[tuple[float, Told, Told]]) -> Finding:
    _measure, earlier, later = max(pairs, key=lambda pair: (pair[0], -pair[2].sentence.start))
    places = sorted({pair[1].text.slot for pair in pairs}, key=[slot for slot, _q, _i in reading.asked].index)
    return found(
        CODE,
        "warning",
        later.text.slot,
        _("“%(words)s” repeats what is told in %(places)s: “%(earlier)s”.")
        % {
            "words": shown(later.sentence.text),
            "places": reading.names(places),
            "earlier": shown(earlier.sentence.text),
        },
        _("Tell it once, where it belongs, and say here only what is new."),
        quote=later.sentence.text,
        start=later.sentence.start,
        end=later.sentence.end,
    )
