"""Pairs of sentences that tell the same thing, also in other words: shared words weigh by how rare they are."""

import math
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
        self._count = len(told)
        self._frequency: dict[str, int] = {}
        for one in told:
            for token in one.tokens:
                self._frequency[token] = self._frequency.get(token, 0) + 1

    @property
    def rarest(self) -> float:
        """The weight of a stem that stands in one sentence only."""
        return math.log(self._count + 1)

    def of(self, tokens: frozenset[str]) -> float:
        """The weight of several stems together."""
        return sum(math.log((self._count + 1) / self._frequency.get(token, 1)) for token in tokens)


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
    lighter = min(weights.of(one.tokens), weights.of(other.tokens))
    return shared / lighter if lighter else 0.0


def candidates(told: list[Told], fewest: int) -> Iterator[tuple[Told, Told]]:
    """Pairs of sentences of different answers that share at least so many stems, the earlier one first."""
    for index, later in enumerate(told):
        for earlier in told[:index]:
            if earlier.text is not later.text and len(earlier.tokens & later.tokens) >= fewest:
                yield earlier, later
