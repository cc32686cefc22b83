"""Looking at a child some months after the file was closed."""

import uuid

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases import facts
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.models import Case, ClosedCheck
from milepost.cases.rules.closed_check import can_check_closed
from milepost.people.sealed import write
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def check_closed(
    case: Case, found: facts.Found, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> ClosedCheck:
    """Note how the child is. The file stays closed: a new concern is a new episode, which `reopen` begins."""
    case = hold(case)
    if (sent := repeated(ClosedCheck, case, "check_closed", token, by=by)) is not None:
        return sent
    require(can_check_closed(by, case, on=found.on), "case.check_closed", case.country_id)
    made = ClosedCheck(country_id=case.country_id, case=case, by=by, on=found.on, outcome=found.outcome)
    write(made, "note", found.note, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "check_closed", by=by, about=made, token=token)
    record("case.check_closed", by=by, on=case, number=case.number, outcome=found.outcome)
    return made
