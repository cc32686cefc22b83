"""Rules on the technical group of a case."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import Ruling
from milepost.cases.models import Case, GroupMeeting
from milepost.cases.rules.case import can


def called_meeting(case: Case) -> GroupMeeting | None:
    """The meeting that waits; there is at most one."""
    return GroupMeeting.objects.filter(country=case.country_id, case=case, state="called").first()


def can_convene_group(person: Person, case: Case) -> Ruling:
    """The worker calls the group, one meeting at a time."""
    ruling = can(person, case, "convene_group")
    if ruling and called_meeting(case) is not None:
        return Ruling(_("A meeting is called already. Note what it decided, or that it did not meet."))
    return ruling


def can_hold_group(person: Person, meeting: GroupMeeting) -> Ruling:
    """What a meeting decided is noted once."""
    return _while_called(can(person, meeting.case, "hold_group"), meeting)


def can_cancel_group(person: Person, meeting: GroupMeeting) -> Ruling:
    """A meeting that did not take place is called off once."""
    return _while_called(can(person, meeting.case, "cancel_group"), meeting)


def _while_called(ruling: Ruling, meeting: GroupMeeting) -> Ruling:
    if ruling and meeting.state != "called":
        return Ruling(_("This meeting does not wait any more. The file says what became of it."))
    return ruling
