"""Opening a case, reading it, handing it to a colleague, opening it again, merging two of one child."""

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Refused, Ruling, require
from milepost.audit.record import record
from milepost.cases.actions import concern_report
from milepost.cases.actions.guest import end_guests
from milepost.cases.actions.step import hold, take_step
from milepost.cases.models import Case, CaseStep, ConcernReport, Placement
from milepost.cases.queries.cases import last_closed_of, open_case_of
from milepost.cases.rules.access import access, guest_for
from milepost.cases.rules.case import can, can_assign, can_merge
from milepost.cases.rules.concern_report import can_register, can_view_report
from milepost.institutions.models import Body
from milepost.people.actions import child as children
from milepost.people.dates import Age, NotBorn, age_on
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.people.queries import identity_of
from milepost.vault.actions.case_key import make_case_key
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def register(
    report: ConcernReport, child: Child | Identity, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Case:
    """A report becomes a case of a child who was found by the search, or of a new one.

    Where the child has an open file at the unit, the report is added to it and no second one is made. A form sent
    twice opens one; without a token, a report that the person registered already gives its case.
    """
    report = concern_report.hold(report)
    if report.case is not None and report.decided_by_id == by.pk and (token is None or _registered(report.case, token)):
        return report.case
    require(can_register(by, report), "case.register", report.country_id)
    hold_unit(report.unit)
    if isinstance(child, Identity):
        child = children.register(report.unit, child, by=by, opener=opener)
    require(_is_theirs(child, report.unit), "case.register", report.country_id)
    found = open_case_of(child.pk, report.unit)
    case = found or _open(child, report.unit, by=by, opener=opener, report=report)
    report.case, report.state, report.decided_at, report.decided_by = case, "accepted", timezone.now(), by
    report.save()
    take_step(case, "register" if found is None else "add_report", by=by, token=token)
    record("case.register", by=by, on=case, number=case.number, report=report.pk, added=found is not None)
    return case


def _registered(case: Case, token: uuid.UUID) -> bool:
    return CaseStep.objects.filter(country=case.country_id, case=case, token=token).exists()


def _is_theirs(child: Child, unit: Body) -> Ruling:
    if child.unit_id == unit.pk and child.merged_into_id is None:
        return YES
    return Ruling(_("Another unit holds this child, or the file was joined into another one. Open that one."))


@transaction.atomic
def view(case: Case, *, by: Person, verb: str = "case.view") -> Case:
    """Someone opens a file, or the page of a verb: the event stands beside what they see, or they see nothing."""
    require(access(by, case, verb), verb, case.country_id)
    guest = guest_for(by, case, verb)
    record("case.view", by=by, on=case, number=case.number, **({"guest": guest.role} if guest else {}))
    return case


@transaction.atomic
def view_report(report: ConcernReport, *, by: Person) -> ConcernReport:
    """Someone opens a report of concern: the same."""
    require(can_view_report(by, report), "case.view", report.country_id)
    record("case.view_report", by=by, on=report)
    return report


@transaction.atomic
def list_(country: str, hits: int, *, by: Person) -> None:
    """Someone looks at a list: how many they saw, not which."""
    record("case.list", by=by, country=country, hits=hits)


@transaction.atomic
def assign(case: Case, worker: Person, *, by: Person, token: uuid.UUID | None = None) -> Case:
    """A case goes to a worker of the unit."""
    case = hold(case)
    if case.worker_id == worker.pk:
        return case
    require(can_assign(by, case, worker=worker), "case.assign", case.country_id)
    case.worker = worker
    case.save(update_fields=["worker"])
    take_step(case, "assign", by=by, token=token)
    record("case.assign", by=by, on=case, number=case.number, worker=worker.pk)
    return case


@sensitive_variables()
@transaction.atomic
def reopen(case: Case, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Case:
    """The child needs protection again: a new episode that knows the closed one. The closed one stays as it is."""
    case = hold(case)
    sent = CaseStep.objects.filter(country=case.country_id, token=token).first() if token else None
    if sent is not None and sent.by_id == by.pk:
        return sent.case
    require(can(by, case, "reopen"), "case.reopen", case.country_id)
    child = case.child.merged_into or case.child  # joined meanwhile: the new episode is of the child that stays
    if (there := open_case_of(child.pk, case.unit)) is not None:
        sentence = _("There is an open file of this child: %(number)s.") % {"number": there.number}
        raise Refused(sentence, "case.reopen", case.country_id)
    episode = _open(child, case.unit, by=by, opener=opener, previous=case)
    take_step(episode, "reopen", by=by, token=token)
    record("case.reopen", by=by, on=episode, number=episode.number, previous=case.number)
    return episode


@transaction.atomic
def merge(case: Case, into: Case, *, by: Person) -> Case:
    """Two open files of one child: this one ends, the other goes on. Nothing is deleted, each keeps its words."""
    held = {each.pk: hold(each) for each in sorted((case, into), key=lambda each: str(each.pk))}
    case, into = held[case.pk], held[into.pk]  # locked in one order: two who merge at once wait for each other
    require(can_merge(by, case, into=into), "case.merge", case.country_id)
    before, case.state, case.since, case.merged_into = case.state, "merged_duplicate", timezone.now(), into
    case.save()
    end_guests(case, by=by)
    take_step(case, "merge", by=by, before=before)
    take_step(into, "take_in", by=by)
    record("case.merge", by=by, on=case, number=case.number, into=into.number)
    return case


@sensitive_variables()
def _open(
    child: Child,
    unit: Body,
    *,
    by: Person,
    opener: Opener,
    report: ConcernReport | None = None,
    previous: Case | None = None,
) -> Case:
    """A new episode under a new key. Where the child was taken into protection, the safety track begins with it."""
    age, today = _age(child, opener), timezone.localdate()
    serial = _next_serial(unit, today.year)
    case = Case.objects.create(
        country_id=unit.country_id, unit=unit, opened_unit=unit, year=today.year, serial=serial, child=child,
        number=f"{code_of(unit)}-{today.year}-{serial:04}", key=make_case_key(unit, by=by, opener=opener),
        opened_by=by, worker=by, sex=child.sex, age_months=age.months if age else None,
        age_estimated=bool(age and not age.exact), previous=previous or last_closed_of(child.pk, unit),
        concerns=report.concerns if report else previous.concerns if previous else [],
        immediate_risk=bool(report and report.immediate_risk),
    )  # fmt: skip
    if report is not None and report.taken_at is not None:
        _begin_safety(case, timezone.localtime(report.taken_at).date(), by=by)
    return case


def _begin_safety(case: Case, on: date, *, by: Person) -> None:
    step = Placement.objects.create(
        country_id=case.country_id, case=case, by=by, verb="protect", state="protection", on=on
    )  # fmt: skip
    case.safety = "protection"
    case.save(update_fields=["safety"])
    take_step(case, "protect", by=by, before="none", after="protection", track="safety", about=step)


def _age(child: Child, opener: Opener) -> Age | None:
    """The child's age today; a guess from the report where the birth is not known is not an age of the child."""
    known = identity_of(child, opener)
    if known.birth is None:
        return None
    try:
        return age_on(timezone.localdate(), known.birth, estimated=known.birth_estimated)
    except NotBorn:
        return None


def code_of(unit: Body) -> str:
    """What a unit's numbers begin with: its code without its kind and country."""
    code = unit.code.removeprefix("CPU-")
    return code.removeprefix(f"{code.split('-')[0]}-") if "-" in code else code


def hold_unit(unit: Body) -> None:
    """Lock a unit until the transaction ends: two that open a file at once get two numbers, and one child one file."""
    Body.objects.select_for_update(no_key=True).get(pk=unit.pk)


def _next_serial(unit: Body, year: int) -> int:
    """The unit's next number of a year; the lock on the unit keeps two from getting the same."""
    hold_unit(unit)
    opened = Case.objects.filter(country=unit.country_id, opened_unit=unit, year=year)
    return (opened.aggregate(last=Max("serial"))["last"] or 0) + 1
