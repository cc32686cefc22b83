"""Searching for a child, so that none is written down twice: across spellings, and across units without their names."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.people import tags
from milepost.people.identity import Identity
from milepost.people.likeness import POSSIBLE, likeness
from milepost.people.models import Child, Tag
from milepost.people.queries import known, tag_generation, untagged
from milepost.people.rules import can_search
from milepost.vault.opening import Opener

MOST_OPENED = 500
"""Candidates that are opened and compared; the ones with the most tags in common come first."""
MOST_SHOWN = 20
MOST_ELSEWHERE = 10
_WORTH = {"surname_birth": 4, "sound": 3, "bones": 2, "name_year": 1}


@dataclass(frozen=True)
class Match:
    """A child that the searcher can open. `score`: 0-100, see `likeness`."""

    child: Child
    identity: Identity = field(repr=False)
    score: int


@dataclass(frozen=True)
class Elsewhere:
    """A possible match that another unit holds: whom to call, and the reference to name. There is nothing more."""

    unit: Body
    reference: str


@dataclass(frozen=True)
class Found:
    """What a search found. `more_elsewhere` is how many were left out; `unsearchable` children have no tags yet."""

    matches: tuple[Match, ...]
    elsewhere: tuple[Elsewhere, ...]
    more_elsewhere: int
    unsearchable: int


@dataclass
class _Candidate:
    """A row that shares a tag. `root` is the row it was joined into, or itself."""

    key: uuid.UUID
    root: uuid.UUID
    root_key: uuid.UUID
    kinds: set[str] = field(default_factory=set)

    @property
    def worth(self) -> int:
        return sum(_WORTH[kind] for kind in self.kinds)


@sensitive_variables()
@transaction.atomic
def search(unit: Body, words: Identity, *, by: Person, opener: Opener) -> Found:
    """Look for a child on behalf of a unit. The audit learns the kinds of tags and the hits, never a word.

    Raises `Refused` with a sentence where the words are too few, the person's key is locked, or the unit has no key
    of search tags.
    """
    require(can_search(by, unit, words, opener), "people.search", unit.country_id)
    wanted = tags.looked_for(opener.tag_key(unit.country_id), words)
    candidates = _candidates(unit.country_id, wanted)
    opened = opener.open_cases({key for each in candidates.values() for key in (each.key, each.root_key)})
    matches = _matches(candidates, opened, words, opener)
    elsewhere = _elsewhere(candidates, opened, words)
    found = Found(
        tuple(matches[:MOST_SHOWN]),
        _whom_to_ask(elsewhere[:MOST_ELSEWHERE]),
        max(0, len(elsewhere) - MOST_ELSEWHERE),
        untagged(unit, tag_generation(unit.country_id, opener)).count(),
    )
    kinds = sorted({kind for kind, _value in wanted})
    record("people.search", by=by, on=unit, kinds=kinds, matches=len(matches), elsewhere=len(elsewhere))
    return found


def _candidates(country: str, wanted: tags.Tags) -> Mapping[uuid.UUID, _Candidate]:
    """The rows that share a tag, by id: one query over the index of tags."""
    values = defaultdict(set)
    for kind, value in wanted:
        values[kind].add(value)
    any_of = Q()
    for kind, those in sorted(values.items()):
        any_of |= Q(country=country, kind=kind, value__in=sorted(those))
    rows = Tag.objects.filter(any_of).values_list(
        "child_id", "kind", "child__key_id",
        Coalesce("child__merged_into_id", "child_id"), Coalesce("child__merged_into__key_id", "child__key_id"),
    )  # fmt: skip
    found: dict[uuid.UUID, _Candidate] = {}
    for pk, kind, key, root, root_key in rows:
        found.setdefault(pk, _Candidate(key, root, root_key)).kinds.add(kind)
    return found


@sensitive_variables()
def _matches(
    candidates: Mapping[uuid.UUID, _Candidate], opened: Mapping[uuid.UUID, bytes], words: Identity, opener: Opener
) -> list[Match]:
    """What the searcher's keys open, compared name by name, the likest first; a joined row answers as its root."""
    ours = {pk: each for pk, each in candidates.items() if each.root_key in opened}
    nearest = sorted(ours, key=lambda pk: (-ours[pk].worth, str(pk)))[:MOST_OPENED]
    rows = Child.objects.filter(pk__in={*nearest, *(ours[pk].root for pk in nearest)}).select_related("unit")
    by_id = {each.child.pk: each for each in known(rows, opener)}
    best: dict[uuid.UUID, int] = defaultdict(int)
    for pk in nearest:
        root = ours[pk].root
        best[root] = max(best[root], *(likeness(words, by_id[each].identity) for each in (pk, root) if each in by_id))
    likely = sorted((-score, by_id[root].child.reference, root) for root, score in best.items() if score >= POSSIBLE)
    return [Match(by_id[root].child, by_id[root].identity, -score) for score, _reference, root in likely]


def _elsewhere(
    candidates: Mapping[uuid.UUID, _Candidate], opened: Mapping[uuid.UUID, bytes], words: Identity
) -> list[uuid.UUID]:
    """The rows that others hold, those with the most tags in common first. Nothing is opened, so only tags speak; and
    a first name and a year say too little when both sides have a surname, and it differs."""
    theirs = {pk: each for pk, each in candidates.items() if each.root_key not in opened}
    if words.surname:
        weak = {pk for pk, each in theirs.items() if each.kinds == {"name_year"}}
        named = set(Tag.objects.filter(child__in=weak, kind="sound").values_list("child_id", flat=True))
        theirs = {pk: each for pk, each in theirs.items() if pk not in named}
    worth: dict[uuid.UUID, int] = defaultdict(int)
    for each in theirs.values():
        worth[each.root] = max(worth[each.root], each.worth)
    return sorted(worth, key=lambda root: (-worth[root], str(root)))


def _whom_to_ask(roots: list[uuid.UUID]) -> tuple[Elsewhere, ...]:
    """Only what is said is fetched: neither a sealed column nor anything else of the child comes along."""
    rows = Child.objects.filter(pk__in=roots).select_related("unit").only("unit", "reference").in_bulk()
    return tuple(Elsewhere(rows[root].unit, rows[root].reference) for root in roots)
