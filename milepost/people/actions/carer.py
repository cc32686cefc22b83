"""Who cares for a child."""

from collections.abc import Sequence

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.people.actions.child import Conflict
from milepost.people.identity import Care, changed
from milepost.people.models import Carer, Child
from milepost.people.queries import care_of
from milepost.people.rules import can_add_carer, can_change_carer
from milepost.people.sealed import write_all
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def add_carer(child: Child, care: Care, *, by: Person, opener: Opener) -> Carer:
    """Someone who cares for the child, or should, under the child's own key."""
    require(can_add_carer(by, child, opener), "people.add_carer", child.country_id)
    carer = Carer(country_id=child.country_id, child=child, made_by=by)
    _write(carer, care, opener.open_case(child.key_id))
    carer.save(force_insert=True)
    record("people.add_carer", by=by, on=carer, child=child.pk, relation=care.relation)
    return carer


@sensitive_variables()
@transaction.atomic
def add_carers(told: Sequence[tuple[Child, Care]], *, by: Person, opener: Opener) -> list[Carer]:
    """Carers of several children of one unit at once (an old register): one event, one insert."""
    unit = told[0][0].unit
    opener.open_cases(child.key_id for child, _care in told)
    for child, _care in told:
        if child.unit_id != unit.pk:
            raise ValueError("children of one unit")
    require(can_add_carer(by, told[0][0], opener), "people.add_carer", unit.country_id)
    carers = []
    for child, care in told:
        carer = Carer(country_id=child.country_id, child=child, made_by=by)
        _write(carer, care, opener.open_case(child.key_id))
        carers.append(carer)
    Carer.objects.bulk_create(carers, batch_size=500)
    record("people.add_carer", by=by, on=unit, unit=unit.code, count=len(carers))
    return carers


@sensitive_variables()
@transaction.atomic
def change_carer(carer: Carer, care: Care, *, base: int, by: Person, opener: Opener) -> Carer:
    """What is known of a carer changes. `base`: the version that the page showed. Raises `Conflict`."""
    carer = Carer.objects.select_for_update(of=("self",), no_key=True).select_related("child__unit").get(pk=carer.pk)
    require(can_change_carer(by, carer.child, opener), "people.change_carer", carer.country_id)
    key = opener.open_case(carer.child.key_id)
    names = changed(care_of(carer, key), care)
    if not names:
        return carer
    if carer.version != base:
        raise Conflict(carer.version)
    carer.version += 1
    _write(carer, care, key)
    carer.save()
    record("people.change_carer", by=by, on=carer, child=carer.child_id, fields=names)
    return carer


@sensitive_variables()
def _write(carer: Carer, care: Care, key: bytes) -> None:
    carer.relation, carer.lives_with = care.relation, care.lives_with
    write_all(carer, care.texts, key)
