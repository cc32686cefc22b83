"""A file on paper: every copy has a number, a reason and someone whom it is for."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.facts import Copy
from milepost.cases.models import Case, Printing
from milepost.cases.rules.printing import can_print_file
from milepost.people.sealed import write_all
from milepost.places.codes import check
from milepost.vault.opening import Opener

SENT_AGAIN = timedelta(minutes=15)
"""How long a form that is sent again (a lost line, a second press) gives the same copy. Every sending is an event."""


@sensitive_variables()
@transaction.atomic
def print_file(case: Case, copy: Copy, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Printing:
    """Note that a copy is made: the next number of the file. The caller makes the paper in the same transaction."""
    case = hold(case)
    made = repeated(Printing, case, "print_file", token, by=by)
    require(can_print_file(by, case), "case.print_file", case.country_id)
    if made is None:
        made = _next(case, copy, by=by, opener=opener)
        take_step(case, "print_file", by=by, about=made, token=token)
    elif made.at < timezone.now() - SENT_AGAIN:
        sentence = _("This copy was made before. Open the page again and print another one.")
        raise Refused(sentence, "case.print_file", case.country_id)
    record("case.print_file", by=by, on=case, number=case.number, copy=made.number, reason=made.reason)
    return made


@sensitive_variables()
def _next(case: Case, copy: Copy, *, by: Person, opener: Opener) -> Printing:
    check(case.country_id, purpose=copy.reason)
    if not (copy.reason and copy.text.strip() and copy.recipient.strip()):
        sentence = _("Choose a reason, say in a sentence why the file is printed, and for whom.")
        raise Refused(sentence, "case.print_file", case.country_id)
    last = case.printings.aggregate(last=Max("number"))["last"] or 0
    made = Printing(country_id=case.country_id, case=case, by=by, number=last + 1, reason=copy.reason)
    write_all(made, copy.texts, opener.open_case(case.key_id))
    made.save(force_insert=True)
    return made
