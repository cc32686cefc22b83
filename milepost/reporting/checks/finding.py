"""A finding: what a reviewer would ask, where, and what to do."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from milepost.reporting import text
from milepost.reporting.content import PlannedStep, Slot, Steps, Value, Words

Severity = Literal["error", "warning", "note"]

_BETWEEN_STEPS = "\n\n"

QUOTE_LIMIT = 90
"""Characters of the words a message quotes; a longer quote ends in an ellipsis."""


@dataclass(frozen=True)
class Finding:
    """One question of a careful reviewer.

    An error blocks submission, a warning asks for an explanation, a note informs. `start` and `end` index the plain
    text of the slot (`plain_text`), (0, 0) when no words are meant. `quote` is what the finding is about.
    """

    code: str
    severity: Severity
    slot: Slot | None
    start: int
    end: int
    message: str
    advice: str
    quote: str

    @property
    def fingerprint(self) -> str:
        """A short hash of what the finding is about, whatever the language: an explanation is kept under it."""
        words = " ".join(self.quote.split()).casefold()
        told = "\n".join((self.code, str(self.slot or "-"), words))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def plain_text(value: Value | None) -> str:
    """The text that a finding's span counts in: a long text without marks; for planned steps, one after the other."""
    if isinstance(value, Words):
        return value.plain
    if isinstance(value, Steps):
        return _BETWEEN_STEPS.join(step_text(step.title, step.source) for step in value.steps)
    return ""


def step_text(title: str, source: str) -> str:
    """One planned step as plain text: its title, a blank line, its text."""
    return "\n\n".join(part for part in (title, text.plain(source)) if part)


class PlacedStep(NamedTuple):
    """A planned step with its number, from 1, and where its text begins in `plain_text`."""

    number: int
    step: PlannedStep
    start: int


def placed_steps(value: Value | None) -> Iterator[PlacedStep]:
    """The planned steps of a value, none for any other kind."""
    start = 0
    for number, step in enumerate(value.steps if isinstance(value, Steps) else (), start=1):
        yield PlacedStep(number, step, start)
        start += len(step_text(step.title, step.source)) + len(_BETWEEN_STEPS)


def shown(quote: str) -> str:
    """A quote as a message shows it: one line, not too long, cut between words."""
    line = " ".join(quote.split())
    if len(line) <= QUOTE_LIMIT:
        return line
    return line[:QUOTE_LIMIT].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
