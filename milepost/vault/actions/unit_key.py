"""A unit's key: found it, let people in, end their access, let the unit search."""

from collections.abc import Iterable
from hmac import compare_digest

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.vault.in_use import live_key_of, live_unit_key, recovery_key_of
from milepost.vault.models import PersonKey, RecoverySeal, TagSeal, UnitKey, UnitSeal
from milepost.vault.opening import Locked, Opener
from milepost.vault.queries import members_of, units_without_tags, who_left
from milepost.vault.rules import can_admit, can_found_unit, can_remove, can_rotate, can_share_tags
from milepost.vault.sealing import new_key, new_pair, seal_to, vouch


@sensitive_variables()
@transaction.atomic
def found_unit(unit: Body, members: Iterable[Person], *, by: Person, opener: Opener) -> UnitKey:
    """The unit's first key, sealed to its founding members and to the recovery key. Members without a key are refused.

    The first unit of a country also makes the key of search tags; a later one gets it by `share_tags`, or now where
    the opener holds it.
    """
    Country.objects.select_for_update(no_key=True).get(pk=unit.country_id)  # two first units would make two tag keys
    require(can_found_unit(by, unit), "key.found_unit", unit.country_id)
    people = list(members)
    for person in people:
        require(can_admit(by, unit, newcomer=person), "key.admit", unit.country_id)
    key, private = new_generation(unit, 1, by=by)
    seal_to_members(key, private, people)
    tags = _tag_key(unit, opener)
    if tags is not None:
        TagSeal.objects.create(country_id=unit.country_id, unit_key=key, sealed=seal_to(bytes(key.public), tags))
    opener.refresh()
    record("key.found_unit", by=by, on=key, unit=unit.code, members=len(people))
    return key


@sensitive_variables()
@transaction.atomic
def admit(unit: Body, person: Person, *, by: Person, opener: Opener) -> None:
    """Seal the unit's key to someone who works there: a newcomer, or someone who made a new key. Raises `Locked`."""
    require(can_admit(by, unit, newcomer=person), "key.admit", unit.country_id)
    keys = {key.pk: key for key in UnitKey.objects.filter(unit=unit, retired_at=None).select_for_update(no_key=True)}
    for pk, private in opener.unit_privates(unit):
        seal_to_members(keys[pk], private, [person], recovery=False)
    record("key.admit", by=by, on=person, country=unit.country_id, unit=unit.code)


@sensitive_variables()
@transaction.atomic
def remove(unit: Body, person: Person, *, by: Person, opener: Opener) -> UnitKey:
    """End a member's access: their seals go, and the unit gets a key that they never had. `reseal` does the rest."""
    require(can_remove(by, unit, leaver=person), "key.remove", unit.country_id)
    UnitSeal.objects.filter(country=unit.country_id, unit_key__unit=unit, person=person).delete()
    key = next_generation(unit, by=by, opener=opener)
    record("key.remove", by=by, on=person, country=unit.country_id, unit=unit.code, generation=key.generation)
    return key


@sensitive_variables()
@transaction.atomic
def rotate(unit: Body, *, by: Person, opener: Opener) -> UnitKey:
    """A new generation of the unit's key. What is sealed to the old one is moved by `reseal`, in batches."""
    require(can_rotate(by, unit), "key.rotate", unit.country_id)
    key = next_generation(unit, by=by, opener=opener)
    record("key.rotate", by=by, on=key, unit=unit.code, generation=key.generation)
    return key


@sensitive_variables()
@transaction.atomic
def share_tags(unit: Body, *, by: Person, opener: Opener) -> None:
    """Seal the country's key of search tags to a unit that has none. Raises `Locked` where the opener has none."""
    require(can_share_tags(by, unit), "key.share_tags", unit.country_id)
    key = live_unit_key(unit, lock=True)
    assert key is not None
    if units_without_tags(unit.country_id).filter(pk=unit.pk).exists():
        sealed = seal_to(bytes(key.public), opener.tag_key(unit.country_id))
        TagSeal.objects.create(country_id=unit.country_id, unit_key=key, sealed=sealed)
    record("key.share_tags", by=by, on=key, unit=unit.code)


@sensitive_variables()
def next_generation(unit: Body, *, by: Person, opener: Opener) -> UnitKey:
    """The next key, sealed to the members who still work there and whose key is still the one that was let in.

    Raises `Locked` unless the opener opens the unit.
    """
    old = live_unit_key(unit, lock=True)
    if old is None or unit.pk not in opener.units():
        raise Locked(f"unit {unit.pk}")
    left = {person.pk for person in who_left(old, unit)}
    private = opener.unit_private(unit)
    members = [seal.person for seal in members_of(old) if seal.person_id not in left and is_vouched(seal, private)]
    UnitSeal.objects.filter(unit_key__unit=unit, person__in=left).delete()
    old.replaced_at = timezone.now()
    old.save(update_fields=["replaced_at"])
    key, new_private = new_generation(unit, old.generation + 1, by=by)
    seal_to_members(key, new_private, members)
    opener.refresh()
    return key


@sensitive_variables()
def is_vouched(seal: UnitSeal, private: bytes) -> bool:
    """Whether the member's present key is the one that was let in; one that was swapped in the database is not."""
    own = live_key_of(seal.person)
    return own is not None and compare_digest(bytes(seal.vouched), vouch(private, own.person_id, bytes(own.public)))


@sensitive_variables()
def new_generation(unit: Body, generation: int, *, by: Person) -> tuple[UnitKey, bytes]:
    """A key row and its private half, which is not sealed to anyone yet."""
    pair = new_pair()
    key = UnitKey.objects.create(
        country_id=unit.country_id, unit=unit, generation=generation, public=pair.public, made_by=by
    )
    return key, pair.private


@sensitive_variables()
def seal_to_members(key: UnitKey, private: bytes, people: list[Person], *, recovery: bool = True) -> None:
    """Seal a unit's private half to people's own keys, and to the recovery key in use."""
    for person in people:
        own = live_key_of(person)
        assert own is not None, "rules let in only people with a key"
        _seal(key, own, private)
    safe = recovery_key_of(key.country_id) if recovery else None
    if safe is not None:
        RecoverySeal.objects.create(
            country_id=key.country_id, unit_key=key, recovery_key=safe, sealed=seal_to(bytes(safe.public), private)
        )


@sensitive_variables()
def _seal(key: UnitKey, own: PersonKey, private: bytes) -> None:
    UnitSeal.objects.update_or_create(
        country_id=key.country_id, unit_key=key, person=own.person,
        defaults={
            "person_key": own, "sealed": seal_to(bytes(own.public), private),
            "vouched": vouch(private, own.person_id, bytes(own.public)),
        },
    )  # fmt: skip


@sensitive_variables()
def _tag_key(unit: Body, opener: Opener) -> bytes | None:
    if not TagSeal.objects.filter(country=unit.country_id).exists():
        return new_key()
    try:
        return opener.tag_key(unit.country_id)
    except Locked:
        return None
