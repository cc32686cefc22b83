"""The intersectoral technical group about a case: called, then held with its decisions, or called off."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.facts import Gathering, Outcome
from milepost.cases.models import Case, GroupInvitation, GroupMeeting
from milepost.cases.rules.group_meeting import can_cancel_group, can_convene_group, can_hold_group
from milepost.people.sealed import write, write_all
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def convene_group(
    case: Case, facts: Gathering, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> GroupMeeting:
    """Call the group for a day and hour, with people of several sectors. Child and parents come, or it says why not."""
    case = hold(case)
    if (sent := repeated(GroupMeeting, case, "convene_group", token, by=by)) is not None:
        return sent
    require(can_convene_group(by, case), "case.convene_group", case.country_id)
    check(case.country_id, group_sector=[each.sector for each in facts.invited])
    _say_why(facts, case)
    made = GroupMeeting(country_id=case.country_id, case=case, by=by, **facts.clear)
    write_all(made, facts.texts, opener.open_case(case.key_id))
    made.save(force_insert=True)
    _invite(made, facts, by=by, opener=opener)
    take_step(case, "convene_group", by=by, about=made, token=token)
    record("case.convene_group", by=by, on=case, number=case.number, invited=len(facts.invited))
    return made


def _say_why(facts: Gathering, case: Case) -> None:
    """Raise `Refused` where child or parents are left out without a word."""
    left_out = not facts.child_invited and not facts.child_reason.strip()
    left_out |= not facts.parents_invited and not facts.parents_reason.strip()
    if left_out or not facts.invited:
        sentence = _("Invite at least one sector, and write why the child or the parents are not invited.")
        raise Refused(sentence, "case.convene_group", case.country_id)


@sensitive_variables()
def _invite(meeting: GroupMeeting, facts: Gathering, *, by: Person, opener: Opener) -> None:
    key = opener.open_case(meeting.case.key_id)
    for position, each in enumerate(facts.invited, start=1):
        row = GroupInvitation(
            country_id=meeting.country_id, case=meeting.case, by=by, meeting=meeting, position=position,
            sector=each.sector, body=each.body,
        )  # fmt: skip
        write(row, "name", each.name, key)
        row.save(force_insert=True)


@sensitive_variables()
@transaction.atomic
def hold_group(
    meeting: GroupMeeting, outcome: Outcome, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> GroupMeeting:
    """The group met: who came, what was said, what it decided."""
    meeting = _hold(meeting)
    case = meeting.case
    if (sent := repeated(GroupMeeting, case, "hold_group", token, by=by)) is not None:
        return sent
    require(can_hold_group(by, meeting), "case.hold_group", case.country_id)
    meeting.held_on = outcome.held_on
    write_all(meeting, outcome.texts, opener.open_case(case.key_id))
    _settle_as(meeting, "held", by=by)
    invited = list(meeting.invitations.all())
    for row in invited:
        row.attended = outcome.attended.get(row.position)
    GroupInvitation.objects.bulk_update(invited, ["attended"])
    take_step(case, "hold_group", by=by, about=meeting, token=token)
    came = sum(attended is True for attended in outcome.attended.values())
    record("case.hold_group", by=by, on=case, number=case.number, came=came)
    return meeting


@sensitive_variables()
@transaction.atomic
def cancel_group(
    meeting: GroupMeeting, reason: str, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> GroupMeeting:
    """The group did not meet; the reason stays on the file."""
    meeting = _hold(meeting)
    case = meeting.case
    if (sent := repeated(GroupMeeting, case, "cancel_group", token, by=by)) is not None:
        return sent
    require(can_cancel_group(by, meeting), "case.cancel_group", case.country_id)
    write(meeting, "cancel_reason", reason, opener.open_case(case.key_id))
    _settle_as(meeting, "cancelled", by=by)
    take_step(case, "cancel_group", by=by, about=meeting, token=token)
    record("case.cancel_group", by=by, on=case, number=case.number)
    return meeting


def _hold(meeting: GroupMeeting) -> GroupMeeting:
    case = hold(meeting.case)
    meeting = GroupMeeting.objects.get(pk=meeting.pk)
    meeting.case = case
    return meeting


def _settle_as(meeting: GroupMeeting, state: str, *, by: Person) -> None:
    meeting.state, meeting.settled_at, meeting.settled_by = state, timezone.now(), by
    meeting.save()
