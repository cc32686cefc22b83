"""A worker and the head write to each other about a case."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.models import Case, Message
from milepost.cases.rules.message import can_read_message, can_send_message
from milepost.people.sealed import write
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def send_message(
    case: Case, to: Person, text: str, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Message:
    """Write to someone who reads the file anyway; they find it on their desk, and it stays on the file."""
    case = hold(case)
    if (sent := repeated(Message, case, "send_message", token, by=by)) is not None:
        return sent
    require(can_send_message(by, case, to=to), "case.send_message", case.country_id)
    made = Message(country_id=case.country_id, case=case, by=by, to=to)
    write(made, "text", text, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "send_message", by=by, about=made, token=token)
    record("case.send_message", by=by, on=case, number=case.number, to=to.pk)
    return made


@transaction.atomic
def read_message(message: Message, *, by: Person) -> Message:
    """It leaves the desk of whoever it was written to."""
    rows = Message.objects.select_for_update(of=("self",), no_key=True)
    message = rows.select_related("case__unit", "case__transferred_to").get(pk=message.pk)
    require(can_read_message(by, message), "case.read_message", message.country_id)
    if message.read_at is not None:
        return message
    message.read_at = timezone.now()
    message.save(update_fields=["read_at"])
    record("case.read_message", by=by, on=message.case, number=message.case.number, message=message.pk)
    return message
