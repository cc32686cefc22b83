"""When a look at a child after closing may be noted."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import Ruling
from milepost.cases.models import Case
from milepost.cases.rules.case import can


def can_check_closed(person: Person, case: Case, *, on: date) -> Ruling:
    """Whoever works on the file, for a closed one, on a day since it was closed."""
    if case.closed_at is None and case.state != "merged_duplicate":
        return Ruling(_("This file is open. Note a contact instead."))
    ruling = can(person, case, "check_closed")
    if ruling and case.closed_at and on < timezone.localtime(case.closed_at).date():
        return Ruling(_("The file was still open on that day. Choose a day since it was closed."))
    return ruling
