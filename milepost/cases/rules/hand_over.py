"""Who hands over the files of someone who leaves."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, may_at
from milepost.cases.models import Case
from milepost.cases.rules.case import can


def can_hand_over(person: Person, case: Case, *, worker: Person, leaver: Person) -> Ruling:
    """The head of the unit, to another one who works there."""
    ruling = can(person, case, "hand_over")
    if not ruling:
        return ruling
    if worker.pk == leaver.pk:
        return Ruling(_("Choose someone else: the file is with %(name)s now.") % {"name": leaver.name})
    if not may_at(worker, "case.contact", case.unit):
        return Ruling(_("%(name)s has no role at this unit.") % {"name": worker.name})
    return YES
