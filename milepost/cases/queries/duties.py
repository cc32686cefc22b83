"""What is to be done, by whom and until when: computed from what was written down, in a fixed number of queries.

Nothing here is stored, and nothing that is late stops anybody from saving.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.accounts.rules import countries_where
from milepost.cases.limits import due, key_for, overdue, shortest
from milepost.cases.models import (
    Case,
    ClosedCheck,
    Closure,
    ConcernReport,
    Contact,
    Extension,
    GroupMeeting,
    InitialAssessment,
    Message,
    Placement,
    Plan,
    PlanAction,
    Purpose,
    Referral,
    Review,
)
from milepost.cases.queries.cases import cases_for, reports_for
from milepost.cases.states import OPEN_STATES, SETTLED
from milepost.places.models import Code, Country

SOON = timedelta(days=7)
"""What is due within this time stands on the desk."""

WATCHED = timedelta(days=365)
"""How long after closing the look at a child stands on the desk. Closed files grow for ever; a desk does not."""

LIMIT_OF = {"agree_plan": "plan", "approve_plan": "plan"}
"""Duties that share the limit of another: more time for the plan is more time for all three."""

WORDS: dict[str, str | Promise] = {
    "register": _("Decide on the report"),
    "confirm_screen_out": _("Decide on screening out the report"),
    "assess": _("Make the initial assessment"),
    "convene_group": _("Call the technical group"),
    "hold_group": _("Note what the technical group decided"),
    "plan": _("Write the protection plan"),
    "agree_plan": _("Ask parents and child about the plan"),
    "approve_plan": _("Approve the plan"),
    "contact": _("See the child"),
    "review": _("Review the plan"),
    "end_action": _("An action of the plan is due"),
    "answer_referral": _("A provider has not answered"),
    "approve_close": _("Decide about closing"),
    "accept_transfer": _("Accept or refuse the file"),
    "court": _("Ask the court about the placement"),
    "assign": _("Give the file to a worker"),
    "check_closed": _("See whether the child is well"),
}
"""What a duty says on the desk."""


@dataclass(frozen=True)
class Duty:
    """Something to be done. `owner`: worker, head, unit (both), receiver (the head of the unit that a file went to), or
    provider: who was asked for a service, until the limit passes and the worker asks again.

    `due` is None where the country sets no limit. `about`: the row it is on, where that is not the case. `extension`:
    by which the head gave it more time; `due` is the new moment then.
    """

    verb: str
    due: datetime | None
    owner: str = "worker"
    case: Case | None = None
    report: ConcernReport | None = None
    about: Any = None
    extension: Extension | None = None

    @property
    def words(self) -> str | Promise:
        """What is to be done."""
        return WORDS[self.verb]

    @property
    def late(self) -> bool:
        """Whether its limit has passed."""
        return overdue(self.due)

    @property
    def soon(self) -> bool:
        """Whether it is due within the time that a desk looks ahead; without a limit it is always there."""
        return self.due is None or self.due <= timezone.now() + SOON


@dataclass(frozen=True)
class Desk:
    """A person's work: late, due soon, later, what waits for someone else, and unread messages.

    `late_with`: by worker, how many duties of theirs are late, for whoever oversees them.
    """

    late: list[Duty]
    soon: list[Duty]
    later: list[Duty]
    waiting: list[Duty]
    purposes: list[Purpose]
    messages: list[Message]
    late_with: Mapping[int | None, int]


def desk_of(person: Person) -> Desk:
    """The person's desk: their caseload, the reports of their units, and for a head what others wait for."""
    overseen = set(bodies_where(person, "case.oversee").values_list("pk", flat=True))
    mine = (Q(worker=person) | Q(unit__in=overseen) | Q(transferred_to__in=overseen)) & Q(state__in=OPEN_STATES)
    seen = cases_for(person, "case.view")
    duties = [*duties_of(seen.filter(mine)), *report_duties(reports_for(person)), *_checks_soon(seen, person, overseen)]
    own = [duty for duty in duties if is_theirs(duty, person, overseen)]
    theirs = [duty for duty in duties if not is_theirs(duty, person, overseen) and _awaited(duty, person)]
    return Desk(
        late=in_order(duty for duty in own if duty.late),
        soon=in_order(duty for duty in own if duty.soon and not duty.late),
        later=in_order(duty for duty in own if not duty.soon),
        waiting=in_order(theirs),
        purposes=list(
            Purpose.objects.filter(case__unit__in=overseen, seen_at=None).select_related("case", "by").order_by("-at")
        ),
        messages=list(
            Message.objects.filter(to=person, read_at=None, case__in=seen).select_related("case", "by").order_by("-at")
        ),
        late_with=Counter(
            duty.case.worker_id
            for duty in duties
            if duty.case and duty.owner == "worker" and duty.late and duty.case.unit_id in overseen
        ),
    )


def is_theirs(duty: Duty, person: Person, overseen: set[int]) -> bool:
    """Whether it is for this person to do."""
    if duty.report is not None:
        return duty.owner == "worker" or duty.report.unit_id in overseen
    assert duty.case is not None
    if duty.owner == "receiver":
        return duty.case.transferred_to_id in overseen
    if duty.owner == "provider":
        return False
    if duty.owner == "head":
        return duty.case.unit_id in overseen
    if duty.owner == "unit" and duty.case.unit_id in overseen:
        return True
    return duty.case.worker_id == person.pk


def _awaited(duty: Duty, person: Person) -> bool:
    """Whether the person waits for it: it is on a case or a report of theirs, or what they sent away."""
    if duty.report is not None:
        return duty.report.proposed_by_id == person.pk
    if duty.owner == "provider":
        return duty.case is not None and duty.case.worker_id == person.pk
    return duty.owner != "worker"


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """The soonest first; immediate risk before the rest of a moment; without a limit last."""
    far = timezone.now() + timedelta(days=36500)
    return sorted(duties, key=lambda duty: (duty.due or far, not _immediate(duty), duty.verb))


def _immediate(duty: Duty) -> bool:
    return bool(duty.case and duty.case.immediate_risk) or bool(duty.report and duty.report.immediate_risk)


def duties_of(cases: QuerySet[Case]) -> list[Duty]:
    """What is to be done on these cases while they are open. Three queries, however many there are."""
    found: dict[Any, Any] = {case.pk: case for case in _dated(cases.filter(state__in=OPEN_STATES))}
    duties = [duty for case in found.values() for duty in _duties(case)]
    actions = PlanAction.objects.filter(case__in=found, state="open", plan__state="active")
    for action in actions.only("id", "case_id", "due"):
        case = found[action.case_id]
        if case.state != "transferred":
            duties.append(Duty("end_action", _end_of(action.due), case=case, about=action.pk))
    return _one_action_each(_extended(duties, found))


def all_duties(cases: QuerySet[Case]) -> list[Duty]:
    """What is to be done on these cases, open or closed."""
    return [*duties_of(cases), *check_duties(cases)]


def check_duties(cases: QuerySet[Case]) -> list[Duty]:
    """Whether the children of files that were closed within a year are well. Two queries.

    Nothing is asked of a child who died, nor where the child has a newer episode.
    """
    here: dict[str, Any] = {"country": OuterRef("country")}
    settled = ClosedCheck.objects.filter(**here, case=OuterRef("pk"), outcome__in=SETTLED)
    later = Case.objects.filter(previous=OuterRef("pk"))  # with the country SQLite scans all of its files for each
    died = Code.objects.filter(**here, list="closure", code=OuterRef("closure"), term="deceased")
    rows = cases.filter(state="closed", closed_at__gte=timezone.now() - WATCHED)
    found = {case.pk: case for case in rows.filter(~Exists(settled), ~Exists(later), ~Exists(died))}
    duties = [
        Duty("check_closed", until, "unit", case)
        for case in found.values()
        if case.closed_at and (until := due(case.country, "postclose", case.closed_at))
    ]
    return _extended(duties, found)


def _checks_soon(cases: QuerySet[Case], person: Person, overseen: set[int]) -> list[Duty]:
    """The looks after closing that a desk shows: those of the person's files and units, when they come near."""
    countries = Country.objects.filter(pk__in=countries_where(person, "case.check_closed"))
    limits = [limit for country in countries if (limit := shortest(country, "postclose")) is not None]
    if not limits:
        return []
    near = cases.filter(Q(worker=person) | Q(unit__in=overseen), closed_at__lte=timezone.now() - min(limits) + SOON)
    return [duty for duty in check_duties(near) if duty.soon]


def limit_of(verb: str) -> str:
    """The duty whose limit this one has."""
    return LIMIT_OF.get(verb, verb)


def _extended(duties: list[Duty], cases: Iterable[Any]) -> list[Duty]:
    """The duties with the time that heads gave them. One that was met is due at another moment, and was given none."""
    rows = Extension.objects.filter(case__in=cases).select_related("by").defer("reason").order_by("at", "id")
    given = {(row.case_id, row.duty, row.about, row.was): row for row in rows}

    def with_its_time(duty: Duty) -> Duty:
        assert duty.case is not None
        row = given.get((duty.case.pk, limit_of(duty.verb), duty.about, duty.due))
        return replace(duty, due=_end_of(row.until), extension=row) if row else duty

    return [with_its_time(duty) for duty in duties] if given else duties


def _one_action_each(duties: list[Duty]) -> list[Duty]:
    """Of the actions of a plan only the soonest: the plan shows them all."""
    actions = [duty for duty in in_order(duties) if duty.verb == "end_action"]
    soonest = {duty.case.pk: duty for duty in reversed(actions) if duty.case}
    return [duty for duty in duties if duty.verb != "end_action"] + list(soonest.values())


def _dated(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with the dates that their duties hang on."""
    here: dict[str, Any] = {"country": OuterRef("country"), "case": OuterRef("pk")}

    def last(rows: QuerySet[Any], column: str, which: type[Max | Min] = Max) -> Subquery:
        return Subquery(rows.filter(**here).order_by().values("case").annotate(last=which(column)).values("last"))

    return cases.annotate(
        assessed_at=last(InitialAssessment.objects.filter(number=1), "at"),
        seen_on=last(Contact.objects.filter(child_seen=True), "on"),
        reviewed_on=last(Review.objects.all(), "on"),
        in_force_at=last(Plan.objects.filter(state="active"), "approved_at"),
        review_on=last(Plan.objects.filter(state="active"), "review_on"),
        drafted_at=last(Plan.objects.filter(state="draft"), "at"),
        agreed_at=last(Plan.objects.filter(state="agreed"), "agreed_at"),
        group_called_at=last(GroupMeeting.objects.exclude(state="cancelled"), "at"),
        group_planned_at=last(GroupMeeting.objects.filter(state="called"), "planned_at"),
        close_proposed_at=last(Closure.objects.filter(state="proposed"), "at"),
        asked_on=last(Referral.objects.filter(state="asked"), "asked_on", Min),
        placed_on=last(Placement.objects.filter(state="emergency", court_asked_on=None), "on"),
    )


def _duties(case: Any) -> Iterator[Duty]:
    """What a case with its dates asks for."""
    if case.state == "transferred":
        yield Duty("accept_transfer", due(case.country, "transfer", case.since), "receiver", case)
        return
    if case.worker_id is None:
        yield Duty("assign", None, "head", case)
    if case.safety == "emergency" and case.placed_on:
        yield Duty("court", due(case.country, "court", _start_of(case.placed_on)), "head", case)
    if case.asked_on:
        until = due(case.country, "referral", _start_of(case.asked_on))
        yield Duty("answer_referral", until, "worker" if overdue(until) else "provider", case)
    if case.close_proposed_at:
        yield Duty("approve_close", None, "head", case)
        return
    if case.group_planned_at and case.group_planned_at <= timezone.now():
        yield Duty("hold_group", _end_of(timezone.localdate(case.group_planned_at)), case=case)
    yield from _PATH[case.state](case)


def _registered(case: Any) -> Iterator[Duty]:
    risk = "high" if case.immediate_risk else None
    yield Duty("assess", due(case.country, "initial", case.opened_at, risk), case=case)


def _towards_plan(case: Any) -> Iterator[Duty]:
    """The technical group meets before the first plan is in force, where the country sets a limit for it."""
    if case.group_called_at is None and key_for(case.country, "itg", case.risk_level):
        until = due(case.country, "itg", case.assessed_at or case.since, case.risk_level)
        yield Duty("convene_group", until, case=case)
    yield from _planning(case)


def _planning(case: Any) -> Iterator[Duty]:
    until = due(case.country, "plan", case.assessed_at or case.since, case.risk_level)
    if case.state == "under_review":
        until = due(case.country, "plan", case.since, case.risk_level)
    if case.agreed_at:
        yield Duty("approve_plan", until, "head", case)
    else:
        yield Duty("agree_plan" if case.drafted_at else "plan", until, case=case)


def _in_force(case: Any) -> Iterator[Duty]:
    began = case.in_force_at or case.since
    seen = _start_of(case.seen_on) if case.seen_on else began
    yield Duty("contact", due(case.country, "followup", max(seen, _floor(began)), case.risk_level), case=case)
    yield Duty("review", _review_due(case, began), case=case)


def _review_due(case: Any, began: datetime) -> datetime | None:
    """The day that the plan names, until a review was held since; then the limit that the risk level sets."""
    reviewed = _start_of(case.reviewed_on) if case.reviewed_on else None
    if case.review_on and (reviewed is None or reviewed.date() < began.date()):
        return _end_of(case.review_on)
    return due(case.country, "review", max(filter(None, (reviewed, _floor(began)))), case.risk_level)


def _under_review(case: Any) -> Iterator[Duty]:
    """A new plan, while the child is seen as the old one says."""
    yield from _planning(case)
    yield next(_in_force(case))


_PATH = {
    "registered": _registered,
    "initial_assessment": _towards_plan,
    "full_assessment": _towards_plan,
    "planning": _towards_plan,
    "plan_active": _in_force,
    "under_review": _under_review,
}


def report_duties(reports: QuerySet[ConcernReport]) -> list[Duty]:
    """What is to be done about reports of concern: one query."""
    duties = []
    for report in reports.filter(state__in=("reported", "screening_out")):
        if report.state == "screening_out":
            until = due(report.country, "register", report.proposed_at or report.reported_at)
            duties.append(Duty("confirm_screen_out", until, "head", report=report))
        else:
            stem, since = ("handover", report.taken_at) if report.taken_at else ("register", report.reported_at)
            duties.append(Duty("register", due(report.country, stem, since), report=report))
    return duties


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _floor(moment: datetime) -> datetime:
    return _start_of(timezone.localtime(moment).date())
