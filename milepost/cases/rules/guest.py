"""Rules on inviting someone of another office to a single case."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, may_at
from milepost.cases.models import Case, Guest
from milepost.cases.rules.access import access
from milepost.cases.rules.case import can
from milepost.cases.states import GUEST_ROLES
from milepost.vault.in_use import live_key_of

LONGEST = timedelta(days=366)
"""How far away the last day of an invitation may be; then someone looks again whether it is needed."""


def can_invite_guest(person: Person, case: Case, *, guest: Person, role: str, until: date) -> Ruling:
    """Who works on the case invites someone of another office who holds the role today and has a key."""
    return both(can(person, case, "invite_guest"), _can_come(guest, case, role), _fits(until))


def _can_come(guest: Person, case: Case, role: str) -> Ruling:
    today = timezone.localdate()
    held = {each.role for each in guest.held() if each.country_id == case.country_id and each.holds_on(today)}
    if role not in GUEST_ROLES or role not in held or not guest.is_active:
        return Ruling(_("%(name)s does not hold this role today. An administrator gives it.") % {"name": guest.name})
    if may_at(guest, "case.view", case.unit):
        return Ruling(_("%(name)s works at this unit, and is not a guest of it.") % {"name": guest.name})
    if live_key_of(guest) is None:
        return Ruling(_("%(name)s has no key yet. They make it under “Keys” when they sign in.") % {"name": guest.name})
    return YES


def _fits(until: date) -> Ruling:
    today = timezone.localdate()
    if until < today:
        return Ruling(_("This day has passed. Choose a later one."))
    if until > today + LONGEST:
        return Ruling(_("Choose a day within a year. You can invite them again then."))
    return YES


def can_end_guest(person: Person, guest: Guest) -> Ruling:
    """Who works on the case ends an invitation at any time, whatever the state of the case."""
    return access(person, guest.case, "case.end_guest")
