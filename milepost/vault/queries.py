"""Reads of keys."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where, people_at
from milepost.accounts.rules import bodies_covered, countries_where, may_at
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.vault.in_use import live_unit_key
from milepost.vault.models import CaseSeal, PersonKey, RecoveryKey, TagSeal, UnitKey, UnitSeal


def open_generations(unit: Body) -> QuerySet[UnitKey]:
    """The unit's keys whose private half still exists, oldest first."""
    return UnitKey.objects.filter(country=unit.country_id, unit=unit, retired_at=None).order_by("generation")


def units_for(person: Person) -> QuerySet[Body]:
    """The child protection units whose members the person is of: those whose key page they may see."""
    return bodies_where(person, "key.open_unit").filter(kind="cpu")


def units_to_recover(person: Person) -> QuerySet[Body]:
    """Units with a key that the person may bring back: the queryset twin of `can_recover_unit`."""
    theirs = bodies_covered(person, "recovery.use") | Q(country__in=countries_where(person, "recovery.set_up"))
    with_key = UnitKey.objects.filter(replaced_at=None).values("unit")
    return Body.objects.filter(theirs, pk__in=with_key).order_by("country", "code")


def unproved_recovery_key(country: Country | str) -> RecoveryKey | None:
    """The recovery key that waits for its proof: the newest, unless it is proved."""
    newest = RecoveryKey.objects.filter(country=country).order_by("-generation").first()
    return newest if newest is not None and newest.proved_at is None else None


def members_of(unit_key: UnitKey) -> QuerySet[UnitSeal]:
    """The seals of those who are in, with the people."""
    seals = UnitSeal.objects.filter(country=unit_key.country_id, unit_key=unit_key)
    return seals.select_related("person", "person_key").order_by("person__name", "person_id")


def waiting_for(unit: Body) -> list[PersonKey]:
    """The keys of people who work at the unit and are not in: new ones, and those who made a new key."""
    live = live_unit_key(unit)
    keys = PersonKey.objects.filter(person__in=people_at(unit, "key.open_unit"), retired_at=None)
    if live is not None:
        keys = keys.exclude(pk__in=UnitSeal.objects.filter(unit_key=live).values("person_key"))
    return list(keys.select_related("person").order_by("person__name", "person_id"))


def who_left(unit_key: UnitKey, unit: Body) -> list[Person]:
    """Members who no longer work at the unit: their seal opens nothing here any more, and is to be removed."""
    return [seal.person for seal in members_of(unit_key) if not may_at(seal.person, "key.open_unit", unit)]


def still_to_reseal(unit: Body) -> QuerySet[CaseSeal]:
    """The case seals that still point to a replaced generation: the remaining work of a rotation, derived from rows."""
    return CaseSeal.objects.filter(
        country=unit.country_id, unit_key__unit=unit, unit_key__replaced_at__isnull=False, unit_key__retired_at=None
    )


def tags_to_reseal(unit: Body) -> QuerySet[TagSeal]:
    """The same for the tag key."""
    return TagSeal.objects.filter(
        country=unit.country_id, unit_key__unit=unit, unit_key__replaced_at__isnull=False, unit_key__retired_at=None
    )


def progress_of(unit: Body) -> tuple[int, int]:
    """How far a rotation is: (seals done, seals in all)."""
    now = timezone.now()
    counts = CaseSeal.objects.filter(country=unit.country_id, unit_key__unit=unit).aggregate(
        total=Count("pk", filter=Q(until=None) | Q(until__gt=now)),
        done=Count("pk", filter=(Q(until=None) | Q(until__gt=now)) & Q(unit_key__replaced_at=None)),
    )
    return counts["done"], counts["total"]


def units_without_tags(country: Country | str) -> QuerySet[Body]:
    """Units with a key that cannot search yet: nobody with the tag key open has sealed it to them."""
    live = UnitKey.objects.filter(country=country, replaced_at=None)
    sealed = TagSeal.objects.filter(country=country).values("unit_key__unit")
    return Body.objects.filter(pk__in=live.exclude(unit__in=sealed).values("unit")).order_by("country", "code")
