"""Whether a person may act on a case: one function, and `queries.cases.cases_for` is its twin over many.

The role grants the verb AND the person's area contains the unit AND (the case is in their caseload OR they stated a
purpose, which opens it for three hours). What the words of a case say is opened by keys besides, which no rule gives.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, may_at
from milepost.cases.models import Case, Purpose

OPENS_FOR = timedelta(hours=3)
"""How long a stated purpose opens a file."""

ARRIVING = frozenset({"case.accept_transfer", "case.refuse_transfer"})
"""What only the unit that a file was sent to may do."""

RECEIVING = ARRIVING | {"case.view", "case.view_attachment"}
"""What that unit may do before it has accepted."""


def access(person: Person, case: Case, verb: str) -> Ruling:
    """Yes, or why not. Asks nothing about the state of the case: `rules.case` does."""
    if verb in RECEIVING and receives(person, case):
        return YES
    if verb in ARRIVING:
        return Ruling(_("The head of the unit that the file was sent to decides this."))
    ruling = may_at(person, verb, case.unit)
    if not ruling:
        return ruling
    if in_caseload(person, case) or has_purpose(person, case):
        return YES
    return Ruling(
        _("This file is in the caseload of a colleague. State why you need it; it then opens for three hours.")
    )


def in_caseload(person: Person, case: Case) -> bool:
    """Whether the person works on the case, or answers for the unit that does."""
    return case.worker_id == person.pk or bool(may_at(person, "case.oversee", case.unit))


def has_purpose(person: Person, case: Case) -> bool:
    """Whether a purpose that the person stated is still open."""
    return Purpose.objects.filter(country=case.country_id, by=person, case=case, until__gt=timezone.now()).exists()


def receives(person: Person, case: Case) -> bool:
    """Whether the case was sent to a unit that the person answers for, and waits there."""
    return case.transferred_to is not None and bool(may_at(person, "case.accept_transfer", case.transferred_to))
