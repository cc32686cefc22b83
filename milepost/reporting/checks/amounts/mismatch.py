"""A number that contradicts something, as every rule finds it."""

from typing import NamedTuple

from milepost.reporting.checks.reading.figures import Figure
from milepost.reporting.checks.reading.report import Text


class Mismatch(NamedTuple):
    """A figure, and why it cannot stand."""

    text: Text
    figure: Figure
    message: str
    advice: str

    @property
    def quote(self) -> str:
        """The number with its noun."""
        return self.text.plain[self.figure.number_start : self.figure.end]


def quoted(text: Text, figure: Figure) -> str:
    """A figure's number with its noun, as written."""
    return text.plain[figure.number_start : figure.end]


def number(value: float) -> str:
    """A number as a message says it."""
    return f"{value:g}" if value < 10**6 else f"{value:.0f}"
