"""Follow-up: a visit, a call, or a try."""

import uuid

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases import facts
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.models import Case, Contact
from milepost.cases.rules.case import can
from milepost.people.sealed import write
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def contact(case: Case, visit: facts.Visit, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Contact:
    """Note a contact. The next one is due from the last day on which the child was seen: a try does not count."""
    case = hold(case)
    if (sent := repeated(Contact, case, "contact", token, by=by)) is not None:
        return sent
    require(can(by, case, "contact"), "case.contact", case.country_id)
    check(case.country_id, contact=visit.kind)
    made = Contact(
        country_id=case.country_id, case=case, by=by, on=visit.on, kind=visit.kind, child_seen=visit.child_seen
    )
    write(made, "note", visit.note, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "contact", by=by, about=made, token=token)
    record("case.contact", by=by, on=case, number=case.number, kind=visit.kind)
    return made
