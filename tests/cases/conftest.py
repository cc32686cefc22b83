"""Two units of the file room with keys: one with a head and two workers, another with a head and a worker.

Everything in them is made by the real actions: a case in a state is one that was led there.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.actions import assessment, closure, concern_report, group_meeting, plan
from milepost.cases.actions import case as cases
from milepost.cases.actions import guest as guest_actions
from milepost.cases.facts import Agreement, Assessment, Concern, Ending, Gathering, Invited, Protection, Task
from milepost.cases.models import Case, ConcernReport, GroupMeeting, Guest, Plan
from milepost.institutions.models import Body
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.places.models import Country
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
from milepost.vault.actions.unit_key import found_unit, share_tags
from milepost.vault.opening import Opener, open_with
from tests.conftest import PASSWORD, Cast

BESA = Identity(given_name="Besa", surname="Hoxha", birth=PartialDate(2014, 5), sex="girl")


@dataclass(frozen=True)
class Unit:
    """A unit, its head and its first worker, with what leads a case from state to state."""

    body: Body
    head: Person
    worker: Person

    def opener(self, person: Person | None = None) -> Opener:
        """The opener of a request of now; the worker's unless named."""
        return open_with(person or self.worker, PASSWORD)

    def reported(self, by: Person | None = None, **more: Any) -> ConcernReport:
        """A report of concern."""
        by = by or self.worker
        return concern_report.report(self.body, a_concern(**more), by=by, opener=open_with(by, PASSWORD))

    def registered(self, identity: Identity = BESA, **more: Any) -> Case:
        """A case of the worker."""
        return cases.register(self.reported(**more), identity, by=self.worker, opener=self.opener())

    def assessed(self, case: Case | None = None, risk: str = "medium", **more: Any) -> Case:
        """A case with an initial assessment."""
        case = case or self.registered()
        facts = Assessment(risk_level=risk, **more)
        assessment.assess(case, facts, base=0, by=self.worker, opener=self.opener())
        return Case.objects.get(pk=case.pk)

    def planned(self, case: Case | None = None) -> Plan:
        """A plan that parents and child were asked about."""
        case = case or self.assessed()
        made = plan.plan(case, a_plan(), base=0, by=self.worker, opener=self.opener())
        return plan.agree_plan(made, Agreement("agreed", "agreed"), by=self.worker, opener=self.opener())

    def in_force(self, case: Case | None = None) -> Case:
        """A case with a plan in force."""
        return plan.approve_plan(self.planned(case), by=self.head).case

    def called(self, case: Case | None = None, **more: Any) -> GroupMeeting:
        """A meeting of the technical group that waits."""
        case = case or self.assessed()
        return group_meeting.convene_group(case, a_gathering(**more), by=self.worker, opener=self.opener())

    def invited(self, case: Case, person: Person, until: date | None = None, role: str = "") -> Guest:
        """Someone who is invited to a case, in the role they hold, for ten days."""
        until, role = until or timezone.localdate() + timedelta(days=10), role or person.held()[0].role
        return guest_actions.invite_guest(case, person, role, until, by=self.worker, opener=self.opener())

    def closed(self, case: Case | None = None) -> Case:
        """A closed case."""
        made = closure.propose_close(
            case or self.in_force(), Ending("plan_met", "told", "told"), by=self.worker, opener=self.opener()
        )
        return closure.approve_close(made, by=self.head)


def a_concern(**more: Any) -> Concern:
    """A report of concern of Albania's words."""
    given: dict[str, Any] = {
        "source": "field_team", "seen_at": timezone.now(), "concerns": ("begging",), "company": "alone", "sex": "girl",
        "age_months": 120, "narrative": "Sits at the crossroads from morning on.", "identity": "perhaps Besa",
        "place_detail": "crossroads by the bridge", "reporter_contact": "069 123 456",
    }  # fmt: skip
    return Concern(**{**given, **more})


def a_plan(**more: Any) -> Protection:
    """A plan with two things to be done."""
    soon = timezone.localdate() + timedelta(days=20)
    tasks = (
        Task("school_return", soon, what="Enrol at the school of the quarter", owner="Mirela Gjoka"),
        Task("day_centre", soon, cost_source="municipality"),
    )
    return Protection(**{"measure": "support", "tasks": tasks, "aim": "Back at school", "review_on": soon, **more})


def a_gathering(**more: Any) -> Gathering:
    """A meeting tomorrow, with the school and the police."""
    asked = (Invited("education", "Mirela Gjoka, school of the quarter"), Invited("police", "Officer Prifti"))
    given: dict[str, Any] = {
        "convened_by": "worker", "planned_at": timezone.now() + timedelta(days=1), "invited": asked,
        "child_reason": "Too young", "parents_invited": True,
    }  # fmt: skip
    return Gathering(**{**given, **more})


@pytest.fixture
def unit(albania: Country, cast: Cast) -> Unit:
    """The unit of `case_worker`, `second_case_worker` and `head_of_unit`."""
    key, shares = set_up_recovery(albania, by=cast.administrator)
    prove_recovery(key, shares[:2], by=cast.administrator)
    return _founded(cast.head_of_unit, cast.case_worker, cast.second_case_worker)


@pytest.fixture
def other(unit: Unit, cast: Cast) -> Unit:
    """The unit of the others, who cannot open the first one's files."""
    made = _founded(cast.other_head_of_unit, cast.other_case_worker)
    share_tags(made.body, by=unit.head, opener=unit.opener(unit.head))
    return made


def _founded(head: Person, *workers: Person) -> Unit:
    assert head.body is not None
    for person in (head, *workers):
        make_key(person, PASSWORD, by=person)
    found_unit(head.body, [head, *workers], by=head, opener=open_with(head, PASSWORD))
    return Unit(head.body, head, workers[0])


@pytest.fixture
def guest(cast: Cast) -> Person:
    """Someone of another office whom a technical group asks, with a key."""
    make_key(cast.group_guest, PASSWORD, by=cast.group_guest)
    return cast.group_guest


@pytest.fixture
def clerk(cast: Cast) -> Person:
    """Someone of police or prosecution, with a key."""
    make_key(cast.prosecution_clerk, PASSWORD, by=cast.prosecution_clerk)
    return cast.prosecution_clerk


@pytest.fixture
def today() -> date:
    """The day of the test."""
    return timezone.localdate()
