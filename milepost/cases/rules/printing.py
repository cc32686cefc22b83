"""Rules on printing a file."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import Ruling
from milepost.cases.models import Case
from milepost.cases.rules.access import access, in_caseload


def can_print_file(person: Person, case: Case) -> Ruling:
    """The worker of the case or the head. A stated purpose opens a colleague's file for reading, not for paper."""
    ruling = access(person, case, "case.print_file")
    if ruling and not in_caseload(person, case):
        return Ruling(_("Only the worker of this file or the head of the unit prints it. Ask one of them for a copy."))
    return ruling
