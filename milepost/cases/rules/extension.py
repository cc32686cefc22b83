"""When a head may give something more time."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling
from milepost.cases.models import Case
from milepost.cases.rules.case import can

LONGEST = timedelta(days=366)


def can_extend(person: Person, case: Case, *, there: bool, due: datetime | None, until: date) -> Ruling:
    """The head, for what is to be done now (`there`) and is due at `due`, until a later day within a year."""
    ruling = can(person, case, "extend")
    if not ruling:
        return ruling
    if not there:
        return Ruling(_("This is not to be done any more, so it needs no more time."))
    today = timezone.localdate()
    if until < today:
        return Ruling(_("Choose a day that is still to come."))
    if due is not None and until <= timezone.localtime(due).date():
        day = date_format(timezone.localtime(due), "j F Y")
        return Ruling(_("It has time until %(day)s already. Choose a later day.") % {"day": day})
    if until > today + LONGEST:
        return Ruling(_("This is more than a year away. Choose an earlier day."))
    return YES
