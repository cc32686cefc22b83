"""Who works in the 61 units of the demo, and their keys, through the real actions.

A small town has no supervisor of its own here: one person is head of the units of two counties, and one works
in all of them. So few keys are derived, and each as dearly as in production. Most of these workers have not signed in
yet: they have no key, as anybody before the first day.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from milepost.accounts import actions as accounts
from milepost.accounts.models import Person
from milepost.institutions.models import Body
from milepost.places.models import Country, Place
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.unit_key import found_unit, share_tags
from milepost.vault.in_use import live_key_of, live_unit_key
from milepost.vault.models import PersonKey
from milepost.vault.opening import Opener, private_of
from milepost.vault.queries import units_without_tags

SINCE = date(2020, 9, 1)
"""From this day on the demo's people hold their roles."""
_REGIONS: tuple[tuple[str, frozenset[str], str, str, bool], ...] = (
    ("shkoder", frozenset({"AL-10", "AL-08"}), "Albana", "Arjan", False),
    ("kukes", frozenset({"AL-07", "AL-09"}), "Bledar", "Brunilda", False),
    ("durres", frozenset({"AL-02", "AL-11"}), "Edlira", "Erion", True),
    ("elbasan", frozenset({"AL-03", "AL-06"}), "Florenca", "Genc", True),
    ("fier", frozenset({"AL-04", "AL-01"}), "Gazmend", "Irma", False),
    ("gjirokaster", frozenset({"AL-05", "AL-12"}), "Ilda", "Klodian", False),
)
"""Seat, two counties, head and worker; whether the worker has a key: files are sent there."""
SEATS = tuple(seat for seat, *_rest in _REGIONS)
_POSTS = {"head_of_unit": "Head of the child protection units", "case_worker": "Child protection worker"}


@dataclass(frozen=True)
class Staffed:
    """A unit with its head, whose key is open, and the workers whose names stand on its files."""

    body: Body
    head: Person
    opener: Opener
    workers: tuple[Person, ...]
    closer: Person | None = None
    """A worker with a key of their own, who goes on with a file that arrived."""
    closing: Opener | None = None

    @property
    def place(self) -> Place:
        """Where it is."""
        assert self.body.place is not None
        return self.body.place


def staff(country: Country, there: Mapping[int, tuple[Person, ...]], password: str, *, by: Person) -> list[Staffed]:
    """Every unit with people and a key. `there`: the people of a unit (by its id) that has some, the head first."""
    units = list(
        Body.objects.filter(country=country, kind="cpu").select_related("place__parent", "country").order_by("code")
    )
    people = {unit.pk: there[unit.pk] for unit in units if unit.pk in there}
    new = [unit for unit in units if unit.pk not in there]
    people |= _region_people(country, new, password, by=by)
    openers = _opened({each for several in people.values() for each in several}, password)
    _found(new, people, openers, lender=next(unit for unit in units if unit.pk in there))
    return [_staffed(unit, people[unit.pk], openers) for unit in units]


def _staffed(unit: Body, people: tuple[Person, ...], openers: Mapping[int, Opener]) -> Staffed:
    head, *workers = people
    closer = next((each for each in workers if openers[each.pk]), None)
    return Staffed(unit, head, openers[head.pk], tuple(workers), closer, openers[closer.pk] if closer else None)


def _region_people(
    country: Country, units: Sequence[Body], password: str, *, by: Person
) -> dict[int, tuple[Person, ...]]:
    """A head and a worker for each region, with their roles at each of these units."""
    people: dict[int, tuple[Person, ...]] = {}
    for seat, counties, head_name, worker_name, with_key in _REGIONS:
        bodies = [unit for unit in units if unit.place and unit.place.parent and unit.place.parent.code in counties]
        head = _person(country, "head_of_unit", seat, head_name, bodies, password, by=by)
        worker = _person(country, "case_worker", seat, worker_name, bodies, password, by=by)
        for each in (head, worker) if with_key else (head,):
            if live_key_of(each) is None:
                make_key(each, password, by=each)
        people |= {body.pk: (head, worker) for body in bodies}
    return people


def _person(
    country: Country, role: str, seat: str, name: str, bodies: Sequence[Body], password: str, *, by: Person
) -> Person:
    """A person with one role at several units, unless they are there."""
    email, post = f"{role.replace('_', '.')}.{seat}@al.example", _POSTS[role]
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = accounts.add(
            email, f"{name} Demo", country, password=password, by=by, title=post, body=bodies[0], language="sq"
        )
        accounts.password_changed(person, by=person)
        for body in bodies:
            accounts.assign(person, role, country, by=by, since=SINCE, body=body)
    return person


def _opened(people: Iterable[Person], password: str) -> dict[int, Opener]:
    """Everybody's opener, a locked one for who has no key. Deriving keeps no lock of Python's: two at a time."""
    several = list(people)
    keys = {key.person_id: key for key in PersonKey.objects.filter(person__in=several, retired_at=None)}
    with ThreadPoolExecutor(2) as threads:
        privates = dict(zip(keys, threads.map(lambda key: private_of(key, password), keys.values()), strict=True))
    return {
        each.pk: Opener(each, keys[each.pk].pk, privates[each.pk]) if each.pk in keys else Opener(each)
        for each in several
    }


def _found(
    units: Iterable[Body], people: Mapping[int, tuple[Person, ...]], openers: Mapping[int, Opener], *, lender: Body
) -> None:
    """A key for each unit, sealed to who has one; the lender's head lets it search."""
    first = people[lender.pk][0]
    for unit in units:
        if live_unit_key(unit) is not None:
            continue
        head = people[unit.pk][0]
        members = [each for each in people[unit.pk] if openers[each.pk]]
        found_unit(unit, members, by=head, opener=openers[head.pk])
        if units_without_tags(unit.country_id).filter(pk=unit.pk).exists():
            share_tags(unit, by=first, opener=openers[first.pk])
    for opener in openers.values():
        opener.refresh()
