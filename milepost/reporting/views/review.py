"""Review: all rounds, one round as it was, sending for review, taking back."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.audit.record import record_alone
from milepost.reporting.actions import review as actions
from milepost.reporting.checks.finding import Finding
from milepost.reporting.content import Content
from milepost.reporting.forms.review import SendForm, WithdrawForm
from milepost.reporting.models import Report, RoundFile
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.contributions import open_contributions
from milepost.reporting.queries.reports import content_of
from milepost.reporting.queries.review import (
    frozen,
    justifications_of,
    read_before,
    rounds_of,
    rounds_told,
    threads_of,
)
from milepost.reporting.rules.report import can_approve, can_send_for_review, can_withdraw
from milepost.reporting.views import wording
from milepost.reporting.views.approval import counts
from milepost.reporting.views.fetch import report_or_404, to
from milepost.reporting.views.findings import justify_address
from milepost.reporting.views.frame import frame
from milepost.reporting.views.importing import attachment
from milepost.reporting.views.reading import Beside, sections
from milepost.reporting.views.report import slot_address

ROUND_TONES = {"open": "waiting", "approved": "done", "sent_back": "alert", "withdrawn": "neutral"}


@policy("report.view")
@require_GET
def rounds(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All rounds of review, newest first."""
    report = report_or_404(request, country, start, version)
    who = person(request)
    found = list(rounds_told(report))
    open_ = next((each for each in found if each.state == "open"), None)
    context = frame(report) | {
        "rounds": [(each, ROUND_TONES[each.state]) for each in found],
        "may_send": can_send_for_review(who, report),
        "may_withdraw": can_withdraw(who, report),
        "may_approve": can_approve(who, report, round_=open_) if open_ else None,
        "holder": wording.holder(report),
    }
    return render(request, "reporting/review.html", context)


@policy("report.view")
@require_GET
def round_(request: HttpRequest, country: str, start: date, version: int, number: int) -> HttpResponse:
    """One round as it was: content, who, when, comments."""
    report = report_or_404(request, country, start, version)
    found = get_object_or_404(rounds_of(report), number=number)
    content = frozen(report, found.content)
    former, before = read_before(report, number)
    threads = [thread for thread in threads_of(report) if thread.round_id == found.pk]
    beside = Beside(revisions=found.revisions, threads=threads, before=before)
    context = frame(report) | {
        "round": found,
        "round_tone": ROUND_TONES[found.state],
        "former": former,
        "sections": sections(report, content, beside),
        "threads": len(threads),
        "counts": counts(content),
        "files": found.files.select_related("file").defer("file__content"),
        "whole": actions.digest_of(found.content) == found.digest,
    }
    return render(request, "reporting/round.html", context)


@policy("report.view")
@require_GET
def file(
    request: HttpRequest,
    country: str,
    start: date,
    version: int,
    number: int,
    format: str,  # noqa: A002
) -> HttpResponse:
    """A file of a round, byte for byte as it was when the report was sent."""
    report = report_or_404(request, country, start, version)
    found = get_object_or_404(
        RoundFile.objects.select_related("file"), round__report=report, round__number=number, format=format
    )
    record_alone("report.export", by=person(request), on=report, format=format, round=number)
    return attachment(bytes(found.file.content), found.file.media_type, found.file.name)


@policy("report.send_for_review")
@require_http_methods(["GET", "POST"])
def send_for_review(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Send the draft to the approver."""
    report = report_or_404(request, country, start, version, "report.send_for_review")
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_for_review(report, by=person(request), message=form.cleaned_data["message"])
        except actions.HasErrors:
            pass  # the page lists them, with the message still in its box
        else:
            messages.success(request, _("Sent for review. The approver finds it on their page."))
            return to("report", report)
    ruling = can_send_for_review(person(request), report)
    found = findings_of(report) if ruling else ()
    content = content_of(report)
    errors = _listed(report, content, (each for each in found if each.severity == "error"))
    explained = justifications_of(report)
    unexplained = [each for each in found if each.severity == "warning" and each.fingerprint not in explained]
    context = frame(report) | {
        "form": form,
        "ruling": ruling,
        "errors": errors,
        "open_warnings": _listed(report, content, unexplained),
        "explained": sum(each.severity == "warning" for each in found) - len(unexplained),
        "asked": [(each, content.question_text(each.slot, wording.language())) for each in open_contributions(report)],
        "open_threads": report.threads.filter(state="open").count(),
        "counts": counts(content),
    }
    return render(request, "reporting/send_for_review.html", context, status=422 if form.is_bound and errors else 200)


def _listed(report: Report, content: Content, findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [
        {
            "message": each.message,
            "place": content.question_text(each.slot, wording.language()) if each.slot else "",
            "url": slot_address(report, each.slot) if each.slot else "",
            "justify": justify_address(report, each),
        }
        for each in findings
    ]


@policy("report.withdraw")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Take the report back from review."""
    report = report_or_404(request, country, start, version, "report.withdraw")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(report, by=person(request), reason=form.cleaned_data["message"])
        messages.success(request, _("Taken back. The report is a draft again."))
        return to("report", report)
    context = frame(report) | {
        "form": form,
        "ruling": can_withdraw(person(request), report),
        "round": rounds_of(report).defer("content", "revisions").first(),
    }
    return render(request, "reporting/withdraw.html", context)
