"""Submitting, what was submitted, and correcting it."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import Refused
from milepost.audit.record import record_alone
from milepost.reporting.actions import submission as actions
from milepost.reporting.actions.review import HasErrors
from milepost.reporting.forms.review import ReasonForm
from milepost.reporting.models import Report, Submission, SubmittedFile
from milepost.reporting.queries.reports import correction_of
from milepost.reporting.rules.report import can_correct, can_submit
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, to
from milepost.reporting.views.importing import attachment


@policy("report.submit")
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Submit an approved report: content and files are frozen."""
    report = report_or_404(request, country, start, version, "report.submit")
    if request.method == "POST":
        try:
            actions.submit(report, by=person(request))
        except HasErrors:
            messages.error(request, _("A check finds an error now. Take the report back from review and mend it."))
            return to("checks", report)
        except actions.ChangedSinceApproval:
            messages.error(
                request, _("The content is not the approved one. Take it back and send it for review again.")
            )
            return to("report", report)
        messages.success(request, _("Submitted. Content and files are frozen."))
        return to("submission", report)
    context = {
        "report": report,
        "period": wording.period(report),
        "ruling": can_submit(person(request), report),
        "round": report.rounds.filter(state="approved").select_related("sent_by", "decided_by").first(),
    }
    return render(request, "reporting/submit.html", context)


def _submission(report: Report) -> Submission:
    found: Submission = get_object_or_404(Submission.objects.select_related("by__body", "round"), report=report)
    return found


@policy("report.view")
@require_GET
def submission(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """What was submitted: who, when, files and hashes; and all versions."""
    report = report_or_404(request, country, start, version)
    found = _submission(report)
    context = {
        "report": report,
        "period": wording.period(report),
        "submission": found,
        "files": found.files.select_related("file").defer("file__content"),
        "versions": Report.objects.filter(country=report.country_id, start=report.start).order_by("-version"),
        "may_correct": bool(can_correct(person(request), report)),
    }
    return render(request, "reporting/submission.html", context)


@policy("report.view")
@require_GET
def file(request: HttpRequest, country: str, start: date, version: int, format: str) -> HttpResponse:  # noqa: A002
    """A submitted file, byte for byte."""
    report = report_or_404(request, country, start, version)
    found = get_object_or_404(
        SubmittedFile.objects.select_related("file"), submission=_submission(report), format=format
    )
    record_alone("report.export", by=person(request), on=report, format=format, submitted=True)
    return attachment(bytes(found.file.content), found.file.media_type, found.file.name)


@policy("report.correct")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Open a correction that says why."""
    report = report_or_404(request, country, start, version, "report.correct")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            corrected = actions.correct(report, reason=form.cleaned_data["reason"], by=person(request))
        except Refused:
            if correction_of(report) is None:
                raise
        else:
            messages.success(request, _("The correction is open. It replaces the report when it is submitted."))
            return to("report", corrected)
    return _correct_page(request, report, form)


def _correct_page(request: HttpRequest, report: Report, form: ReasonForm) -> HttpResponse:
    ruling, there = can_correct(person(request), report), correction_of(report)
    context = {
        "report": report,
        "period": wording.period(report),
        "form": form,
        "ruling": ruling,
        "correction": there,
    }
    status = 422 if form.errors else 409 if form.is_bound and there else 200
    return render(request, "reporting/correct.html", context, status=status)
