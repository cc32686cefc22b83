"""Rules on attachments."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, may_at
from milepost.cases.models import Attachment
from milepost.cases.rules.access import access
from milepost.cases.rules.case import can


def can_view_attachment(person: Person, attachment: Attachment) -> Ruling:
    """Whoever may open the case, while the bytes are there."""
    ruling = access(person, attachment.case, "case.view_attachment")
    if ruling and attachment.removed_at is not None:
        return Ruling(_("This was removed."))
    return ruling


def can_remove_attachment(person: Person, attachment: Attachment) -> Ruling:
    """Whoever attached it, or the head; evidence only the head: nobody takes back alone what proves something."""
    ruling = can(person, attachment.case, "remove_attachment")
    if not ruling:
        return ruling
    if attachment.removed_at is not None:
        return Ruling(_("This was removed already."))
    if may_at(person, "case.oversee", attachment.case.unit):
        return YES
    if attachment.evidence:
        return Ruling(_("This is evidence. The head of the unit decides whether it is removed."))
    if attachment.by_id != person.pk:
        return Ruling(_("A colleague attached this. They or the head of the unit can remove it."))
    return YES
