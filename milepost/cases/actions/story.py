"""The story of one file that was kept elsewhere: its dated facts become the rows that the real acts would have left.

A part of `enter`. The table of states is asked at every step, and no row is saved here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.cases.actions.assessment import screening_says
from milepost.cases.facts import (
    Agreement,
    Ending,
    Look,
    Mechanism,
    Past,
    Planned,
    Proceeding,
    Protection,
    Safety,
    Visit,
)
from milepost.cases.models import (
    Case,
    CaseStep,
    Closure,
    ConcernReport,
    Contact,
    CriminalStep,
    Exploitation,
    FullAssessment,
    InitialAssessment,
    NrmStep,
    Placement,
    Plan,
    PlanAction,
    Review,
)
from milepost.cases.states import CASE_STATES, CRIMINAL_STATES, NRM_STATES, SAFETY_STATES, leads_on
from milepost.people.dates import NotBorn, age_on
from milepost.people.identity import Identity
from milepost.people.sealed import write_all
from milepost.vault.models import CaseKey

WRITTEN: tuple[type[models.Model], ...] = (
    InitialAssessment, FullAssessment, Exploitation, Plan, PlanAction, Contact, Review, Placement, NrmStep,
    CriminalStep, Closure, CaseStep,
)  # fmt: skip
"""What a story writes, in the order in which rows may point to each other."""


class Unfit(ValueError):
    """A file that cannot be as it is told. `index`: its place in the list, from 0; the text says what does not fit."""

    def __init__(self, index: int, sentence: str) -> None:
        super().__init__(sentence)
        self.index, self.sentence = index, sentence


@dataclass(frozen=True)
class _Happened:
    """Something on a day; `rank` orders what happened on the same one."""

    on: date
    rank: int
    verb: str
    facts: Any


class Story:
    """One file while it is told. `by` decides what two people are asked for; the file's worker did the rest."""

    @sensitive_variables()
    def __init__(self, index: int, case: Case, past: Past, identity: Identity, key: bytes, *, by: Person) -> None:
        self.index, self.case, self.past, self.identity, self._key = index, case, past, identity, key
        self.by, self.worker = by, past.worker or by
        self.rows: list[Any] = []
        self.at = _morning(past.opened_on)

    def __repr__(self) -> str:
        return f"<Story {self.index}>"

    def tell(self) -> None:
        """From opening to where it stands. Raises `Unfit`."""
        self._open()
        for each in sorted(_happened(self.past), key=lambda each: (each.on, each.rank)):
            if not self.past.opened_on <= each.on <= timezone.localdate():
                self._unfit(_("%(day)s lies before the file was opened, or in the future."), day=each.on)
            self.at = max(_morning(each.on), self.at + timedelta(minutes=10))
            if self.case.state == "closed":
                self._unfit(_("Something happened after the file was closed: %(day)s."), day=each.on)
            getattr(self, f"_{each.verb}")(each.facts)

    def report(self, key: CaseKey, secret: bytes) -> ConcernReport:
        """The report of concern that the file began with, sealed under its own key."""
        concern = self.past.concern
        assert concern is not None
        row = ConcernReport(
            country_id=self.case.country_id, unit=self.case.unit, place=concern.place, key=key, source=concern.source,
            reported_by=self.worker, reported_at=concern.seen_at, seen_at=concern.seen_at,
            concerns=sorted(concern.concerns), immediate_risk=concern.immediate_risk, taken_at=concern.taken_at,
            sex=concern.sex, age_months=concern.age_months, company=concern.company, state="accepted", case=self.case,
            decided_at=self.case.opened_at, decided_by=self.worker,
        )  # fmt: skip
        write_all(row, concern.texts, secret)
        return row

    def _open(self) -> None:
        case, concern = self.case, self.past.concern
        if not self.past.opened_on <= timezone.localdate():
            self._unfit(_("%(day)s lies in the future."), day=self.past.opened_on)
        if concern is not None and concern.seen_at.date() > self.past.opened_on:
            self._unfit(_("The report of %(day)s came after the file was opened."), day=concern.seen_at.date())
        case.opened_at = case.since = self.at
        case.concerns = sorted(self.past.concerns or (concern.concerns if concern else ()))
        case.immediate_risk = bool(concern and concern.immediate_risk)
        if not case.concerns:
            self._unfit(_("Say what the concern was."))
        case.age_months, case.age_estimated = self._age(self.past.opened_on)
        self._step("register")

    def _age(self, day: date) -> tuple[int | None, bool]:
        birth = self.identity.birth
        if birth is None:
            return None, False
        try:
            age = age_on(day, birth, estimated=self.identity.birth_estimated)
        except NotBorn:
            self._unfit(_("The child was not born on %(day)s."), day=day)
        return age.months, not age.exact

    def _unfit(self, sentence: str, **told: object) -> Any:
        raise Unfit(self.index, sentence % told)

    def _row(self, model: type[models.Model], texts: dict[str, str], **columns: Any) -> Any:
        columns = {"by": self.worker, "at": self.at} | columns
        row = model(country_id=self.case.country_id, case=self.case, **columns)
        write_all(row, texts, self._key)
        self.rows.append(row)
        return row

    def _step(self, verb: str, *, before: str = "", about: Any = None, by: Person | None = None, **more: str) -> None:
        more = {"before": before or self.case.state, "after": self.case.state} | more
        self.rows.append(
            CaseStep(
                country_id=self.case.country_id,
                case=self.case,
                verb=verb,
                at=self.at,
                by=by or self.worker,
                about=about.pk if about is not None else None,
                **more,
            )
        )
        self.at += timedelta(minutes=1)

    def _move(self, verb: str) -> str:
        """Where the case stood; it stands now where the verb leads. Raises `Unfit` where it does not lead on."""
        before = self.case.state
        if not leads_on(before, verb):
            state = CASE_STATES[before].name
            self._unfit(_("At “%(state)s” there is no “%(verb)s”: a step is missing before."), state=state, verb=verb)
        self.case.state = CASE_STATES[before].leads_to.get(verb, before)
        if self.case.state != before:
            self.case.since = self.at
        return before

    def _assess(self, facts: Any) -> None:
        before = self._move("assess")
        self.case.risk_level = facts.risk_level
        row = self._row(InitialAssessment, facts.texts, **facts.clear)
        self._step("assess", before=before, about=row)
        if (said := screening_says(self.case.nrm, facts.trafficking_suspected)) is not None:
            verb, after = said
            made = self._row(NrmStep, {}, verb=verb, state=after, on=timezone.localdate(self.at))
            stood, self.case.nrm = self.case.nrm, after
            self._step(verb, before=stood, after=after, track="nrm", about=made)

    def _assess_fully(self, facts: Any) -> None:
        before = self._move("assess_fully")
        self._step("assess_fully", before=before, about=self._row(FullAssessment, facts.texts))

    def _record_exploitation(self, facts: Any) -> None:
        self._move("record_exploitation")
        age, _estimated = self._age(timezone.localdate(self.at))
        row = self._row(Exploitation, facts.texts, age_months=age, **facts.clear)
        self._step("record_exploitation", about=row)

    def _plan(self, planned: Planned) -> None:
        """Written, agreed, and approved where it was: by someone else than who wrote it."""
        before = self._move("plan")
        plan = self._row(Plan, planned.protection.texts, **planned.protection.clear)
        self._tasks(plan, planned.protection)
        self._step("plan", before=before, about=plan)
        self._agree(plan, planned.agreement)
        if planned.approved_on is None:
            return
        if self.worker.pk == self.by.pk:
            self._unfit(_("Name the worker: whoever wrote a plan does not approve it."))
        if planned.approved_on < planned.on:
            self._unfit(_("The plan was approved before it was written."))
        self.at = max(self.at, _morning(planned.approved_on))
        before = self._move("approve_plan")
        plan.state, plan.approved_at, plan.approved_by = "active", self.at, self.by
        self._step("approve_plan", before=before, about=plan, by=self.by)

    def _agree(self, plan: Plan, agreement: Agreement) -> None:
        if "refused" in (agreement.parents, agreement.child) and not agreement.reason.strip():
            self._unfit(_("Write why they refuse: the plan is approved knowing it."))
        plan.parents, plan.child_agrees, plan.state = agreement.parents, agreement.child, "agreed"
        plan.agreed_at, plan.agreed_by = self.at, self.worker
        write_all(plan, {"agreement_reason": agreement.reason}, self._key)
        self._step("agree_plan", about=plan)

    def _tasks(self, plan: Plan, protection: Protection) -> None:
        for position, task in enumerate(protection.tasks, start=1):
            self._row(
                PlanAction, task.texts, plan=plan, position=position, service=task.service, owner_body=task.owner_body,
                due=task.due, cost_source=task.cost_source,
            )  # fmt: skip

    def _end_action(self, position: int) -> None:
        self._move("end_action")
        found = [row for row in self.rows if isinstance(row, PlanAction) and row.position == position]
        if not found:
            self._unfit(_("The plan has no action %(position)s."), position=position)
        found[0].state, found[0].ended_at, found[0].ended_by = "done", self.at, self.worker
        self._step("end_action", about=found[0])

    def _contact(self, visit: Visit) -> None:
        self._move("contact")
        row = self._row(Contact, {"note": visit.note}, on=visit.on, kind=visit.kind, child_seen=visit.child_seen)
        self._step("contact", about=row)

    def _review(self, look: Look) -> None:
        if look.outcome == "change":
            before = self._move("review")
        else:
            before = self.case.state
            if before != "plan_active":
                self._unfit(_("A review looks at a plan in force. There is none yet."))
        row = self._row(
            Review, {"note": look.note}, on=look.on, risk_before=self.case.risk_level or "",
            risk_level=look.risk_level, outcome=look.outcome,
        )  # fmt: skip
        self.case.risk_level = look.risk_level
        self._step("review", before=before, about=row)

    def _place(self, step: Safety) -> None:
        self._move("place")
        before, after = self.case.safety, self._leads(SAFETY_STATES, self.case.safety, step.verb)
        row = self._row(
            Placement, {"where": step.where, "note": step.note}, verb=step.verb, state=after, on=step.on,
            provider=step.provider, parents_told=step.parents_told, court_asked_on=step.court_asked_on,
        )  # fmt: skip
        self.case.safety = after
        self._step("place", before=before, about=row, track="safety", after=after)

    def _nrm(self, step: Mechanism) -> None:
        self._move("nrm")
        before, after = self.case.nrm, self._leads(NRM_STATES, self.case.nrm, step.verb)
        row = self._row(NrmStep, {"note": step.note}, verb=step.verb, state=after, on=step.on, form=step.form)
        self.case.nrm = after
        self._step("nrm", before=before, about=row, track="nrm", after=after)

    def _criminal(self, step: Proceeding) -> None:
        self._move("criminal")
        before, after = self.case.criminal, self._leads(CRIMINAL_STATES, self.case.criminal, step.verb)
        row = self._row(
            CriminalStep, {"reference": step.reference, "note": step.note}, verb=step.verb, state=after, on=step.on,
            article=step.article, support_person=step.support_person,
        )  # fmt: skip
        self.case.criminal = after
        self._step("criminal", before=before, about=row, track="criminal", after=after)

    def _leads(self, table: Any, state: str, verb: str) -> str:
        if verb not in table[state].leads_to:
            self._unfit(_("The track stands at “%(state)s”; this does not follow from it."), state=table[state].name)
        after: str = table[state].leads_to[verb]
        return after

    def _close(self, ending: Ending) -> None:
        """Closed by who enters it. A proposal stands beside it where another person is known to have made it."""
        before = self._move("approve_close")
        closure = None
        if self.worker.pk != self.by.pk:
            closure = self._row(
                Closure, {"note": ending.note}, reason=ending.reason, child_told=ending.child_told,
                family_told=ending.family_told, state="approved", decided_by=self.by,
            )  # fmt: skip
            self._step("propose_close", before=before, after=before, about=closure)
            closure.decided_at = self.at
        self.case.closed_at, self.case.closed_by, self.case.closure = self.at, self.by, ending.reason
        for plan in self.rows:
            if isinstance(plan, Plan) and plan.state in ("draft", "agreed", "active"):
                plan.state = "ended"
        self._step("approve_close", before=before, about=closure, by=self.by)


def _happened(past: Past) -> Iterator[_Happened]:
    """Everything of a file with its day, to be told in order."""
    if past.assessment:
        yield _Happened(past.assessment[0], 1, "assess", past.assessment[1])
    if past.work:
        yield _Happened(past.work[0], 2, "record_exploitation", past.work[1])
    if past.picture:
        yield _Happened(past.picture[0], 3, "assess_fully", past.picture[1])
    if past.planned:
        yield _Happened(past.planned.on, 4, "plan", past.planned)
        yield from (_Happened(day, 7, "end_action", position) for position, day in past.planned.done.items())
    yield from (_Happened(visit.on, 5, "contact", visit) for visit in past.visits)
    yield from (_Happened(look.on, 6, "review", look) for look in past.looks)
    for rank, verb, steps in ((8, "place", past.safety), (8, "nrm", past.mechanism), (8, "criminal", past.proceedings)):
        yield from (_Happened(step.on, rank, verb, step) for step in steps)
    if past.ending:
        yield _Happened(past.ending[0], 9, "close", past.ending[1])


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
