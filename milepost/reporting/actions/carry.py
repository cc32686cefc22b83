"""Opening next year's report: this year's planned steps become next year's questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.reporting.actions.answer import locked, write
from milepost.reporting.actions.importing import SAME_TITLE
from milepost.reporting.actions.report import ItemDraft, hold, open_report, roadmap_priorities
from milepost.reporting.content import (
    Choice,
    Choices,
    PlannedStep,
    Scale,
    Slot,
    Steps,
    Value,
    from_json,
    normalise,
    to_json,
)
from milepost.reporting.edition import Question
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.rules.report import can_carry
from milepost.roadmap import actions as roadmap
from milepost.roadmap.models import Priority, Step

OUTCOMES = ("continue", "done", "merge", "split", "drop")


@dataclass(frozen=True)
class Decision:
    """What becomes of one planned step (by its number in `next_steps`, from 1).

    `continue` asks about it next year; `done` and `drop` do not, and say why; `merge` puts it into the step numbered
    `into`; `split` asks about each of `titles` instead.
    """

    number: int
    outcome: str
    reason: str = ""
    into: int = 0
    titles: tuple[str, ...] = ()


class Undecided(ValueError):
    """The decisions do not fit the planned steps: the step's number (0: all of them), and a sentence that says why."""

    def __init__(self, number: int, sentence: str) -> None:
        super().__init__(sentence)
        self.number = number


def planned_steps(report: Report) -> tuple[PlannedStep, ...]:
    """The next steps that a report plans."""
    answer = report.answers.filter(question="next_steps").first()
    value = from_json(report.edition.edition.question("next_steps"), answer.value) if answer else None
    return value.steps if isinstance(value, Steps) else ()


@transaction.atomic
def carry(
    report: Report,
    start: date,
    end: date,
    edition: StoredEdition,
    decisions: Sequence[Decision],
    *,
    by: Person,
    due: date | None = None,
) -> Report:
    """Open next year's report: steps on the roadmap with their succession, questions for those that go on.

    Answers that carry (partners, tools) come along, marked until someone confirms them; keys follow the edition's map.
    Raises `Undecided`, `AlreadyOpen`.
    """
    require(can_carry(by, hold(report)), "report.carry", report.country_id)
    planned = planned_steps(report)
    check_decisions(planned, decisions)
    steps = _plan(report, start, end, planned, decisions, by=by)
    opened = open_report(
        report.country, start, end, edition, by=by, language=report.language, due=due, previous=report,
        priorities=_priorities(report), steps=[ItemDraft(step.title, step=step) for step in steps],
    )  # fmt: skip
    _carry_answers(report, opened, by=by)
    record("report.carry", by=by, on=opened, country=report.country_id, steps=len(steps))
    return opened


def check_decisions(planned: Sequence[PlannedStep], decisions: Sequence[Decision]) -> None:
    """Raise `Undecided` unless every planned step has exactly one decision that can be carried out."""
    if sorted(decision.number for decision in decisions) != list(range(1, len(planned) + 1)):
        raise Undecided(0, _("Decide on every planned step, each once."))
    kept = {decision.number for decision in decisions if decision.outcome in ("continue", "split")}
    for decision in decisions:
        if sentence := _fault(decision, kept):
            raise Undecided(decision.number, sentence)


def _fault(decision: Decision, kept: set[int]) -> str:
    """What keeps a decision from being carried out; empty when nothing does."""
    if decision.outcome not in OUTCOMES:
        return _("Choose what becomes of this step.")
    if decision.outcome in ("drop", "merge", "split") and not decision.reason.strip():
        return _("Say why.")
    if decision.outcome == "merge" and (decision.into not in kept or decision.into == decision.number):
        return _("Choose the step that this one goes into, among those that go on.")
    if decision.outcome == "split" and len([title for title in decision.titles if title.strip()]) < 2:
        return _("Write the titles of at least two steps, one on each line.")
    return ""


def _plan(
    report: Report, start: date, end: date, planned: Sequence[PlannedStep], decisions: Sequence[Decision], *, by: Person
) -> list[Step]:
    """Write the planned steps on the roadmap, then what became of each; the steps to be asked about come back."""
    country = report.country
    former = [item.step for item in report.items.filter(kind="step").select_related("step") if item.step]
    priorities = {priority.number: priority for priority in Priority.objects.filter(country=country)}
    rows = roadmap.plan(country, start, end, [_draft(step, former, priorities) for step in planned], by=by)
    by_number = dict(enumerate(rows, 1))
    asked: list[Step] = []
    for decision in sorted(decisions, key=lambda each: each.number):
        row = by_number[decision.number]
        if decision.outcome == "continue":
            asked.append(row)
        elif decision.outcome == "split":
            drafts = [
                roadmap.Draft(title.strip(), priority=row.priority, owner=row.owner, due=row.due, before=(row,))
                for title in decision.titles
                if title.strip()
            ]
            asked.extend(roadmap.plan(country, start, end, drafts, by=by))
    for decision in decisions:
        _conclude(decision, by_number, by=by)
    for step in former:
        if step.state == "planned" and step.led_to.exists():
            roadmap.decide(step, "continued", reason="", by=by)
    return asked


def _conclude(decision: Decision, rows: dict[int, Step], *, by: Person) -> None:
    states = {"done": "done", "merge": "merged", "split": "split", "drop": "dropped"}
    if decision.outcome not in states:
        return
    row = rows[decision.number]
    roadmap.decide(row, states[decision.outcome], reason=decision.reason.strip(), by=by)
    if decision.outcome == "merge":
        into = rows[decision.into]
        row.led_to.get_or_create(after=into)


def _draft(step: PlannedStep, former: Sequence[Step], priorities: dict[int, Priority]) -> roadmap.Draft:
    before = tuple(old for old in former if fuzz.token_sort_ratio(old.title, step.title) >= SAME_TITLE)
    return roadmap.Draft(
        step.title,
        text=step.source,
        owner=step.owner,
        due=parse_date(step.due) if step.due else None,
        seen_by=step.indicator,
        priority=priorities.get(step.priority),
        before=before,
    )


def _priorities(report: Report) -> list[ItemDraft]:
    """Next year's priorities: the roadmap's, or this report's own where the roadmap has none."""
    own = [ItemDraft(item.title, priority=item.priority) for item in report.items.filter(kind="priority")]
    return roadmap_priorities(report.country, report.language) or own


def _carry_answers(report: Report, opened: Report, *, by: Person) -> None:
    edition = opened.edition.edition
    for old in report.answers.all():
        key = edition.key_in(report.edition.edition, old.question)
        question = edition.question(key) if key else None
        if question is None or not question.carries or question.each:
            continue
        value = fitting(question, from_json(report.edition.edition.question(old.question), old.value))
        if value is not None:
            write(locked(opened, Slot(question.key)), value, how="carried", by=by)


def fitting(question: Question, value: Value | None) -> Value | None:
    """The value as far as the question can hold it: other kinds and vanished options are not carried."""
    match value, question.kind:
        case Choice(), "one_of":
            return normalise(question, value)
        case Choices(), "many_of":
            return normalise(question, value)
        case (Scale(), _) | (None, _):
            return None
        case _:
            stored = to_json(value)
            try:
                return normalise(question, from_json(question, stored))
            except (KeyError, TypeError):
                return None
