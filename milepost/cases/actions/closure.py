"""Closing: one person proposes, another decides."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.guest import end_guests
from milepost.cases.actions.step import MovedOn, hold, move, repeated, take_step
from milepost.cases.facts import Ending
from milepost.cases.models import Case, Closure
from milepost.cases.rules.access import access
from milepost.cases.rules.case import can_decide_close, can_propose_close
from milepost.people.sealed import read, write
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def propose_close(case: Case, ending: Ending, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Closure:
    """Propose to close; the file stays open until someone else decides."""
    case = hold(case)
    if (sent := repeated(Closure, case, "propose_close", token, by=by)) is not None:
        return sent
    require(can_propose_close(by, case), "case.propose_close", case.country_id)
    check(case.country_id, closure=ending.reason)
    made = Closure(
        country_id=case.country_id, case=case, by=by, reason=ending.reason, child_told=ending.child_told,
        family_told=ending.family_told,
    )  # fmt: skip
    write(made, "note", ending.note, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "propose_close", by=by, about=made, token=token)
    record("case.propose_close", by=by, on=case, number=case.number, reason=ending.reason)
    return made


@transaction.atomic
def approve_close(closure: Closure, *, by: Person) -> Case:
    """The file is closed, its plan with it; guests are out."""
    closure = _hold(closure)
    case = closure.case
    if closure.state == "approved" and closure.decided_by_id == by.pk:
        return case
    require(can_decide_close(by, closure, "approve_close"), "case.approve_close", case.country_id)
    _decide(closure, "approved", by=by)
    before = move(case, "approve_close")
    case.closed_at, case.closed_by, case.closure = closure.decided_at, by, closure.reason
    case.save()
    case.plans.filter(state__in=("draft", "agreed", "active")).update(state="ended")
    case.groupmeetings.filter(state="called").update(state="cancelled", settled_at=closure.decided_at, settled_by=by)
    end_guests(case, by=by)
    take_step(case, "approve_close", by=by, before=before, about=closure)
    record("case.approve_close", by=by, on=case, number=case.number, reason=closure.reason)
    return case


@sensitive_variables()
@transaction.atomic
def refuse_close(
    closure: Closure, answer: str, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Closure:
    """The file stays open; the worker reads why. Raises `MovedOn` where someone else refused meanwhile."""
    closure = _hold(closure)
    case = closure.case
    if (sent := repeated(Closure, case, "refuse_close", token, by=by)) is not None:
        return sent
    if closure.state == "refused":
        require(access(by, case, "case.refuse_close"), "case.refuse_close", case.country_id)
        stands = read(closure, "answer", opener.open_case(case.key_id))
        raise MovedOn("closure", 0, {"answer": answer}, {"answer": stands})
    require(can_decide_close(by, closure, "refuse_close"), "case.refuse_close", case.country_id)
    write(closure, "answer", answer, opener.open_case(case.key_id))
    _decide(closure, "refused", by=by)
    take_step(case, "refuse_close", by=by, about=closure, token=token)
    record("case.refuse_close", by=by, on=case, number=case.number)
    return closure


def _hold(closure: Closure) -> Closure:
    case = hold(closure.case)
    closure = Closure.objects.get(pk=closure.pk)
    closure.case = case
    return closure


def _decide(closure: Closure, state: str, *, by: Person) -> None:
    closure.state, closure.decided_at, closure.decided_by = state, timezone.now(), by
    closure.save()
