"""Inviting someone of another office to a single case, until a day, and ending it.

The keys are sealed to the person's own key: the case's, and for a guest of the technical group the child's besides,
because they read the name. Ended or over, the page is gone by rule, and the key by its end.
"""

import uuid
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.models import Case, GroupMeeting, Guest
from milepost.cases.rules.guest import can_end_guest, can_invite_guest
from milepost.vault.actions.case_key import end_share_with_person, share_with_person
from milepost.vault.models import CaseKey
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def invite_guest(
    case: Case,
    person: Person,
    role: str,
    until: date,
    *,
    by: Person,
    opener: Opener,
    meeting: GroupMeeting | None = None,
    token: uuid.UUID | None = None,
) -> Guest:
    """Open a case to someone in a role, until the end of a day. Inviting them again replaces what they had."""
    case = hold(case)
    if (sent := repeated(Guest, case, "invite_guest", token, by=by)) is not None:
        return sent
    ruling = can_invite_guest(by, case, guest=person, role=role, until=until)
    require(ruling, "case.invite_guest", case.country_id)
    for before in _open(case, person=person):
        _end(before, by=by)
    made = Guest.objects.create(
        country_id=case.country_id, case=case, by=by, person=person, role=role, until=until, meeting=meeting
    )
    _give_keys(made, by=by, opener=opener)
    take_step(case, "invite_guest", by=by, about=made, token=token)
    record("case.invite_guest", by=by, on=case, number=case.number, guest=person.pk, role=role, until=until)
    return made


@transaction.atomic
def end_guest(guest: Guest, *, by: Person) -> Guest:
    """End an invitation before its day."""
    case = hold(guest.case)
    guest = Guest.objects.select_related("person").get(pk=guest.pk)
    guest.case = case
    if guest.ended_at is not None:
        return guest
    require(can_end_guest(by, guest), "case.end_guest", case.country_id)
    _end(guest, by=by)
    take_step(case, "end_guest", by=by, about=guest)
    record("case.end_guest", by=by, on=case, number=case.number, guest=guest.person_id)
    return guest


def end_guests(case: Case, *, by: Person) -> None:
    """End every invitation to a case. Part of the acts that close a case, merge it, or give it to another unit."""
    for guest in _open(case):
        _end(guest, by=by)


def _open(case: Case, **more: Person) -> Iterator[Guest]:
    """The invitations that were not ended, also those whose day is over: their seals go too."""
    rows = Guest.objects.filter(country=case.country_id, case=case, ended_at=None, **more)
    for row in rows.select_related("person"):
        row.case = case
        yield row


def _end(guest: Guest, *, by: Person) -> None:
    guest.ended_at, guest.ended_by = timezone.now(), by
    guest.save(update_fields=["ended_at", "ended_by"])
    for key in _keys_of(guest):
        end_share_with_person(key, guest.person, by=by)


@sensitive_variables()
def _give_keys(guest: Guest, *, by: Person, opener: Opener) -> None:
    """The case's key until this day; the child's until the last day of all episodes that the person is invited to."""
    for key in _keys_of(guest):
        last = max([guest, *_of_the_child(guest)], key=lambda each: each.until) if key != guest.case.key else guest
        share_with_person(key, guest.person, last.closes_at, by=by, opener=opener)


def _keys_of(guest: Guest) -> Iterator[CaseKey]:
    """What opens what a guest reads. Ending leaves the child's key where another episode still needs it."""
    yield guest.case.key
    if guest.role == "group_guest" and (guest.ended_at is None or not _of_the_child(guest)):
        yield guest.case.child.key


def _of_the_child(guest: Guest) -> list[Guest]:
    """The person's other invitations by which they read the same child's name."""
    others = Guest.objects.filter(person=guest.person, role="group_guest", ended_at=None)
    there = others.filter(country=guest.country_id, case__child=guest.case.child_id, until__gte=timezone.localdate())
    return list(there.exclude(pk=guest.pk))
