"""The children of a unit that rows of a register may be: the search of `people` for many at once, within one unit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.db.models.functions import Coalesce
from django.views.decorators.debug import sensitive_variables

from milepost.institutions.models import Body
from milepost.people import tags
from milepost.people.identity import Identity
from milepost.people.likeness import LIKELY, POSSIBLE, likeness
from milepost.people.models import Child, Tag
from milepost.people.queries import known
from milepost.vault.opening import Opener

Each = TypeVar("Each")
BATCH = 800
"""Values asked for at once."""


@dataclass(frozen=True)
class Alike:
    """A child of the unit that a row may be. `sure`: no doubt is left, because whole names and days of birth agree."""

    child: Child
    identity: Identity = field(repr=False)
    score: int
    sure: bool


@sensitive_variables()
def alike(unit: Body, wanted: Sequence[Identity], opener: Opener) -> list[list[Alike]]:
    """For each identity the children of the unit that it may be, the likest first. Raises `Locked`.

    Some queries for all of them. A child is opened only where a tag is shared; nothing of another unit is looked at.
    """
    key = opener.tag_key(unit.country_id)
    looked_for = [tags.looked_for(key, words) for words in wanted]
    children = _children_by_tag(unit, {each for found in looked_for for each in found})
    rows = Child.objects.filter(country=unit.country_id, unit=unit, merged_into=None)
    pks = {pk for found in children.values() for pk in found}
    opened = {each.child.pk: each for chunk in chunks(sorted(pks)) for each in known(rows.filter(pk__in=chunk), opener)}
    answers = []
    for words, kinds in zip(wanted, looked_for, strict=True):
        near = {pk for each in kinds for pk in children.get(each, ()) if pk in opened}
        scored = [(likeness(words, opened[pk].identity), opened[pk]) for pk in near]
        likely = sorted((-score, each.child.reference, each) for score, each in scored if score >= POSSIBLE)
        answers.append(
            [
                Alike(each.child, each.identity, -score, _sure(words, each.identity, -score))
                for score, _r, each in likely
            ]
        )
    return answers


@sensitive_variables()
def _sure(words: Identity, child: Identity, score: int) -> bool:
    """A name alone is no proof, nor is a year: two children of one name are common."""
    guessed = words.birth_estimated or child.birth_estimated
    dated = words.birth and words.birth.full and child.birth and child.birth.full
    return score >= LIKELY and bool(dated and words.surname and child.surname) and not guessed


def _children_by_tag(unit: Body, wanted: tags.Tags) -> dict[tuple[str, int], set[UUID]]:
    values = defaultdict(set)
    for kind, value in wanted:
        values[kind].add(value)
    found: dict[tuple[str, int], set[UUID]] = defaultdict(set)
    for kind, those in sorted(values.items()):
        for chunk in chunks(sorted(those)):
            rows = Tag.objects.filter(country=unit.country_id, kind=kind, value__in=chunk, child__unit=unit)
            for value, root in rows.values_list("value", Coalesce("child__merged_into_id", "child_id")):
                found[(kind, value)].add(root)
    return found


def chunks(rows: Sequence[Each]) -> Iterator[Sequence[Each]]:
    """A list in parts that one query can ask for."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
