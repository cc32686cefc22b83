"""The legal basis of what is done with a child's data: stated, withdrawn. Nothing is ever blocked by it."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.facts import Ground
from milepost.cases.models import Basis, Case
from milepost.cases.rules.basis import can_withdraw_basis
from milepost.cases.rules.case import can
from milepost.people.sealed import write
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def state_basis(case: Case, ground: Ground, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Basis:
    """State on which basis something is done, or who consented to it."""
    case = hold(case)
    if (sent := repeated(Basis, case, "state_basis", token, by=by)) is not None:
        return sent
    require(can(by, case, "state_basis"), "case.state_basis", case.country_id)
    check(case.country_id, basis=ground.kind, basis_purpose=ground.purpose)
    made = Basis(
        country_id=case.country_id, case=case, by=by, kind=ground.kind, purpose=ground.purpose,
        given_on=ground.given_on, given_by=ground.given_by,
    )  # fmt: skip
    write(made, "note", ground.note, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "state_basis", by=by, about=made, token=token)
    record("case.state_basis", by=by, on=case, number=case.number, kind=ground.kind, purpose=ground.purpose)
    return made


@sensitive_variables()
@transaction.atomic
def withdraw_basis(
    basis: Basis, on: date, note: str = "", *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Basis:
    """Whoever gave it took it back on a day. It stays in the file; what was done before keeps its basis."""
    case = hold(basis.case)
    basis = Basis.objects.select_related("case__unit").get(pk=basis.pk)
    if (sent := repeated(Basis, case, "withdraw_basis", token, by=by)) is not None:
        return sent
    require(can_withdraw_basis(by, basis), "case.withdraw_basis", case.country_id)
    if on < basis.given_on:
        raise Refused(_("It cannot be withdrawn before it was given."), "case.withdraw_basis", case.country_id)
    basis.withdrawn_on, basis.withdrawn_by = on, by
    write(basis, "withdrawn_note", note, opener.open_case(case.key_id))
    basis.save()
    take_step(case, "withdraw_basis", by=by, about=basis, token=token)
    record("case.withdraw_basis", by=by, on=case, number=case.number, kind=basis.kind, purpose=basis.purpose)
    return basis
