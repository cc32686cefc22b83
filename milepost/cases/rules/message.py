"""Who writes to whom about a case."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import Ruling
from milepost.cases.models import Case, Message
from milepost.cases.rules.access import access, in_caseload
from milepost.cases.rules.case import can


def can_send_message(person: Person, case: Case, *, to: Person) -> Ruling:
    """To the worker or a head of the unit: they can read it without stating why."""
    ruling = can(person, case, "send_message")
    if not ruling:
        return ruling
    if to.pk == person.pk:
        return Ruling(_("Choose someone else: you are the one who writes."))
    if not in_caseload(to, case) or not access(to, case, "case.read_message"):
        return Ruling(_("Write to the worker of this file or to the head of the unit: only they read it."))
    return ruling


def can_read_message(person: Person, message: Message) -> Ruling:
    """Whoever it was written to, as long as the file is theirs to read."""
    ruling = access(person, message.case, "case.read_message")
    if ruling and message.to_id != person.pk:
        return Ruling(_("This was written to someone else."))
    return ruling
