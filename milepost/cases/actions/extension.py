"""More time for something that is due: given by the head, with a reason. It stops nobody, before or after."""

import uuid

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases import facts
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.models import Case, Extension
from milepost.cases.queries.duties import Duty, all_duties, limit_of
from milepost.cases.rules.extension import can_extend
from milepost.people.sealed import write
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def extend(
    case: Case, more: facts.MoreTime, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Extension:
    """Give a duty of the case time until the end of a day. Once it is met, it comes back with the limit it had."""
    case = hold(case)
    if (sent := repeated(Extension, case, "extend", token, by=by)) is not None:
        return sent
    duty = _duty(case, more.duty)
    require(
        can_extend(by, case, there=duty is not None, due=duty.due if duty else None, until=more.until),
        "case.extend", case.country_id,
    )  # fmt: skip
    assert duty is not None
    made = Extension(
        country_id=case.country_id, case=case, by=by, duty=limit_of(duty.verb), about=duty.about, until=more.until,
        was=duty.extension.was if duty.extension else duty.due,
    )  # fmt: skip
    write(made, "reason", more.reason, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "extend", by=by, about=made, token=token)
    record("case.extend", by=by, on=case, number=case.number, duty=made.duty, until=made.until)
    return made


def _duty(case: Case, limit: str) -> Duty | None:
    """The duty of the case that has this limit now."""
    duties = all_duties(Case.objects.filter(pk=case.pk).select_related("country"))
    return next((duty for duty in duties if limit_of(duty.verb) == limit), None)
