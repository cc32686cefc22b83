"""Pairs of sentences that tell the same thing, also in other words: shared words weigh by how rare they are."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from milepost.reporting.checks.reading.names import is_proper, parts, phrases, windows
from milepost.reporting.checks.reading.report import Reading, Text
from milepost.reporting.checks.reading.words import Sentence


class Told(NamedTuple):
    """A sentence with the answer it stands in, and its stems with known bodies and places as one token each."""

    text: Text
    sentence: Sentence
    tokens: frozenset[str]


class Weights:
    """How much a stem tells: much when it is rare in the report, little when every sentence has it."""

    def __init__(self, told: list[Told]) -> None:
        frequency = Counter(token for one in told for token in one.tokens)
        # Every pair of sentences asks, so that a stem's weight is computed once, and a whole sentence's too.
        self._stems = {token: math.log((len(told) + 1) / number) for token, number in frequency.items()}
        self._sentences = {one.tokens: self.of(one.tokens) for one in told}
        self.rarest = math.log(len(told) + 1)
        """The weight of a stem that stands in one sentence only."""

    def of(self, tokens: frozenset[str]) -> float:
        """The weight of several stems of the report together."""
        return sum(map(self._stems.__getitem__, tokens))

    def whole(self, one: Told) -> float:
        """The weight of a whole sentence."""
        return self._sentences[one.tokens]


def sentences(reading: Reading) -> list[Told]:
    """Every sentence of the report that says something, in order."""
    bodies = _bodies(reading)
    return [Told(text, sentence, _tokens(sentence, bodies)) for text in reading.told for sentence in text.sentences]


def _bodies(reading: Reading) -> list[tuple[frozenset[str], str, tuple[str, ...]]]:
    named = [(body.code, (*body.names.values(), *body.other_names), body.acronyms) for body in reading.knowledge.bodies]
    named += [
        (term.code, tuple(name for name in term.names.values() if is_proper(name)), term.abbreviations)
        for term in reading.terms
    ]
    return [
        (parts(name), f"@{code}", acronyms) for code, every, acronyms in named for name in every if len(parts(name)) > 1
    ]


def _tokens(sentence: Sentence, bodies: list[tuple[frozenset[str], str, tuple[str, ...]]]) -> frozenset[str]:
    """A body counts once, under whichever name: its name's words would make any two sentences about it alike."""
    tokens = set(sentence.stems)
    found: set[str] = set()
    names = list(phrases(sentence.text)) if bodies else []
    for wanted, code, acronyms in bodies:
        named = wanted <= sentence.stems and any(windows(name, wanted) for name in names)
        if named or any(acronym in sentence.text for acronym in acronyms):
            found.add(code)
            tokens -= wanted
            tokens -= {acronym.lower() for acronym in acronyms}
    return frozenset(tokens | found)


def likeness(one: Told, other: Told, weights: Weights) -> float:
    """From 0 to 1: the weight of what two sentences share, against the lighter of the two."""
    shared = weights.of(one.tokens & other.tokens)
    lighter = min(weights.whole(one), weights.whole(other))
    return shared / lighter if lighter else 0.0


def candidates(told: list[Told], fewest: int) -> Iterator[tuple[Told, Told]]:
    """Pairs of sentences of different answers that share at least so many stems, the earlier one first."""
    for index, later in enumerate(told):
        for earlier in told[:index]:
            if earlier.text is not later.text and len(earlier.tokens & later.tokens) >= fewest:
                yield earlier, later
