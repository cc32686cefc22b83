"""Reads of children. Names are opened only where the caller's keys open them, with one query however many there are."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.institutions.models import Body
from milepost.people.dates import PartialDate
from milepost.people.identity import SEALED, Care, Identity
from milepost.people.models import Carer, Child, Joining
from milepost.people.sealed import read
from milepost.places.models import Country
from milepost.vault.models import TagSeal
from milepost.vault.opening import Opener


@dataclass(frozen=True)
class Known:
    """A child together with its opened identity."""

    child: Child
    identity: Identity = field(repr=False)


@dataclass(frozen=True)
class KnownCarer:
    """A carer, opened."""

    carer: Carer
    care: Care = field(repr=False)


@dataclass(frozen=True)
class KnownJoining:
    """A joining with its two reasons, opened."""

    joining: Joining
    reason: str = field(repr=False)
    parting_reason: str = field(repr=False)


def children_of(unit: Body) -> QuerySet[Child]:
    """The children a unit holds; rows that were joined into another one are left out."""
    return Child.objects.filter(country=unit.country_id, unit=unit, merged_into=None).select_related("unit")


def children_where(person: Person, verb: str) -> QuerySet[Child]:
    """The children of the units at which the person holds the verb today: the queryset twin of the rules."""
    return Child.objects.filter(unit__in=bodies_where(person, verb)).select_related("unit")


def known(children: Iterable[Child], opener: Opener) -> list[Known]:
    """Those of the children that open, with their identities, in the order given. What does not open is left out."""
    rows = list(children)
    keys = opener.open_cases(row.key_id for row in rows)
    return [Known(row, _identity(row, keys[row.key_id])) for row in rows if row.key_id in keys]


@sensitive_variables()
def names(children: Iterable[Child], opener: Opener) -> Mapping[uuid.UUID, str]:
    """First name and surname by child, for lists: a quarter of the work of `known`."""
    rows = list(children)
    keys = opener.open_cases(row.key_id for row in rows)
    return {
        row.pk: f"{read(row, 'given_name', key)} {read(row, 'surname', key)}".strip()
        for row in rows
        if (key := keys.get(row.key_id))
    }


def identity_of(child: Child, opener: Opener) -> Identity:
    """One child's identity. Raises `Locked`."""
    return _identity(child, opener.open_case(child.key_id))


@sensitive_variables()
def carers_of(child: Child, opener: Opener) -> list[KnownCarer]:
    """The carers of a child and of the rows joined into it, opened where these open."""
    rows = Carer.objects.filter(Q(child=child) | Q(child__merged_into=child), country=child.country_id)
    rows = rows.select_related("child")
    keys = opener.open_cases(row.child.key_id for row in rows)
    return [KnownCarer(row, care_of(row, key)) for row in rows if (key := keys.get(row.child.key_id))]


@sensitive_variables()
def joinings_of(child: Child, opener: Opener) -> list[KnownJoining]:
    """What was joined into a child, and parted again. Raises `Locked`."""
    key = opener.open_case(child.key_id)
    rows = child.joinings.select_related("other__unit", "made_by", "parted_by")
    return [KnownJoining(row, read(row, "reason", key), read(row, "parting_reason", key)) for row in rows]


def rows_of(child: Child) -> QuerySet[Child]:
    """All rows of one child: the kept one and those joined into it, whichever of them is asked for."""
    root = Child.objects.filter(pk=child.pk).values(root=Coalesce("merged_into_id", "pk"))
    rows = Child.objects.filter(Q(pk__in=root) | Q(merged_into__in=root), country=child.country_id)
    return rows.select_related("unit")


def untagged(unit: Body, generation: int) -> QuerySet[Child]:
    """Children of a unit that a search cannot find: written while the tag key was locked, or under an older one."""
    behind = Q(tagged=None) | Q(tagged__lt=generation)
    return Child.objects.filter(behind, country=unit.country_id, unit=unit)


def tag_generation(country: Country | str, opener: Opener) -> int:
    """The generation of the tag key that `opener.tag_key` opens; 0 where it opens none."""
    seals = TagSeal.objects.filter(country=country, unit_key__unit__in=opener.units(), unit_key__retired_at=None)
    return seals.order_by("-generation").values_list("generation", flat=True).first() or 0


@sensitive_variables()
def _identity(child: Child, key: bytes) -> Identity:
    texts = {column: read(child, column, key) for column in SEALED}
    born = texts.pop("birth")
    return Identity(
        **texts,
        sex=child.sex,
        birth=PartialDate.parse(born) if born else None,
        birth_estimated=child.birth_known == "estimated",
    )


@sensitive_variables()
def care_of(carer: Carer, key: bytes) -> Care:
    """A carer's values under an opened key."""
    return Care(carer.relation, read(carer, "name", key), read(carer, "contact", key), carer.lives_with)
