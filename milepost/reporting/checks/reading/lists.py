"""Two lists of which one answers the other, point by point: challenges and lessons."""

from collections.abc import Iterator

from milepost.reporting.checks.reading.points import Point
from milepost.reporting.checks.reading.report import Reading, Text
from milepost.reporting.checks.reading.words import stems
from milepost.reporting.edition import Question

SAME_HEAD = 0.5
"""Weighted share of the shorter head's words from which two points are about one thing."""
SAME_TEXT = 0.34
"""The same for whole points, which have more words to differ in."""
FEWEST_SHARED = 2
_GENERIC = frozenset(
    "challeng lesson learn address overcom solut problem issu need impact improv lack continu effort measur import "
    "system develop absenc limit insuffici strengthen work activ countri nation level local".split()
)
"""Stems with which a point of either list begins, whatever it is about."""


def pairs_of_lists(reading: Reading) -> Iterator[tuple[Question, Question]]:
    """The questions of the edition that answer another one, each with that other one."""
    for question in reading.content.edition.questions:
        if question.answers:
            yield reading.content.edition.question(question.answers), question


def unanswered(reading: Reading, these: Question, others: Question) -> Iterator[tuple[Text, Point]]:
    """The points of one list that no point of the other is about. Nothing when either list says nothing."""
    mine = list(reading.points_told(these))
    theirs = [point for _text, point in reading.points_told(others)]
    if not mine or not theirs or (len(mine) == 1 and len(theirs) == 1):
        return
    for text, point in mine:
        if not any(about_one_thing(reading, point, other) for other in theirs):
            yield text, point


def about_one_thing(reading: Reading, one: Point, other: Point) -> bool:
    """Whether two points are about one thing: by their labels where both have one, else by all their words."""
    labels = bool(one.label and other.label)
    first, second = (stems(point.label if labels else point.text) for point in (one, other))
    first, second = first - _GENERIC, second - _GENERIC
    shared = _weight(reading, first & second)
    lighter = min(_weight(reading, first), _weight(reading, second))
    enough = labels or len(first & second) >= FEWEST_SHARED
    return enough and lighter > 0 and shared / lighter >= (SAME_HEAD if labels else SAME_TEXT)


def _weight(reading: Reading, some: frozenset[str]) -> float:
    """Rare stems weigh more: in a report about children, "child" tells little."""
    return sum(1 / (1 + reading.frequency[stem]) for stem in some)
