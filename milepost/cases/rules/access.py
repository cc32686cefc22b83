"""Whether a person may act on a case: one function, and `queries.cases.cases_for` is its twin over many.

The role grants the verb AND the person's area contains the unit AND (the case is in their caseload OR they stated a
purpose, which opens it for three hours). Or they were invited to this very case in a role of another office, until a
day, and that role grants the verb to guests. What the words of a case say is opened by keys besides, which no rule
gives.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, may_at
from milepost.cases.models import Case, Guest, Purpose

OPENS_FOR = timedelta(hours=3)
"""How long a stated purpose opens a file."""

ARRIVING = frozenset({"case.accept_transfer", "case.refuse_transfer"})
"""What only the unit that a file was sent to may do."""

RECEIVING = ARRIVING | {"case.view", "case.view_attachment"}
"""What that unit may do before it has accepted."""

GRANTED_TO_GUESTS = {
    "group_guest": frozenset({"case.view"}),
    "prosecution_clerk": frozenset({"case.criminal"}),
}
"""What an invitation grants, by the role in which someone is invited, and nothing besides."""


def access(person: Person, case: Case, verb: str) -> Ruling:
    """Yes, or why not. Asks nothing about the state of the case: `rules.case` does."""
    ruling = _by_office(person, case, verb)
    return ruling if ruling or _granted(person, case, verb) is None else YES


def guest_for(person: Person, case: Case, verb: str) -> Guest | None:
    """The invitation by which alone the person may do the verb; None for whoever may by their office, or not at all."""
    guest = _granted(person, case, verb)
    return guest if guest is not None and not _by_office(person, case, verb) else None


def _granted(person: Person, case: Case, verb: str) -> Guest | None:
    guest = invitation_of(person, case)
    return guest if guest is not None and verb in GRANTED_TO_GUESTS[guest.role] else None


def _by_office(person: Person, case: Case, verb: str) -> Ruling:
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


def invited(person: Person, verb: str = "") -> Q:
    """The invitations of a person that are in force, as a condition on `Guest`: not ended, the last day not over, and
    the role still held in the country today. With a verb: those that grant it. None for whoever holds no such role."""
    today = timezone.localdate()
    held = {(each.role, each.country_id) for each in person.held() if person.is_active and each.holds_on(today)}
    there = Q(pk__in=[])
    for role, country in held:
        granted = GRANTED_TO_GUESTS.get(role, frozenset())
        if granted and (not verb or verb in granted):
            there |= Q(role=role, country=country)
    return there & Q(person=person, ended_at=None, until__gte=today)


def may_be_invited(person: Person) -> bool:
    """Whether the person holds a role that is invited to cases; asks the database nothing more."""
    return any(each.role in GRANTED_TO_GUESTS for each in person.held())


def invitation_of(person: Person, case: Case) -> Guest | None:
    """The person's invitation to a case that is in force. One query, and none for whoever holds no such role."""
    if not may_be_invited(person):
        return None
    return Guest.objects.filter(invited(person), country=case.country_id, case=case).first()
