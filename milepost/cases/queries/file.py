"""A case's file as plain values, opened once for the page that tells its story; only what the reader may read."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.cases.fields import groups_at, texts_of
from milepost.cases.models import (
    Case,
    Closure,
    ConcernReport,
    Contact,
    CriminalStep,
    Exploitation,
    FullAssessment,
    GroupInvitation,
    GroupMeeting,
    InitialAssessment,
    NrmStep,
    Placement,
    Plan,
    PlanAction,
    Purpose,
    Referral,
    Review,
    Transfer,
)
from milepost.cases.models.row import Row
from milepost.people.identity import Identity
from milepost.people.queries import KnownCarer, carers_of, identity_of
from milepost.vault.opening import Opener


@dataclass(frozen=True)
class Opened:
    """A record and those of its texts that the reader may read."""

    row: Any
    texts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, repr=False)
class Cover:
    """Whose file it is and what it began with, as far as the reader may read."""

    case: Case
    groups: frozenset[str]
    identity: Identity | None
    carers: list[KnownCarer]
    reports: list[Opened]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.case}>"


@dataclass(frozen=True, repr=False)
class File(Cover):
    """Everything of a case, newest first in every list."""

    initial: list[Opened]
    full: list[Opened]
    exploitation: list[Opened]
    plans: list[Opened]
    actions: list[Opened]
    contacts: list[Opened]
    referrals: list[Opened]
    reviews: list[Opened]
    closures: list[Opened]
    transfers: list[Opened]
    placements: list[Opened]
    nrm: list[Opened]
    criminal: list[Opened]
    purposes: list[Opened]
    meetings: list[Opened]
    invitations: list[Opened]

    @property
    def plan(self) -> Opened | None:
        """The newest plan, whatever its state."""
        return self.plans[0] if self.plans else None

    def actions_of(self, plan: uuid.UUID) -> list[Opened]:
        """The actions of a plan, in its order."""
        return sorted((each for each in self.actions if each.row.plan_id == plan), key=lambda each: each.row.position)

    def invited_to(self, meeting: uuid.UUID) -> list[Opened]:
        """Who was asked to a meeting of the technical group, in its order."""
        asked = (each for each in self.invitations if each.row.meeting_id == meeting)
        return sorted(asked, key=lambda each: each.row.position)


def groups_of(case: Case, by: Person) -> frozenset[str]:
    """The groups of texts that the reader may read in a case: in its unit, as a guest, or where it was sent."""
    groups = groups_at(by, case.unit, case)
    if not groups and case.transferred_to is not None:
        return groups_at(by, case.transferred_to, case)
    return groups


@sensitive_variables()
def cover_of(case: Case, *, by: Person, opener: Opener) -> Cover:
    """The cover alone. Raises `Locked` where the reader's keys do not open the file; the caller records the view."""
    groups = groups_of(case, by)
    opener.open_case(case.key_id)
    see = "identity" in groups
    return Cover(
        case=case,
        groups=groups,
        identity=identity_of(case.child, opener) if see else None,
        carers=carers_of(case.child, opener) if see else [],
        reports=_reports(case, groups, opener),
    )


@sensitive_variables()
def file_of(case: Case, *, by: Person, opener: Opener) -> File:
    """The whole file. Raises `Locked` as its cover does."""
    cover = cover_of(case, by=by, opener=opener)
    groups, key = cover.groups, opener.open_case(case.key_id)

    def opened(model: type[Row], *related: str) -> list[Opened]:
        rows = model._default_manager.filter(country=case.country_id, case=case).select_related("by", *related)
        return [Opened(row, texts_of(row, key, groups)) for row in rows.order_by("-at", "-id")]

    return File(
        **vars(cover),
        initial=opened(InitialAssessment),
        full=opened(FullAssessment),
        exploitation=opened(Exploitation),
        plans=opened(Plan, "approved_by", "agreed_by"),
        actions=opened(PlanAction, "owner_body"),
        contacts=opened(Contact),
        referrals=opened(Referral, "provider", "service__place", "service__provider"),
        reviews=opened(Review),
        closures=opened(Closure, "decided_by"),
        transfers=opened(Transfer, "from_unit", "to_unit", "decided_by"),
        placements=opened(Placement, "provider"),
        nrm=opened(NrmStep),
        criminal=opened(CriminalStep),
        purposes=opened(Purpose),
        meetings=opened(GroupMeeting),
        invitations=opened(GroupInvitation, "body"),
    )


@sensitive_variables()
def _reports(case: Case, groups: frozenset[str], opener: Opener) -> list[Opened]:
    rows = list(ConcernReport.objects.filter(country=case.country_id, case=case).select_related("reported_by", "place"))
    keys = opener.open_cases(row.key_id for row in rows)
    return [Opened(row, texts_of(row, key, groups)) for row in rows if (key := keys.get(row.key_id))]


@sensitive_variables()
def report_of(report: ConcernReport, *, by: Person, opener: Opener) -> Opened:
    """A report of concern, opened. Raises `Locked`."""
    return Opened(report, texts_of(report, opener.open_case(report.key_id), groups_at(by, report.unit)))
