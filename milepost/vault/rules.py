"""Who may do what with keys. What a key opens needs no rule: who does not hold it cannot."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, countries_where, holds, may, may_at
from milepost.institutions.models import Body
from milepost.vault.in_use import live_key_of, live_unit_key, recovery_key_of
from milepost.vault.models import CaseKey, PersonKey, RecoveryKey, UnitSeal
from milepost.vault.opening import Opener


def can_make(person: Person, *, by: Person) -> Ruling:
    """Whoever holds a role of the file room makes one key, their own."""
    if person != by:
        return Ruling(_("Everybody makes their own key."))
    if live_key_of(person) is not None:
        return Ruling(_("You have a key already."))
    return _with_own_key(person, "key.make")


def can_renew(person: Person, *, by: Person) -> Ruling:
    """The same people make a new key when the old one no longer opens."""
    if person != by:
        return Ruling(_("Everybody makes their own key."))
    if live_key_of(person) is None:
        return Ruling(_("You have no key yet."))
    return _with_own_key(person, "key.renew")


def can_change_passphrase(key: PersonKey, *, by: Person) -> Ruling:
    """Everybody wraps their own key."""
    return YES if key.person_id == by.pk else Ruling(_("Everybody makes their own key."))


def _with_own_key(person: Person, verb: str) -> Ruling:
    country = next(iter(sorted(countries_where(person, verb))), "")
    return may(person, verb, country)


def can_found_unit(person: Person, unit: Body) -> Ruling:
    """The head makes the unit's first key, once there is a recovery key to fall back on."""
    if live_unit_key(unit) is not None:
        return Ruling(_("This unit has a key already."))
    if recovery_key_of(unit.country_id) is None:
        return Ruling(_("An administrator must set up the country's recovery key first."))
    return may_at(person, "key.found_unit", unit)


def can_admit(person: Person, unit: Body, *, newcomer: Person) -> Ruling:
    """The head lets in who works there and has a key."""
    if not may_at(newcomer, "key.open_unit", unit):
        return Ruling(_("%(name)s has no role at this unit.") % {"name": newcomer.name})
    if live_key_of(newcomer) is None:
        return Ruling(_("%(name)s has no key yet. They make it when they next sign in.") % {"name": newcomer.name})
    return may_at(person, "key.admit", unit)


def can_remove(person: Person, unit: Body, *, leaver: Person) -> Ruling:
    """The head ends a member's access, but never the last one's."""
    live = live_unit_key(unit)
    members = set(UnitSeal.objects.filter(unit_key=live).values_list("person", flat=True)) if live else set()
    if leaver.pk not in members:
        return Ruling(_("%(name)s is not let in at this unit.") % {"name": leaver.name})
    if not any(may_at(other, "key.open_unit", unit) for other in Person.objects.filter(pk__in=members - {leaver.pk})):
        return Ruling(_("They are the last one who can open this unit. Let someone else in first."))
    return may_at(person, "key.remove", unit)


def can_rotate(person: Person, unit: Body) -> Ruling:
    """The head gives the unit a new key."""
    return may_at(person, "key.rotate", unit)


def can_reseal(person: Person, unit: Body) -> Ruling:
    """Every member goes on with a rotation that was begun."""
    return may_at(person, "key.open_unit", unit)


def can_share_tags(person: Person, unit: Body) -> Ruling:
    """A head of any unit of the country lets a new unit search."""
    if live_unit_key(unit) is None:
        return Ruling(_("This unit has no key yet. Its head makes it."))
    return may(person, "key.share_tags", unit.country_id)


def can_set_up_recovery(person: Person, country: str) -> Ruling:
    """Administrators make the recovery key."""
    return may(person, "recovery.set_up", country)


def can_prove_recovery(person: Person, key: RecoveryKey) -> Ruling:
    """Administrators prove it, once."""
    if key.proved_at is not None:
        return Ruling(_("This recovery key is proved already."))
    return may(person, "recovery.prove", key.country_id)


def can_recover_unit(person: Person, unit: Body, *, member: Person) -> Ruling:
    """The head or an administrator brings back a unit that nobody can open, for someone who works there."""
    if not may_at(member, "key.open_unit", unit):
        return Ruling(_("%(name)s has no role at this unit.") % {"name": member.name})
    if live_key_of(member) is None:
        return Ruling(_("%(name)s has no key yet. They make it when they next sign in.") % {"name": member.name})
    if unit.country_id in countries_where(person, "recovery.set_up"):
        return YES
    return may_at(person, "recovery.use", unit)


def can_receive(unit: Body) -> Ruling:
    """A unit with a key can be given a case."""
    return YES if live_unit_key(unit) else Ruling(_("This unit has no key yet. Its head makes it."))


def can_share_case_key(case_key: CaseKey, unit: Body, opener: Opener) -> Ruling:
    """Who can open a case key can share it: the right is the key itself."""
    if case_key.pk not in opener.open_cases([case_key.pk]):
        return Ruling(_("You cannot open this file, so you cannot share it."))
    if unit.country_id != case_key.country_id:
        return Ruling(_("A file is shared within its country."))
    return can_receive(unit)


def can_end_share(case_key: CaseKey, unit: Body) -> Ruling:
    """A share ends; the last lasting seal does not, or nobody could ever open the case again."""
    others = case_key.seals.exclude(unit_key__unit=unit).filter(until=None)
    return YES if others.exists() else Ruling(_("No other unit keeps this file, so it stays open to this one."))


def can_share_with_person(case_key: CaseKey, person: Person, until: datetime, opener: Opener) -> Ruling:
    """Who can open a case key can seal it to someone whose role takes one, and only until a moment to come."""
    if case_key.pk not in opener.open_cases([case_key.pk]):
        return Ruling(_("You cannot open this file, so you cannot share it."))
    if not holds(person, "key.be_given", case_key.country_id):
        return Ruling(_("%(name)s has no role that can be invited to a file.") % {"name": person.name})
    if live_key_of(person) is None:
        return Ruling(_("%(name)s has no key yet. They make it when they next sign in.") % {"name": person.name})
    return YES if until > timezone.now() else Ruling(_("This day has passed. Choose a later one."))
