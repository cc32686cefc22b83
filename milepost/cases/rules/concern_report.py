"""Rules on reports of concern, before there is a case."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, may, may_at
from milepost.cases.models import ConcernReport
from milepost.cases.rules.access import access
from milepost.cases.states import REPORT_STATES
from milepost.institutions.models import Body
from milepost.vault.rules import can_receive


def can_report(person: Person, unit: Body) -> Ruling:
    """Whoever may report in the country, to the unit where the child was found; it needs no right to read there."""
    return both(may(person, "case.report", unit.country_id), can_receive(unit))


def can_view_report(person: Person, report: ConcernReport) -> Ruling:
    """Workers of the unit, until it belongs to a case; then whoever may open the case."""
    if report.case is not None:
        return access(person, report.case, "case.view")
    return may_at(person, "case.view", report.unit)


def can_screen_out(person: Person, report: ConcernReport) -> Ruling:
    """A worker of the unit proposes that it does not become a case."""
    return both(may_at(person, "case.screen_out", report.unit), _now(report, "screen_out"))


def can_confirm_screen_out(person: Person, report: ConcernReport) -> Ruling:
    """A second person confirms, or keeps the report."""
    ruling = both(may_at(person, "case.confirm_screen_out", report.unit), _now(report, "confirm_screen_out"))
    if ruling and report.proposed_by_id == person.pk:
        return Ruling(_("You proposed this, so someone else decides."))
    return ruling


def can_register(person: Person, report: ConcernReport) -> Ruling:
    """A worker of the unit where the child was found opens the case."""
    return both(may_at(person, "case.register", report.unit), _now(report, "register"))


def _now(report: ConcernReport, verb: str) -> Ruling:
    if verb in REPORT_STATES[report.state].leads_to:
        return YES
    if report.state == "screening_out":
        return Ruling(_("It was proposed to screen this report out. A second person decides first."))
    if report.state == "reported":
        return Ruling(_("Nobody proposed to screen this report out."))
    return Ruling(_("This report was decided already."))
