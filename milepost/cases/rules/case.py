"""What the state of a case allows. Every rule asks `access` first, so a refusal never tells of a foreign case."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, may_at
from milepost.cases.models import Case, Closure, Plan, PlanAction, Transfer
from milepost.cases.rules.access import access, has_purpose, in_caseload
from milepost.cases.states import leads_on
from milepost.institutions.models import Body
from milepost.vault.rules import can_receive

_NOT_NOW = {
    "closed": gettext_lazy("This file is closed. Reopen it as a new episode to go on."),
    "merged_duplicate": gettext_lazy("This file was a duplicate and is merged. Go on in the other one."),
    "transferred": gettext_lazy("This file was sent to another unit. It is read-only until they decide."),
}
_TOO_SOON = {
    "review": gettext_lazy("A review looks at a plan in force. There is none yet."),
    "plan": gettext_lazy("Assess the risk first: a plan answers to an assessment."),
    "assess_fully": gettext_lazy("Make the initial assessment first."),
    "approve_plan": gettext_lazy("There is no plan that waits for approval."),
    "agree_plan": gettext_lazy("There is no plan being written."),
    "end_action": gettext_lazy("There is no plan in force."),
    "reopen": gettext_lazy("This file is open. Go on in it."),
}


def can(person: Person, case: Case, verb: str) -> Ruling:
    """Whether the person may do a verb to the case as it stands. Rules with more to say are named below."""
    return both(access(person, case, f"case.{verb}"), now(case, verb))


def now(case: Case, verb: str) -> Ruling:
    """Whether this is the time for a verb."""
    if leads_on(case.state, verb):
        return YES
    return Ruling(_NOT_NOW.get(case.state) or _TOO_SOON.get(verb) or _("This is not the time for that."))


def can_enter(person: Person, unit: Body) -> Ruling:
    """The head brings in files that were kept elsewhere until now."""
    return both(may_at(person, "case.enter", unit), can_receive(unit))


def can_assign(person: Person, case: Case, *, worker: Person) -> Ruling:
    """The one who holds a case, or the head, hands it to someone of the unit."""
    ruling = can(person, case, "assign")
    if ruling and not may_at(worker, "case.view", case.unit):
        return Ruling(_("%(name)s has no role at this unit.") % {"name": worker.name})
    return ruling


def can_place(person: Person, case: Case, *, verb: str) -> Ruling:
    """A worker notes that a child was taken into protection; placing a child is decided by the head."""
    ruling = can(person, case, "place")
    if ruling and verb in ("place", "court"):
        return may_at(person, "case.oversee", case.unit)
    return ruling


def can_agree_plan(person: Person, plan: Plan) -> Ruling:
    """The agreement of parents and child is noted while the plan is a draft."""
    ruling = can(person, plan.case, "agree_plan")
    if ruling and plan.state != "draft":
        return Ruling(_("This plan is not being written any more. Open the newest one."))
    return ruling


def can_approve_plan(person: Person, plan: Plan) -> Ruling:
    """The head approves what someone else wrote and parents and child were asked about."""
    ruling = can(person, plan.case, "approve_plan")
    if not ruling:
        return ruling
    if plan.state != "agreed":
        return Ruling(_("Note first whether parents and child agree with this plan."))
    if plan.by_id == person.pk:
        return Ruling(_("You wrote this plan, so someone else approves it."))
    return YES


def can_end_action(person: Person, action: PlanAction) -> Ruling:
    """What the plan in force says is done or dropped, once."""
    ruling = can(person, action.case, "end_action")
    if ruling and (action.state != "open" or action.plan.state != "active"):
        return Ruling(_("This is not to be done any more."))
    return ruling


def can_propose_close(person: Person, case: Case) -> Ruling:
    """The worker proposes, one proposal at a time."""
    ruling = can(person, case, "propose_close")
    if ruling and case.closures.filter(state="proposed").exists():
        return Ruling(_("Closing was proposed already. It waits for a decision."))
    return ruling


def can_decide_close(person: Person, closure: Closure, verb: str) -> Ruling:
    """The head closes or refuses; never whoever proposed it. `verb`: approve_close or refuse_close."""
    ruling = both(access(person, closure.case, f"case.{verb}"), now(closure.case, "approve_close"))
    if not ruling:
        return ruling
    if closure.state != "proposed":
        return Ruling(_("This was decided already."))
    if closure.by_id == person.pk:
        return Ruling(_("You proposed to close this file, so someone else decides."))
    return YES


def can_transfer(person: Person, case: Case, *, to_unit: Body) -> Ruling:
    """A file is sent to another unit of the country that has a key; a proposed closing is decided first."""
    ruling = can(person, case, "transfer")
    if not ruling:
        return ruling
    if to_unit.country_id != case.country_id or to_unit.kind != "cpu":
        return Ruling(_("Choose a child protection unit of this country."))
    if to_unit.pk == case.unit_id:
        return Ruling(_("Your unit holds this file."))
    if case.closures.filter(state="proposed").exists():
        return Ruling(_("Closing was proposed. It is decided before the file is sent."))
    if Case.objects.filter(country=case.country_id, unit=to_unit, child=case.child_id, closed_at=None).exists():
        return Ruling(_("That unit has an open file of this child. Call them; the two files are joined there."))
    return can_receive(to_unit)


def can_decide_transfer(person: Person, transfer: Transfer, verb: str) -> Ruling:
    """The head of the receiving unit accepts or refuses. `verb`: accept_transfer or refuse_transfer."""
    if transfer.state != "sent":
        return Ruling(_("This was decided already."))
    return may_at(person, f"case.{verb}", transfer.to_unit)


def can_merge(person: Person, case: Case, *, into: Case) -> Ruling:
    """The head merges two open files of one child in their unit."""
    ruling = both(access(person, case, "case.merge"), access(person, into, "case.merge"))
    if not ruling:
        return ruling
    if case.pk == into.pk or case.unit_id != into.unit_id:
        return Ruling(_("Choose another file of your unit."))
    if {case.state, into.state} & {"closed", "merged_duplicate", "transferred"}:
        return Ruling(_("Both files must be open in your unit."))
    if case.child.merged_into_id != into.child_id:
        return Ruling(_("Join the two children first: this file is merged into the file of the child that stays."))
    return YES


def can_state_purpose(person: Person, case: Case) -> Ruling:
    """Workers of the unit, for a file that is not open to them already."""
    ruling = may_at(person, "case.state_purpose", case.unit)
    if ruling and (in_caseload(person, case) or has_purpose(person, case)):
        return Ruling(_("This file is open to you."))
    return ruling


def can_receive_file(worker: Person, transfer: Transfer) -> Ruling:
    """A file that arrives is given to someone who works there."""
    if may_at(worker, "case.view", transfer.to_unit):
        return YES
    return Ruling(_("%(name)s has no role at this unit.") % {"name": worker.name})
