"""The words that the values of a register may mean: the country's, the workers of the unit, sexes and risk levels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from rapidfuzz.distance import JaroWinkler

from milepost.accounts.models import Person
from milepost.accounts.queries import people_at
from milepost.cases.states import RISK_LEVELS
from milepost.institutions.models import Body
from milepost.intake.columns import FIELDS, Field, Matching, fold
from milepost.intake.table import Table
from milepost.intake.values import RISKS, SEXES, SPLIT
from milepost.people.codes import SEXES as SEX_NAMES
from milepost.places.codes import words_of
from milepost.places.models import reader_language

MOST_VALUES = 150
"""Different values of one column; with more of them it is hardly a column of words."""
_GUESS = 0.92


@dataclass(frozen=True)
class Word:
    """A word that a value can mean, how a reader calls it, and the folded spellings it is known by."""

    code: str
    name: str | Promise
    spellings: tuple[str, ...]


Vocabulary = Mapping[str, Sequence[Word]]
"""The words by field."""


def vocabulary_of(unit: Body) -> Vocabulary:
    """All words of a unit: two queries."""
    lists = {each.words for each in FIELDS.values() if each.words}
    language, words = reader_language(), words_of(unit.country_id, *lists)
    found: dict[str, list[Word]] = {}
    for each in FIELDS.values():
        if each.words:
            found[each.code] = [
                Word(
                    word.code, word.name(language), (fold(word.code.replace("_", " ")), *map(fold, word.names.values()))
                )
                for word in words[each.words]
            ]
    found["sex"] = [Word(code, name, SEXES[code]) for code, name in SEX_NAMES.items()]
    found["risk"] = [Word(code, name, RISKS[code]) for code, name in RISK_LEVELS.items()]
    found["worker"] = [Word(str(each.pk), each.name, (fold(each.name),)) for each in workers_of(unit)]
    return found


def workers_of(unit: Body) -> Iterable[Person]:
    """Who can be the worker of a file."""
    return people_at(unit, "case.contact")


def parts_of(cell: str, field: Field) -> list[str]:
    """The folded values in a cell: one, or several where the field takes several."""
    folded = fold(cell)
    return [part for part in SPLIT.split(folded) if part] if field.several else [folded] if folded else []


def values_of(table: Table, index: int, field: Field) -> dict[str, int]:
    """The different values of a column, folded, with how often each occurs; the most frequent first."""
    counts: dict[str, int] = {}
    for cell in table.column(index):
        for part in parts_of(cell, field):
            counts[part] = counts.get(part, 0) + 1
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def guess(value: str, words: Sequence[Word]) -> str:
    """The code that a folded value most likely means, "" where none is likely enough."""
    best = max(
        ((_like(value, spelling), word.code) for word in words for spelling in word.spellings), default=(0.0, "")
    )
    return best[1] if best[0] >= _GUESS else ""


def _like(value: str, spelling: str) -> float:
    """Letter by letter, or one within the other as whole words: "lypje ne rruge" holds "lypje"."""
    if value == spelling:
        return 1.0
    if min(len(value), len(spelling)) < 4:
        return 0.0
    if f" {spelling} " in f" {value} " or f" {value} " in f" {spelling} ":
        return 0.95
    return JaroWinkler.similarity(value, spelling)


def guessed_words(
    table: Table, matching: Matching, vocabulary: Vocabulary, before: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """What every value means as far as it is known: as the unit told it before, else a guess."""
    found: dict[str, dict[str, str]] = {}
    for index, field in matching.worded:
        told, words = before.get(field.code, {}), vocabulary[field.code]
        known = {word.code for word in words} | {""}
        found[field.code] = {
            value: told[value] if told.get(value) in known else guess(value, words)
            for value in list(values_of(table, index, field))[:MOST_VALUES]
        }
    return found
