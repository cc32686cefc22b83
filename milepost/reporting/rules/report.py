"""Rules on a whole report and its answers."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, may
from milepost.places.models import Country
from milepost.reporting.models import Report, Round


def can_open(person: Person, country: Country) -> Ruling:
    """The focal point opens reports."""
    return may(person, "report.open", country.pk)


def can_answer(person: Person, report: Report) -> Ruling:
    """The focal point writes, while the report is a draft."""
    return both(may(person, "report.answer", report.country_id), _in_state(report, "draft"))


def can_import(person: Person, report: Report) -> Ruling:
    """Documents are read into a draft."""
    return both(may(person, "report.import", report.country_id), _in_state(report, "draft"))


def can_place(person: Person, report: Report) -> Ruling:
    """Pieces of a document are moved while the report is a draft."""
    return both(may(person, "report.place", report.country_id), _in_state(report, "draft"))


def can_justify(person: Person, report: Report) -> Ruling:
    """A warning is explained while the report is a draft, so that the approver reads the explanation."""
    return both(may(person, "report.justify", report.country_id), _in_state(report, "draft"))


def can_comment(person: Person, report: Report) -> Ruling:
    """Focal point and approver comment until the report is submitted."""
    return both(may(person, "report.comment", report.country_id), _in_state(report, "draft", "in_review", "approved"))


def can_resolve(person: Person, report: Report) -> Ruling:
    """Who comments may also resolve."""
    return both(may(person, "report.resolve", report.country_id), _in_state(report, "draft", "in_review", "approved"))


def can_send_for_review(person: Person, report: Report) -> Ruling:
    """The focal point sends a draft for review."""
    return both(may(person, "report.send_for_review", report.country_id), _in_state(report, "draft"))


def can_withdraw(person: Person, report: Report) -> Ruling:
    """The focal point takes a report back from review, or an approved one that needs a change."""
    return both(may(person, "report.withdraw", report.country_id), _in_state(report, "in_review", "approved"))


def can_send_back(person: Person, report: Report) -> Ruling:
    """The approver sends a report back, with a comment for each question meant."""
    return both(may(person, "report.send_back", report.country_id), _in_state(report, "in_review"))


def can_approve(person: Person, report: Report, *, round_: Round | None) -> Ruling:
    """The approver approves: never the person who sent it for review."""
    ruling = both(may(person, "report.approve", report.country_id), _in_state(report, "in_review"))
    if ruling and round_ and round_.sent_by_id == person.pk:
        return Ruling(_("You sent this report for review, so another person has to approve it."))
    return ruling


def can_submit(person: Person, report: Report) -> Ruling:
    """The focal point submits an approved report."""
    ruling = may(person, "report.submit", report.country_id)
    if ruling and report.state in ("draft", "in_review"):
        return Ruling(_("An approver has to approve the report first."))
    return both(ruling, _in_state(report, "approved"))


def can_correct(person: Person, report: Report) -> Ruling:
    """A submitted report is corrected by a new version, one at a time."""
    ruling = both(may(person, "report.correct", report.country_id), _in_state(report, "submitted"))
    if ruling and Report.objects.filter(replaces=report).exists():
        return Ruling(_("A correction of this report is open already."))
    return ruling


def can_carry(person: Person, report: Report) -> Ruling:
    """Next year's report is opened from this year's, once."""
    ruling = may(person, "report.carry", report.country_id)
    if ruling and report.state == "replaced":
        return Ruling(_("A correction replaced this version: open next year's report from the correction."))
    if ruling and report.next_years.exists():
        return Ruling(_("Next year’s report is open already. The year after it is opened from that one."))
    return ruling


def _in_state(report: Report, *states: str) -> Ruling:
    if report.state in states:
        return YES
    sentences = {
        "draft": _("The report is a draft now. Send it for review first."),
        "in_review": _("The report is in review, so nobody writes in it. Take it back from review first."),
        "approved": _("The report is approved, so nobody writes in it. Take it back from review first."),
        "submitted": _("The report is submitted and does not change any more. Open a correction."),
        "replaced": _("A correction replaced this version; it stays as it was sent."),
    }
    return Ruling(sentences[report.state])
