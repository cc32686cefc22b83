"""Stating why a colleague's file is opened."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, may_at, require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.models import Case, Purpose
from milepost.cases.rules.access import OPENS_FOR
from milepost.cases.rules.case import can_state_purpose
from milepost.people.sealed import write
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def state_purpose(
    case: Case, reason: str, text: str, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Purpose:
    """Say why; the file opens for three hours, and the head of the unit finds it on their desk at once."""
    case = hold(case)
    if (sent := repeated(Purpose, case, "state_purpose", token, by=by)) is not None:
        return sent
    require(can_state_purpose(by, case), "case.state_purpose", case.country_id)
    check(case.country_id, purpose=reason)
    if not reason or not text.strip():
        sentence = _("Choose a reason and say in a sentence why you need this file.")
        raise Refused(sentence, "case.state_purpose", case.country_id)
    now = timezone.now()
    made = Purpose(country_id=case.country_id, case=case, by=by, at=now, until=now + OPENS_FOR, reason=reason)
    write(made, "text", text, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "state_purpose", by=by, about=made, token=token)
    record("case.state_purpose", by=by, on=case, number=case.number, reason=reason, until=made.until)
    return made


@transaction.atomic
def see_purpose(purpose: Purpose, *, by: Person) -> Purpose:
    """The head has read why someone opened a file; it leaves their desk and stays on the file."""
    hold(purpose.case)
    purpose = Purpose.objects.select_related("case__unit").get(pk=purpose.pk)
    require(may_at(by, "case.oversee", purpose.case.unit), "case.oversee", purpose.country_id)
    if purpose.seen_at is not None:
        return purpose
    purpose.seen_at = timezone.now()
    purpose.save(update_fields=["seen_at"])
    record("case.see_purpose", by=by, on=purpose.case, number=purpose.case.number, purpose=purpose.pk)
    return purpose
