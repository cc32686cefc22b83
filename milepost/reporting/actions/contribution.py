"""Asking others: a question goes to a person, comes back as a proposal, and is accepted or handed back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.reporting.actions.answer import locked, write
from milepost.reporting.actions.report import hold
from milepost.reporting.content import Slot, Value, from_json, normalise, to_json
from milepost.reporting.models import Contribution, Proposal, Report
from milepost.reporting.rules.contribution import can_ask, can_decide, can_offer, can_withdraw


class MovedOn(ValueError):
    """The proposal was saved in another window meanwhile; `current` is how it stands there."""

    def __init__(self, current: Proposal) -> None:
        super().__init__(str(current))
        self.current = current


class AlreadySent(ValueError):
    """The person has sent a text for this question; it waits for a decision."""


@transaction.atomic
def ask(
    report: Report,
    slot: Slot,
    person: Person,
    *,
    due: date,
    by: Person,
    message: str = "",
    remind_on: date | None = None,
) -> Contribution:
    """Give a question, or one priority or step of it, to a person, until a day. Asked twice is asked once.

    Raises `AlreadySent` when a text of theirs waits for a decision.
    """
    require(can_ask(by, hold(report), contributor=person), "contribution.ask", report.country_id)
    if report.contributions.filter(
        question=slot.question, item=slot.item or 0, person=person, state="offered"
    ).exists():
        raise AlreadySent(f"{slot} of {person.pk}")
    contribution, _made = Contribution.objects.update_or_create(
        report=report, question=slot.question, item=slot.item or 0, person=person, state="asked",
        defaults={
            "asked_by": by, "asked_at": timezone.now(), "due": due, "remind_on": remind_on, "message": message,
            "reminded_at": None,
        },
    )  # fmt: skip
    record("contribution.ask", by=by, on=contribution, country=report.country_id, slot=str(slot), due=due)
    return contribution


def ask_all(
    report: Report,
    slots: Iterable[Slot],
    person: Person,
    *,
    due: date,
    by: Person,
    message: str = "",
    remind_on: date | None = None,
) -> list[Contribution]:
    """`ask` for several questions, all or none."""
    with transaction.atomic():
        return [
            ask(report, slot, person, due=due, by=by, message=message, remind_on=remind_on) for slot in slots
        ]  # fmt: skip


@transaction.atomic
def draft(contribution: Contribution, value: Value | None, *, base: int, by: Person) -> Proposal:
    """Save a contributor's text without sending it. Raises `MovedOn` when another window saved another text."""
    require(can_offer(by, _held(contribution)), "contribution.offer", contribution.report.country_id)
    value = normalise(contribution.report.edition.edition.question(contribution.question), value)
    proposal = open_proposal(contribution)
    if proposal.pk and proposal.value == to_json(value):
        return proposal
    if proposal.revision != base:
        raise MovedOn(proposal)
    proposal.value, proposal.revision, proposal.at = to_json(value), proposal.revision + 1, timezone.now()
    proposal.save()
    record("contribution.draft", by=by, on=contribution, country=contribution.report.country_id)
    return proposal


@transaction.atomic
def offer(contribution: Contribution, *, by: Person) -> Contribution:
    """Send the text to the focal point, who decides. Raises ValueError when nothing is written."""
    require(can_offer(by, _held(contribution)), "contribution.offer", contribution.report.country_id)
    proposal = open_proposal(contribution)
    if proposal.value is None:
        raise ValueError("nothing written")
    proposal.state, proposal.at = "offered", timezone.now()
    proposal.save()
    contribution.state = "offered"
    contribution.save()
    record("contribution.offer", by=by, on=contribution, country=contribution.report.country_id)
    return contribution


@transaction.atomic
def accept(
    contribution: Contribution, *, by: Person, value: Value | None = None, base: int | None = None
) -> Contribution:
    """The text becomes the answer; both names stay. `value` is the text as the focal point edited it, if they did.

    Raises `AnswerMovedOn` when `base` is given and the answer has been saved since.
    """
    report = _held(contribution).report
    require(can_decide(by, contribution), "contribution.decide", report.country_id)
    proposal = contribution.proposals.get(state="offered")
    question = report.edition.edition.question(contribution.question)
    current = locked(report, contribution.slot)
    if base is not None and current.revision != base:
        raise AnswerMovedOn(str(current))
    accepted = normalise(question, value if value is not None else from_json(question, proposal.value))
    write(current, accepted, how="contributed", by=by, contributor=contribution.person)
    _decide(proposal, "accepted", by=by)
    contribution.state = "accepted"
    contribution.save()
    record("contribution.accept", by=by, on=contribution, country=report.country_id, slot=str(contribution.slot))
    return contribution


class AnswerMovedOn(ValueError):
    """The answer was saved by someone while the proposal was being decided."""


@transaction.atomic
def hand_back(contribution: Contribution, *, comment: str, by: Person) -> Contribution:
    """The text goes back to its writer with a comment; the next text is a new proposal."""
    require(can_decide(by, _held(contribution)), "contribution.decide", contribution.report.country_id)
    _decide(contribution.proposals.get(state="offered"), "handed_back", by=by, comment=comment)
    contribution.state = "asked"
    contribution.save()
    record("contribution.hand_back", by=by, on=contribution, country=contribution.report.country_id)
    return contribution


@transaction.atomic
def withdraw(contribution: Contribution, *, by: Person) -> Contribution:
    """Stop asking. What was written stays in the history."""
    require(can_withdraw(by, _held(contribution)), "contribution.ask", contribution.report.country_id)
    contribution.state = "withdrawn"
    contribution.save()
    record("contribution.withdraw", by=by, on=contribution, country=contribution.report.country_id)
    return contribution


@transaction.atomic
def remind(contribution: Contribution, *, by: Person) -> Contribution:
    """Note that the person was reminded: the command `remind` has sent the mail and a server took it."""
    contribution.reminded_at = timezone.now()
    contribution.save()
    record("contribution.remind", by=by, on=contribution, country=contribution.report.country_id)
    return contribution


def open_proposal(contribution: Contribution) -> Proposal:
    """The proposal being written; after one was handed back a new one that starts from its text."""
    last = contribution.proposals.order_by("-number").first()
    if last and last.state == "draft":
        return last
    number = last.number + 1 if last else 1
    return Proposal(contribution=contribution, number=number, value=last.value if last else None, at=timezone.now())


def _held(contribution: Contribution) -> Contribution:
    hold(contribution.report)
    contribution.refresh_from_db(fields=["state"])
    return contribution


def _decide(proposal: Proposal, state: str, *, by: Person, comment: str = "") -> None:
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.comment = state, by, timezone.now(), comment
    proposal.save()
