"""The protection plan: written, agreed with parents and child, approved by someone else; then its actions end."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.actions.step import MovedOn, hold, move, repeated, take_step
from milepost.cases.facts import Agreement, Protection
from milepost.cases.models import Case, Plan, PlanAction
from milepost.cases.rules.case import can, can_agree_plan, can_approve_plan, can_end_action
from milepost.people.sealed import read, write, write_all
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def plan(
    case: Case, facts: Protection, *, base: int, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Plan:
    """Save a draft of the plan; an earlier draft stays readable as replaced. Raises `MovedOn`."""
    case = hold(case)
    if (sent := repeated(Plan, case, "plan", token, by=by)) is not None:
        return sent
    require(can(by, case, "plan"), "case.plan", case.country_id)
    check(case.country_id, **dict(facts.words()))
    made = _draft(case, facts, base=base, by=by, opener=opener)
    before = move(case, "plan")
    case.save()
    take_step(case, "plan", by=by, before=before, about=made, token=token)
    record("case.plan", by=by, on=case, number=case.number, plan=made.number, actions=len(facts.tasks))
    return made


@sensitive_variables()
def _draft(case: Case, facts: Protection, *, base: int, by: Person, opener: Opener) -> Plan:
    key, last = opener.open_case(case.key_id), case.plans.order_by("-number").first()
    number = last.number if last else 0
    if last is not None and number != base:
        stands: dict[str, object] = {
            "measure": last.measure,
            "review_on": last.review_on,
            "aim": read(last, "aim", key),
        }
        raise MovedOn("plan", number, {**facts.clear, **facts.texts}, stands)
    case.plans.filter(state__in=("draft", "agreed")).update(state="replaced")
    made = Plan(country_id=case.country_id, case=case, by=by, number=number + 1, **facts.clear)
    write_all(made, facts.texts, key)
    made.save(force_insert=True)
    for position, task in enumerate(facts.tasks, start=1):
        action = PlanAction(
            country_id=case.country_id, case=case, by=by, plan=made, position=position, service=task.service,
            owner_body=task.owner_body, due=task.due, cost_source=task.cost_source,
        )  # fmt: skip
        write_all(action, task.texts, key)
        action.save(force_insert=True)
    return made


@sensitive_variables()
@transaction.atomic
def agree_plan(plan: Plan, agreement: Agreement, *, by: Person, opener: Opener) -> Plan:
    """Note whether parents and child agree. A refusal is noted with its reason; then the plan waits for approval."""
    plan = _hold(plan)
    if plan.state == "agreed" and plan.agreed_by_id == by.pk:
        return plan
    require(can_agree_plan(by, plan), "case.agree_plan", plan.country_id)
    if "refused" in (agreement.parents, agreement.child) and not agreement.reason.strip():
        raise Refused(_("Write why they refuse: the plan is approved knowing it."), "case.agree_plan", plan.country_id)
    plan.parents, plan.child_agrees, plan.state = agreement.parents, agreement.child, "agreed"
    plan.agreed_at, plan.agreed_by = timezone.now(), by
    write(plan, "agreement_reason", agreement.reason, opener.open_case(plan.case.key_id))
    plan.save()
    take_step(plan.case, "agree_plan", by=by, about=plan)
    record("case.agree_plan", by=by, on=plan.case, number=plan.case.number, plan=plan.number)
    return plan


@transaction.atomic
def approve_plan(plan: Plan, *, by: Person) -> Plan:
    """The plan is in force, and the one before it is not any more."""
    plan = _hold(plan)
    if plan.state == "active" and plan.approved_by_id == by.pk:
        return plan
    require(can_approve_plan(by, plan), "case.approve_plan", plan.country_id)
    case = plan.case
    case.plans.filter(state="active").update(state="replaced")
    plan.state, plan.approved_at, plan.approved_by = "active", timezone.now(), by
    plan.save()
    before = move(case, "approve_plan")
    case.save()
    take_step(case, "approve_plan", by=by, before=before, about=plan)
    record("case.approve_plan", by=by, on=case, number=case.number, plan=plan.number)
    return plan


@transaction.atomic
def end_action(action: PlanAction, state: str, *, by: Person) -> PlanAction:
    """Something of the plan is done ("done") or will not be ("dropped")."""
    case = hold(action.case)
    action = PlanAction.objects.select_related("plan").get(pk=action.pk)
    action.case = case
    if action.state == state and action.ended_by_id == by.pk:
        return action
    require(can_end_action(by, action), "case.end_action", case.country_id)
    action.state, action.ended_at, action.ended_by = state, timezone.now(), by
    action.save()
    take_step(case, "end_action", by=by, about=action)
    record("case.end_action", by=by, on=case, number=case.number, position=action.position, state=state)
    return action


def _hold(plan: Plan) -> Plan:
    case = hold(plan.case)
    plan = Plan.objects.get(pk=plan.pk)
    plan.case = case
    return plan
