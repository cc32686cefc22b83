"""Reporting a concern, and deciding that it does not become a case. That it does: `case.register`."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, may_at, require
from milepost.audit.record import record
from milepost.cases.actions.step import MovedOn
from milepost.cases.facts import Concern
from milepost.cases.models import ConcernReport
from milepost.cases.rules.concern_report import can_confirm_screen_out, can_report, can_screen_out
from milepost.institutions.models import Body
from milepost.people.sealed import read, write, write_all
from milepost.places.codes import check
from milepost.vault.actions.case_key import make_case_key
from milepost.vault.in_use import live_unit_key
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def report(
    unit: Body, concern: Concern, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> ConcernReport:
    """Report a child to the unit of the place where they were found. Only the unit can open what was written.

    The same form sent twice is one report.
    """
    require(can_report(by, unit), "case.report", unit.country_id)
    live_unit_key(unit, lock=True)  # of two that come at the same moment the second waits, and finds the first
    made = ConcernReport.objects.filter(country=unit.country_id, token=token).first() if token else None
    if made is not None:
        require(_own(made, by), "case.report", unit.country_id)
        return made
    check(unit.country_id, source=concern.source, concern=concern.concerns, company=concern.company)
    key = make_case_key(unit, by=by, opener=opener)
    made = ConcernReport(
        country_id=unit.country_id, unit=unit, place=concern.place, key=key, source=concern.source, reported_by=by,
        seen_at=concern.seen_at, concerns=sorted(concern.concerns), immediate_risk=concern.immediate_risk,
        taken_at=concern.taken_at, sex=concern.sex, age_months=concern.age_months, company=concern.company, token=token,
    )  # fmt: skip
    write_all(made, concern.texts, opener.open_case(key))
    made.save(force_insert=True)
    record("case.report", by=by, on=made, unit=unit.code, source=made.source, immediate=made.immediate_risk)
    return made


def _own(report: ConcernReport, by: Person) -> Ruling:
    if report.reported_by_id == by.pk:
        return YES
    return Ruling(_("This form was sent before, for something else. Open its page again."))


@sensitive_variables()
@transaction.atomic
def screen_out(report: ConcernReport, reason: str, note: str = "", *, by: Person, opener: Opener) -> ConcernReport:
    """Propose that a report does not become a case; nothing is decided until a second person confirms.

    The same words sent twice are one proposal. Raises `MovedOn` where other words propose it already.
    """
    report = hold(report)
    if report.state == "screening_out" and may_at(by, "case.screen_out", report.unit):
        _meet(report, reason, note, by=by, opener=opener)
        return report
    require(can_screen_out(by, report), "case.screen_out", report.country_id)
    check(report.country_id, screen_out=reason)
    report.state, report.out_reason = "screening_out", reason
    report.proposed_at, report.proposed_by = timezone.now(), by
    write(report, "out_note", note, opener.open_case(report.key_id))
    report.save()
    record("case.screen_out", by=by, on=report, reason=reason)
    return report


@sensitive_variables()
def _meet(report: ConcernReport, reason: str, note: str, *, by: Person, opener: Opener) -> None:
    """Raises `MovedOn` unless these very words of this person stand already."""
    stands: dict[str, object] = {
        "reason": report.out_reason,
        "note": read(report, "out_note", opener.open_case(report.key_id)),
    }
    typed: dict[str, object] = {"reason": reason, "note": note}
    if (report.proposed_by_id, stands) != (by.pk, typed):
        raise MovedOn("report", 0, typed, stands)


@transaction.atomic
def confirm_screen_out(report: ConcernReport, *, by: Person) -> ConcernReport:
    """A second person agrees: the report stays and becomes no case."""
    report = hold(report)
    if report.state == "screened_out" and report.decided_by_id == by.pk:
        return report
    require(can_confirm_screen_out(by, report), "case.confirm_screen_out", report.country_id)
    report.state, report.decided_at, report.decided_by = "screened_out", timezone.now(), by
    report.save()
    record("case.confirm_screen_out", by=by, on=report, reason=report.out_reason)
    return report


@transaction.atomic
def keep(report: ConcernReport, *, by: Person) -> ConcernReport:
    """A second person disagrees: the report waits for registration again."""
    report = hold(report)
    if report.state == "reported" and may_at(by, "case.confirm_screen_out", report.unit):
        return report
    require(can_confirm_screen_out(by, report), "case.confirm_screen_out", report.country_id)
    report.state, report.out_reason, report.out_note = "reported", "", None
    report.proposed_at = report.proposed_by = None
    report.save()
    record("case.keep", by=by, on=report)
    return report


def hold(report: ConcernReport) -> ConcernReport:
    """The report as it stands, locked until the transaction ends."""
    rows = ConcernReport.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "country")
    return rows.get(pk=report.pk)
