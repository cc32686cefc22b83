"""Two lists of which one answers the other, point by point: challenges and lessons."""

from collections import Counter
from collections.abc import Iterator

from milepost.reporting.checks.reading.points import Point
from milepost.reporting.checks.reading.report import Reading, Text
from milepost.reporting.checks.reading.words import stems
from milepost.reporting.edition import Question

SAME_LABEL = 0.5
"""Weighted share of the shorter label's words from which two points are about one thing."""
FEW_POINTS = 2
"""Points of both lists in which a word stands at most, to be a sign of one thing."""
SIGNS_IN_LABELS = 2
"""Rare words of labels that the other point has too, from which two labelled points are about one thing."""
MANY_SHARED = 4
"""Words that two points without labels share, from which they are about one thing."""
UBIQUITOUS = 0.15
"""Share of the report's sentences from which a stem tells nothing."""
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
    signs = _signs([point for _text, point in mine] + theirs)
    for text, point in mine:
        if not any(_about_one_thing(reading, point, other, signs) for other in theirs):
            yield text, point


def _signs(points: list[Point]) -> frozenset[str]:
    """Stems that stand in a few points only, so that sharing one says that two points are about one thing."""
    counts = Counter(stem for point in points for stem in stems(point.text))
    return frozenset(stem for stem, count in counts.items() if count <= FEW_POINTS) - _GENERIC


def _about_one_thing(reading: Reading, one: Point, other: Point, signs: frozenset[str]) -> bool:
    """By their labels where both have one, or by rare words that both have: one where a label is missing, else more."""
    shared = stems(one.text) & stems(other.text) - _GENERIC
    if not (one.label and other.label):
        return bool(shared & signs) or len(shared) >= MANY_SHARED
    in_labels = shared & signs & (stems(one.label) | stems(other.label))
    if len(in_labels) >= SIGNS_IN_LABELS:
        return True
    first, second = _telling(reading, stems(one.label)), _telling(reading, stems(other.label))
    lighter = min(_weight(reading, first), _weight(reading, second))
    return lighter > 0 and _weight(reading, first & second) / lighter >= SAME_LABEL


def _telling(reading: Reading, some: frozenset[str]) -> frozenset[str]:
    """The stems that tell labels apart: not those of every sentence, nor those of every challenge, if any others."""
    rare = frozenset(stem for stem in some if reading.frequency[stem] <= UBIQUITOUS * reading.sentence_count) or some
    return rare - _GENERIC or rare


def _weight(reading: Reading, some: frozenset[str]) -> float:
    """Rare stems weigh more: in a report about children, "child" tells little."""
    return sum(1 / (1 + reading.frequency[stem]) for stem in some)
