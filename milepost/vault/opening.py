"""What a signed-in person can open: from their own key to their units', from these to cases and to search tags."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.vault.models import CaseKey, CaseSeal, PersonKey, TagSeal, UnitSeal
from milepost.vault.pepper import WrongPepper, pepper
from milepost.vault.sealing import CannotOpen, open_from, pepper_mark, unwrap


class Locked(Exception):
    """This session holds no key that opens what was asked for."""


class Opener:
    """Opens for one person, for one request. False when locked: then only what was made in this request opens.

    Each question costs at most one query beside the one that reads the person's seals, and is kept for the request.
    Rights are asked each time anew: a seal opens only where the person holds `key.view` today. Nothing here is ever
    printed: `repr` names the person, and the slots keep keys out of `__dict__`.
    """

    __slots__ = ("_cases", "_private", "_privates", "_seals", "_tags", "key", "person")

    def __init__(self, person: Person | None, key: int | None = None, private: bytes | None = None) -> None:
        self.person, self.key, self._private = person, key, private
        self._seals: list[UnitSeal] | None = None
        self._privates: dict[int, bytes] = {}
        self._cases: dict[uuid.UUID, bytes] = {}
        self._tags: dict[str, bytes] = {}

    def __bool__(self) -> bool:
        return self._private is not None

    def __repr__(self) -> str:
        return f"<Opener of person {self.person.pk if self.person else None}, {'open' if self else 'locked'}>"

    def __reduce__(self) -> Any:
        raise TypeError("an Opener is not written anywhere")

    def units(self) -> frozenset[int]:
        """The ids of the bodies whose key opens."""
        return frozenset(seal.unit_key.unit_id for seal in self._unit_seals())

    def unit_private(self, unit: Body) -> bytes:
        """The unit's private half, newest generation. Raises `Locked`."""
        return self.unit_privates(unit)[-1][1]

    def unit_privates(self, unit: Body) -> list[tuple[int, bytes]]:
        """Every generation not retired: (id of the unit key, private half), oldest first. Raises `Locked`."""
        mine = [seal for seal in self._unit_seals() if seal.unit_key.unit_id == unit.pk]
        if not mine:
            raise Locked(f"unit {unit.pk}")
        return [(seal.unit_key_id, self._private_of(seal)) for seal in mine]

    def open_case(self, case_key: CaseKey | uuid.UUID) -> bytes:
        """The case's key, 32 bytes. Raises `Locked` where no unit of the person has it sealed (any more)."""
        pk = case_key.pk if isinstance(case_key, CaseKey) else case_key
        found = self.open_cases([pk])
        if pk not in found:
            raise Locked(f"case key {pk}")
        return found[pk]

    def open_cases(self, case_keys: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, bytes]:
        """Those of the cases' keys that open: one query for all of them, for lists."""
        wanted = set(case_keys)
        missing = {pk for pk in wanted if pk not in self._cases}
        if missing and (mine := {seal.unit_key_id: seal for seal in self._unit_seals()}):
            seals = CaseSeal.objects.filter(in_force(), case_key__in=missing, unit_key__in=mine)
            for seal in seals.only("case_key_id", "unit_key_id", "sealed"):
                self._cases[seal.case_key_id] = open_from(self._private_of(mine[seal.unit_key_id]), bytes(seal.sealed))
        return {pk: self._cases[pk] for pk in wanted if pk in self._cases}

    def tag_key(self, country: Country | str) -> bytes:
        """The country's key of search tags, 32 bytes. Raises `Locked`."""
        code = country.pk if isinstance(country, Country) else country
        if code not in self._tags:
            mine = {seal.unit_key_id: seal for seal in self._unit_seals()}
            seal = TagSeal.objects.filter(country=code, unit_key__in=mine).order_by("-generation", "pk").first()
            if seal is None:
                raise Locked(f"search tags of {code}")
            self._tags[code] = open_from(self._private_of(mine[seal.unit_key_id]), bytes(seal.sealed))
        return self._tags[code]

    def remember(self, case_key: CaseKey, key: bytes) -> None:
        """Open a case key made in this request, also for someone who cannot open it later (a field team's report)."""
        self._cases[case_key.pk] = key

    def refresh(self) -> None:
        """Read the seals again: some were made or ended in this request."""
        self._seals = None

    def _unit_seals(self) -> list[UnitSeal]:
        if self._private is None or self.person is None:
            return []
        if self._seals is None:
            mine = UnitSeal.objects.filter(person_key=self.key, person=self.person, person_key__retired_at=None)
            there = mine.filter(unit_key__retired_at=None, unit_key__unit__in=bodies_where(self.person, "key.view"))
            self._seals = list(there.select_related("unit_key").order_by("unit_key__generation"))
        return self._seals

    @sensitive_variables()
    def _private_of(self, seal: UnitSeal) -> bytes:
        if seal.unit_key_id not in self._privates:
            assert self._private is not None
            self._privates[seal.unit_key_id] = open_from(self._private, bytes(seal.sealed))
        return self._privates[seal.unit_key_id]


def in_force() -> Q:
    """The case seals that open now: those without an end, and those whose end has not come."""
    return Q(until=None) | Q(until__gt=timezone.now())


@sensitive_variables()
def open_with(person: Person, passphrase: str) -> Opener:
    """The person's opener; a locked one where they have no key yet.

    Raises `CannotOpen` where the passphrase is another one than the key was wrapped with, `WrongPepper` where this
    machine's pepper is another one.
    """
    key = PersonKey.objects.filter(person=person, retired_at=None).first()
    if key is None:
        return Opener(person)
    return Opener(person, key.pk, private_of(key, passphrase))


@sensitive_variables()
def private_of(key: PersonKey, passphrase: str) -> bytes:
    """The private half of a person's key. Raises as `open_with` does."""
    return unwrap(key.as_wrapped, passphrase, pepper_of(key), key.where)


def pepper_of(key: PersonKey) -> bytes:
    """The pepper that the key was wrapped with. Raises `WrongPepper` where this machine has another one."""
    found = pepper(may_make=False)
    if pepper_mark(found) != bytes(key.pepper_mark):
        raise WrongPepper("the pepper of this machine is not the one that the keys were made with")
    return found


def pepper_for_new() -> bytes:
    """The pepper for a key made now: the one all live keys were made with. Raises `WrongPepper` where it is another."""
    live = PersonKey.objects.filter(retired_at=None)
    found = pepper(may_make=not PersonKey.objects.exists())
    if live.exclude(pepper_mark=pepper_mark(found)).exists():
        raise WrongPepper("the pepper of this machine is not the one that the keys were made with")
    return found


__all__ = [
    "CannotOpen", "Locked", "Opener", "WrongPepper", "in_force", "open_with", "pepper_for_new", "pepper_of",
    "private_of",
]  # fmt: skip
