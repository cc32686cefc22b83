"""Which group each sealed column belongs to, and which role reads which group: one table, which the docs print.

A column that is in no group is read by nobody; a test holds every sealed column to this table.
"""

from collections.abc import Mapping

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.cases.models import Case
from milepost.cases.rules.access import invitation_of
from milepost.cases.states import GUEST_ROLES
from milepost.institutions.models import Body
from milepost.people.sealed import read

GROUPS: dict[str, str | Promise] = {
    "identity": _("names, addresses, numbers and telephones"),
    "narrative": _("what happened and what is planned, in words"),
    "health": _("health, and what is written only where needed"),
    "prosecution": _("police, prosecution and courts"),
    "statistics": _("codes, dates and states, which are counted"),
}

COLUMNS: dict[str, dict[str, str]] = {
    "ConcernReport": {
        "narrative": "narrative",
        "place_detail": "identity",
        "identity": "identity",
        "reporter_contact": "identity",
        "handed_to": "narrative",
        "out_note": "narrative",
    },
    "InitialAssessment": {"summary": "narrative", "child_view": "narrative"},
    "FullAssessment": {
        "family": "narrative",
        "school": "narrative",
        "health": "health",
        "income": "narrative",
        "child_view": "narrative",
        "restricted": "health",
    },
    "Exploitation": {"note": "narrative"},
    "Plan": {"aim": "narrative", "agreement_reason": "narrative"},
    "PlanAction": {"what": "narrative", "owner": "identity"},
    "Contact": {"note": "narrative"},
    "Referral": {"note": "narrative", "answer": "narrative", "ending": "narrative"},
    "Review": {"note": "narrative"},
    "ClosedCheck": {"note": "narrative"},
    "Extension": {"reason": "narrative"},
    "Message": {"text": "narrative"},
    "Closure": {"note": "narrative", "answer": "narrative"},
    "Transfer": {"note": "narrative", "answer": "narrative"},
    "Placement": {"where": "identity", "note": "narrative"},
    "NrmStep": {"note": "prosecution"},
    "CriminalStep": {"reference": "prosecution", "note": "prosecution"},
    "GroupMeeting": {
        "child_reason": "narrative",
        "parents_reason": "narrative",
        "minutes": "narrative",
        "decisions": "narrative",
        "cancel_reason": "narrative",
    },
    "GroupInvitation": {"name": "identity"},
    "Purpose": {"text": "narrative"},
    "Draft": {"typed": "narrative"},
    "Attachment": {"name": "narrative", "description": "narrative", "removed_reason": "narrative"},
    "AttachmentContent": {"content": "narrative"},
    "Basis": {"note": "narrative", "withdrawn_note": "narrative"},
    "Printing": {"text": "narrative", "recipient": "identity"},
}

READS: dict[str, frozenset[str]] = {
    "case_worker": frozenset(GROUPS),
    "head_of_unit": frozenset(GROUPS),
    "field_team_member": frozenset(),
    "group_guest": frozenset({"identity", "narrative", "statistics"}),
    "prosecution_clerk": frozenset({"prosecution", "statistics"}),
    "national_analyst": frozenset({"statistics"}),
    "auditor": frozenset(),
}


def groups_at(person: Person, unit: Body, case: Case | None = None) -> frozenset[str]:
    """The groups that the person's roles at a unit let them read today. Roles of the file room are held at a body.

    On a case also those of the role in which the person is invited to it: without the case a guest reads nothing.
    """
    if not person.is_active:
        return frozenset()
    today = timezone.localdate()
    here = {unit.pk, unit.parent_id} - {None}
    roles = {each.role for each in person.held() if each.holds_on(today) and each.body_id in here} - set(GUEST_ROLES)
    if case is not None and (guest := invitation_of(person, case)):
        roles.add(guest.role)
    return frozenset().union(*(READS.get(role, frozenset()) for role in roles))


@sensitive_variables()
def texts_of(row: models.Model, key: bytes, groups: frozenset[str]) -> Mapping[str, str]:
    """The sealed texts of a row that these groups may read, by column; what they may not is not in it."""
    columns = COLUMNS[type(row).__name__]
    return {column: read(row, column, key) for column, group in columns.items() if group in groups}
