"""The verbs on the roadmap: plan the steps of a period, and decide what became of one."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.places.models import Country
from milepost.roadmap.models import Priority, Step, Succession
from milepost.roadmap.rules import can_edit


@dataclass(frozen=True)
class Draft:
    """A step to plan. `before`: the steps it comes out of."""

    title: str
    text: str = ""
    owner: str = ""
    due: date | None = None
    seen_by: str = ""
    priority: Priority | None = None
    before: tuple[Step, ...] = field(default=())


@transaction.atomic
def plan(country: Country, start: date, end: date, drafts: list[Draft], *, by: Person) -> list[Step]:
    """Put steps on the roadmap of a period, numbered after those that are there, linked to the ones they come from."""
    require(can_edit(by, country), "roadmap.edit", country.pk)
    first = Step.objects.filter(country=country, start=start).count() + 1
    steps = [
        Step(
            country=country, start=start, end=end, number=number, title=draft.title, text=draft.text,
            owner=draft.owner, due=draft.due, seen_by=draft.seen_by, priority=draft.priority,
        )
        for number, draft in enumerate(drafts, first)
    ]  # fmt: skip
    Step.objects.bulk_create(steps)
    Succession.objects.bulk_create(
        Succession(before=before, after=step)
        for step, draft in zip(steps, drafts, strict=True)
        for before in draft.before
    )
    record("roadmap.plan", by=by, on=country, country=country.pk, start=start, steps=len(steps))
    return steps


@transaction.atomic
def decide(step: Step, state: str, *, reason: str, by: Person) -> Step:
    """Say what became of a step: continued, done, merged, split or dropped, and why."""
    require(can_edit(by, step.country), "roadmap.edit", step.country_id)
    step.state, step.reason = state, reason
    step.decided_by, step.decided_at = by, timezone.now()
    step.save()
    record("roadmap.decide", by=by, on=step, state=state)
    return step


@transaction.atomic
def report(step: Step, status: str, *, until: date, by: Person) -> Step:
    """Keep what a submitted report says of a step (empty: nothing), and the last day of that report."""
    require(can_edit(by, step.country), "roadmap.edit", step.country_id)
    step.status, step.reported_until = status, until if status else None
    step.save(update_fields=["status", "reported_until"])
    record("roadmap.report", by=by, on=step, status=status, until=until)
    return step


@transaction.atomic
def edit(step: Step, draft: Draft, *, by: Person) -> Step:
    """Mend a step's owner, due date, indicator or priority."""
    require(can_edit(by, step.country), "roadmap.edit", step.country_id)
    step.title, step.text, step.owner = draft.title, draft.text, draft.owner
    step.due, step.seen_by, step.priority = draft.due, draft.seen_by, draft.priority
    step.save()
    record("roadmap.edit", by=by, on=step)
    return step
