"""Services with providers: asked, accepted or refused, finished or dropped. The worker notes what the provider said."""

import uuid
from datetime import date

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.plan import end_action as end_plan_action
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.facts import Asking
from milepost.cases.models import Case, Referral
from milepost.cases.rules.referral import can_answer_referral, can_end_referral, can_refer, may_end_its_action
from milepost.cases.states import REFERRAL_STATES
from milepost.people.sealed import write
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def refer(case: Case, asking: Asking, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Referral:
    """Ask a provider for a service."""
    case = hold(case)
    if (sent := repeated(Referral, case, "refer", token, by=by)) is not None:
        return sent
    require(can_refer(by, case, on=asking.on, action=asking.action), "case.refer", case.country_id)
    check(case.country_id, service=asking.kind)
    provider = asking.service.provider if asking.service else asking.provider
    if provider.country_id != case.country_id or (asking.service and asking.service.kind != asking.kind):
        raise ValueError("a provider of another country, or a service of another kind")
    made = Referral(
        country_id=case.country_id, case=case, by=by, action=asking.action, kind=asking.kind, provider=provider,
        service=asking.service, asked_on=asking.on,
    )  # fmt: skip
    write(made, "note", asking.note, opener.open_case(case.key_id))
    made.save(force_insert=True)
    take_step(case, "refer", by=by, about=made, token=token)
    record("case.refer", by=by, on=case, number=case.number, service=asking.kind)
    return made


@sensitive_variables()
@transaction.atomic
def answer_referral(
    referral: Referral,
    verb: str,
    on: date,
    answer: str = "",
    *,
    by: Person,
    opener: Opener,
    token: uuid.UUID | None = None,
) -> Referral:
    """What the provider said on a day. `verb`: accept or refuse; `answer`: in words, and why they refuse."""
    referral = _hold(referral)
    if (sent := repeated(Referral, referral.case, "answer_referral", token, by=by)) is not None:
        return sent
    ruling = can_answer_referral(by, referral, verb, on=on)
    require(ruling, "case.answer_referral", referral.country_id)
    referral.state, referral.answered_on = _after(referral.state, verb), on
    write(referral, "answer", answer, opener.open_case(referral.case.key_id))
    referral.save()
    take_step(referral.case, "answer_referral", by=by, about=referral, token=token)
    record("case.answer_referral", by=by, on=referral.case, number=referral.case.number, answer=verb)
    return referral


@sensitive_variables()
@transaction.atomic
def end_referral(
    referral: Referral,
    verb: str,
    on: date,
    ending: str = "",
    *,
    by: Person,
    opener: Opener,
    action_done: bool = False,
    token: uuid.UUID | None = None,
) -> Referral:
    """A service is finished or dropped. `action_done`: what it is for in the plan is marked done with it."""
    referral = _hold(referral)
    if (sent := repeated(Referral, referral.case, "end_referral", token, by=by)) is not None:
        return sent
    ruling = can_end_referral(by, referral, verb, on=on)
    require(ruling, "case.end_referral", referral.country_id)
    referral.state, referral.ended_on = _after(referral.state, verb), on
    write(referral, "ending", ending, opener.open_case(referral.case.key_id))
    referral.save()
    take_step(referral.case, "end_referral", by=by, about=referral, token=token)
    record("case.end_referral", by=by, on=referral.case, number=referral.case.number, ending=verb)
    if action_done and verb == "finish" and referral.action is not None and may_end_its_action(by, referral):
        end_plan_action(referral.action, "done", by=by)
    return referral


def _after(state: str, verb: str) -> str:
    return REFERRAL_STATES[state].leads_to.get(verb, "")


def _hold(referral: Referral) -> Referral:
    case = hold(referral.case)
    referral = Referral.objects.select_related("action__plan").get(pk=referral.pk)
    referral.case = case
    return referral
