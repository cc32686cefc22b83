"""Writing down a child, changing what is known, handing over, making searchable."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.people import tags
from milepost.people.identity import Identity, changed
from milepost.people.models import Child, Tag
from milepost.people.queries import identity_of, known, tag_generation, untagged
from milepost.people.rules import can_change_identity, can_register, can_tag, can_take_over
from milepost.people.sealed import write_all
from milepost.vault.actions.case_key import make_case_keys
from milepost.vault.opening import Opener
from milepost.vault.rows import insert

_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ"
"""No vowels: a reference drawn by lot spells no word."""
BATCH = 500


class Conflict(Exception):
    """Someone else changed the row meanwhile. `current` is its version now; the page shows both."""

    def __init__(self, current: int) -> None:
        super().__init__(f"version {current} by now")
        self.current = current


def register(unit: Body, identity: Identity, *, by: Person, opener: Opener) -> Child:
    """Write down a child of a unit under a new key. Search for an existing one first: nobody else does."""
    return register_many(unit, [identity], by=by, opener=opener)[0]


@sensitive_variables()
@transaction.atomic
def register_many(unit: Body, identities: Sequence[Identity], *, by: Person, opener: Opener) -> list[Child]:
    """Several at once (an old register, the demo): one event, few inserts.

    Where the tag key is locked the children are written all the same, and found by a search only after `tag_unit`.
    """
    require(can_register(by, unit), "people.register", unit.country_id)
    keys = make_case_keys(unit, len(identities), by=by, opener=opener)
    references = _references(unit.country_id, len(identities))
    children = [
        Child(country_id=unit.country_id, unit=unit, reference=reference, key=key, made_by=by)
        for key, reference in zip(keys, references, strict=True)
    ]
    made = list(zip(children, identities, strict=True))
    for child, identity in made:
        _write(child, identity, opener.open_case(child.key_id))
    generation = tag_generation(unit.country_id, opener)
    for child in children:
        child.tagged = generation or None
    insert(children)
    if generation:
        _tag(unit.country_id, made, generation, opener)
    record("people.register", by=by, on=children[0] if len(children) == 1 else unit, unit=unit.code, count=len(made))
    return children


@sensitive_variables()
@transaction.atomic
def change_identity(child: Child, identity: Identity, *, base: int, by: Person, opener: Opener) -> Child:
    """What is known of a child changes; the audit learns which fields. `base`: the version that the page showed.

    Raises `Conflict` when the row has moved on with other words. Saving the same words again changes nothing.
    """
    child = _hold(child)
    require(can_change_identity(by, child, opener), "people.change_identity", child.country_id)
    names = changed(identity_of(child, opener), identity)
    if not names:
        return child
    if child.version != base:
        raise Conflict(child.version)
    child.version += 1
    _write(child, identity, opener.open_case(child.key_id))
    generation = tag_generation(child.country_id, opener)
    child.tagged = generation or None
    child.save()
    Tag.objects.filter(country=child.country_id, child=child).delete()
    if generation:
        _tag(child.country_id, [(child, identity)], generation, opener)
    record("people.change_identity", by=by, on=child, fields=names)
    return child


@transaction.atomic
def take_over(child: Child, unit: Body, *, by: Person, opener: Opener) -> Child:
    """The unit that a child's file was handed over to answers for the child from now on."""
    child = _hold(child)
    require(can_take_over(by, child, unit), "people.take_over", child.country_id)
    before, child.unit = child.unit.code, unit
    child.save(update_fields=["unit"])
    record("people.take_over", by=by, on=child, from_unit=before, to_unit=unit.code)
    return child


@sensitive_variables()
@transaction.atomic
def tag_unit(unit: Body, *, by: Person, opener: Opener) -> int:
    """Make searchable what was written down while the tag key was locked. Returns how many; more wait after `BATCH`."""
    require(can_tag(by, unit, opener), "people.tag", unit.country_id)
    generation = tag_generation(unit.country_id, opener)
    behind = untagged(unit, generation).select_for_update(of=("self",), no_key=True)[:BATCH]
    made = [(each.child, each.identity) for each in known(behind, opener)]
    pks = [child.pk for child, _identity in made]
    Tag.objects.filter(country=unit.country_id, child__in=pks).delete()
    _tag(unit.country_id, made, generation, opener)
    Child.objects.filter(pk__in=pks).update(tagged=generation)
    record("people.tag", by=by, on=unit, count=len(made))
    return len(made)


@sensitive_variables()
def _write(child: Child, identity: Identity, key: bytes) -> None:
    child.sex, child.birth_known = identity.sex, identity.birth_known
    write_all(child, identity.texts, key)


@sensitive_variables()
def _tag(country: str, made: Sequence[tuple[Child, Identity]], generation: int, opener: Opener) -> None:
    key = opener.tag_key(country)
    rows = [
        Tag(country_id=country, child_id=child.pk, kind=kind, value=value, generation=generation)
        for child, identity in made
        for kind, value in sorted(tags.kept(key, identity))
    ]
    insert(rows)


def _hold(child: Child) -> Child:
    return Child.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=child.pk)


def _references(country: str, count: int) -> list[str]:
    """References that no child of the country has. The unique constraint is behind it."""
    drawn: set[str] = set()
    while len(drawn) < count:
        fresh = {_reference() for _ in range(count - len(drawn))} - drawn
        for start in range(0, len(fresh), BATCH):
            batch = sorted(fresh)[start : start + BATCH]
            taken = Child.objects.filter(country=country, reference__in=batch)
            drawn |= set(batch) - set(taken.values_list("reference", flat=True))
    return list(drawn)


def _reference() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
