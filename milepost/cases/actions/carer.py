"""Who cares for the child, written down and corrected from a file."""

import uuid

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.step import MovedOn, hold, repeated, take_step
from milepost.cases.models import Case
from milepost.cases.rules.identity import can_change_carer, can_correct
from milepost.people.actions import carer as carers
from milepost.people.actions.child import Conflict
from milepost.people.identity import Care
from milepost.people.models import Carer
from milepost.people.queries import care_of
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def add_carer(case: Case, care: Care, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Carer:
    """Someone who cares for the child, or should."""
    case = hold(case)
    if (sent := repeated(Carer, case, "add_carer", token, by=by)) is not None:
        return sent
    require(can_correct(by, case, "add_carer"), "case.add_carer", case.country_id)
    made = carers.add_carer(case.child, care, by=by, opener=opener)
    take_step(case, "add_carer", by=by, about=made, token=token)
    record("case.add_carer", by=by, on=case, number=case.number, relation=care.relation)
    return made


@sensitive_variables()
@transaction.atomic
def change_carer(
    case: Case, carer: Carer, care: Care, *, base: int, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Carer:
    """Correct what is known of a carer. `base`: the version that the page showed. Raises `MovedOn`."""
    case = hold(case)
    if (sent := repeated(Carer, case, "change_carer", token, by=by)) is not None:
        return sent
    require(can_change_carer(by, case, carer), "case.change_carer", case.country_id)
    try:
        changed = carers.change_carer(carer, care, base=base, by=by, opener=opener)
    except Conflict as met:
        fresh = Carer.objects.get(pk=carer.pk)
        stands = care_of(fresh, opener.open_case(carer.child.key_id))
        raise MovedOn("carer", met.current, _told(care), _told(stands)) from None
    if changed.version == base:
        return changed
    take_step(case, "change_carer", by=by, about=changed, token=token)
    record("case.change_carer", by=by, on=case, number=case.number)
    return changed


@sensitive_variables()
def _told(care: Care) -> dict[str, object]:
    lives = {True: "yes", False: "no", None: ""}[care.lives_with]
    return {"relation": care.relation, "name": care.name, "contact": care.contact, "lives_with": lives}
