"""Every revision of an answer, and what changed in it, word by word."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from django.db.models import QuerySet

from milepost.reporting.content import Choice, Choices, Scale, Steps, Value, Words, from_json
from milepost.reporting.edition import Question, tell
from milepost.reporting.models import Answer, Revision
from milepost.ui.passages import word_changes


class Change(NamedTuple):
    """A run of words: the same in both, only in the former, or only in the latter."""

    kind: Literal["same", "removed", "added"]
    text: str


def revisions_of(answer: Answer) -> QuerySet[Revision]:
    """All revisions with their people, newest first."""
    return answer.revisions.select_related("by__body", "contributor__body").order_by("-number")


def word_difference(before: str, after: str) -> list[Change]:
    """What changed between two texts, by words. `same` and `added` give `after`; `same` and `removed`, `before`."""
    return [Change(kind, text) for kind, text in word_changes(before, after)]


def readable(question: Question, value: Value | None, language: str) -> str:
    """A value as a text that two of can be compared: the marked-up words, the options by their names."""
    return "\n".join(_lines(question, value, language))


def readable_json(question: Question, data: object, language: str) -> str:
    """`readable` for a stored value."""
    return readable(question, from_json(question, data), language)


def _lines(question: Question, value: Value | None, language: str) -> Iterator[str]:
    match value:
        case Words():
            yield value.source
        case Choice():
            yield _option(question, value.value, language)
            if value.text:
                yield value.text
        case Choices():
            yield from (_option(question, each, language) for each in value.values)
            if value.other:
                yield value.other
        case Scale():
            yield f"{value.value} / {question.points}"
        case Steps():
            for number, step in enumerate(value.steps, 1):
                yield f"{number}. {step.title}"
                yield from (part for part in (step.source, step.owner, step.due, step.indicator) if part)


def _option(question: Question, value: str, language: str) -> str:
    option = question.option(value)
    return tell(option.text, language).text if option else value
