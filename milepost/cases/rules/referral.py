"""What the state of a referral allows; `access` to its case is asked first."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both
from milepost.cases.models import Case, PlanAction, Referral
from milepost.cases.rules.case import can, can_end_action


def can_refer(person: Person, case: Case, *, on: date, action: PlanAction | None = None) -> Ruling:
    """Someone who works on the case asks a provider, for a thing of the plan that is to be done or for none."""
    ruling = both(can(person, case, "refer"), been(on))
    if ruling and action is not None and (action.case_id != case.pk or action.state != "open"):
        return Ruling(_("This is not to be done any more."))
    return ruling


def can_answer_referral(person: Person, referral: Referral, verb: str, *, on: date | None = None) -> Ruling:
    """What the provider said, once. `verb`: accept or refuse."""
    return _step(person, referral, "answer_referral", verb, referral.asked_on, on)


def can_end_referral(person: Person, referral: Referral, verb: str, *, on: date | None = None) -> Ruling:
    """What was accepted is finished; what was asked or accepted is dropped. `verb`: finish or drop."""
    return _step(person, referral, "end_referral", verb, referral.answered_on or referral.asked_on, on)


def may_end_its_action(person: Person, referral: Referral) -> bool:
    """Whether what it is for in the plan can be marked done with it."""
    if referral.action is None:
        return False
    referral.action.case = referral.case
    return bool(can_end_action(person, referral.action))


def been(on: date | None, since: date | None = None) -> Ruling:
    """Yes for a day today or before, and not before the step before."""
    if on is not None and on > timezone.localdate():
        return Ruling(_("This day is still to come. Write down what happened."))
    if on is not None and since is not None and on < since:
        return Ruling(_("This day is before the step before it. Check the days."))
    return YES


def _step(person: Person, referral: Referral, act: str, verb: str, since: date, on: date | None) -> Ruling:
    ruling = can(person, referral.case, act)
    if ruling and verb not in referral.status.leads_to:
        return Ruling(_("This stands at “%(state)s”; it does not follow from there.") % {"state": referral.status.name})
    return both(ruling, been(on, since))
