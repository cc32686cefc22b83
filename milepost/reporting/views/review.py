"""Review: rounds, sending, sending back, approving, comments."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.reporting.actions import review as actions
from milepost.reporting.checks.finding import Finding
from milepost.reporting.content import Content, Slot
from milepost.reporting.edition import tell
from milepost.reporting.forms.review import MessageForm, SendBackForm
from milepost.reporting.models import Report, Thread
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import answers_of, content_of
from milepost.reporting.queries.review import justifications_of, rounds_of, threads_of
from milepost.reporting.rules.report import can_approve, can_send_back, can_send_for_review, can_withdraw
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, slot_or_404, to
from milepost.reporting.views.findings import justify_address
from milepost.reporting.views.report import cards, slot_address


@policy("report.view")
@require_GET
def rounds(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All rounds of review."""
    report = report_or_404(request, country, start, version)
    context = {
        "report": report,
        "period": wording.period(report),
        "rounds": rounds_of(report),
        "may_send": can_send_for_review(person(request), report),
        "may_withdraw": can_withdraw(person(request), report),
    }
    return render(request, "reporting/review.html", context)


@policy("report.view")
@require_GET
def round_(request: HttpRequest, country: str, start: date, version: int, number: int) -> HttpResponse:
    """One round as it was: content, who, when, comments."""
    report = report_or_404(request, country, start, version)
    found = get_object_or_404(rounds_of(report), number=number)
    content = content_of(report)
    threads = [
        (thread, content.question_text(thread.slot, wording.language()))
        for thread in threads_of(report).filter(round=found)
    ]
    rows = [
        (
            content.question_text(slot, wording.language()),
            found.revisions.get(str(slot), 0),
            _frozen(found.content, slot),
        )
        for slot in content.slots()
    ]
    context = {
        "report": report,
        "period": wording.period(report),
        "round": found,
        "threads": threads,
        "rows": rows,
        "state": actions.digest_of(found.content) == found.digest,
    }
    return render(request, "reporting/round.html", context)


def _frozen(content: dict[str, dict[str, dict[str, object]]], slot: Slot) -> str:
    """A frozen answer as text to read."""
    value = content["marked"].get(str(slot))
    if not value:
        return ""
    parts = []
    for part in value.values():
        if isinstance(part, list):
            parts += [str(each.get("title", "")) if isinstance(each, dict) else str(each) for each in part]
        elif part:
            parts.append(str(part))
    return "\n".join(parts)


@policy("report.send_for_review")
@require_http_methods(["GET", "POST"])
def send_for_review(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Send the draft to the approver."""
    report = report_or_404(request, country, start, version, "report.send_for_review")
    form = MessageForm(request.POST or None)
    found = findings_of(report)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_for_review(report, by=person(request), message=form.cleaned_data["message"])
        except actions.HasErrors as blocked:
            found = (*blocked.findings, *(each for each in found if each.severity != "error"))
        else:
            messages.success(request, _("Sent for review. The approver finds it on their page."))
            return to("report", report)
    explained = justifications_of(report)
    content = content_of(report)
    context = {
        "report": report,
        "period": wording.period(report),
        "form": form,
        "ruling": can_send_for_review(person(request), report),
        "errors": _listed(report, content, [each for each in found if each.severity == "error"]),
        "open_warnings": _listed(
            report, content, [e for e in found if e.severity == "warning" and e.fingerprint not in explained]
        ),
    }
    return render(request, "reporting/send_for_review.html", context)


def _listed(report: Report, content: Content, findings: list[Finding]) -> list[dict[str, str]]:
    return [
        {
            "message": each.message,
            "place": content.question_text(each.slot, wording.language()) if each.slot else "",
            "url": slot_address(report, each.slot) if each.slot else "",
            "justify": justify_address(report, each),
        }
        for each in findings
    ]


@policy("report.approve")
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """The approver's page: the whole report, findings with explanations, and the decision."""
    report = report_or_404(request, country, start, version, "report.approve")
    who = person(request)
    found = report.rounds.filter(state="open").select_related("sent_by__body").first()
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.approve(report, by=who, note=form.cleaned_data["message"])
        messages.success(request, _("Approved. The focal point can submit it now."))
        return to("report", report)
    content, answers, explained = content_of(report), answers_of(report), justifications_of(report)
    context = {
        "report": report,
        "period": wording.period(report),
        "round": found,
        "form": form,
        "ruling": can_approve(who, report, round_=found),
        "may_send_back": can_send_back(who, report),
        "sections": [
            (tell(section.title, wording.language()).text, cards(report, content, answers, section.key, False))
            for section in content.edition.sections
        ],
        "warnings": [
            (each, explained.get(each.fingerprint))
            for each in findings_of(report, content)
            if each.severity == "warning"
        ],
    }
    return render(request, "reporting/approve.html", context)


@policy("report.send_back")
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Send the report back, with a comment for each question meant."""
    report = report_or_404(request, country, start, version, "report.send_back")
    content = content_of(report)
    slots = {slot: content.question_text(slot, wording.language()) for slot in content.slots()}
    form = SendBackForm(request.POST or None, slots=slots)
    if request.method == "POST" and form.is_valid():
        actions.send_back(report, form.comments(), by=person(request), note=form.cleaned_data["note"])
        messages.success(request, _("Sent back. The focal point sees your comments at the questions."))
        return to("report", report)
    context = {
        "report": report,
        "period": wording.period(report),
        "form": form,
        "ruling": can_send_back(person(request), report),
    }
    return render(request, "reporting/send_back.html", context, status=422 if form.errors else 200)


@policy("report.withdraw")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Take the report back from review."""
    report = report_or_404(request, country, start, version, "report.withdraw")
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(report, by=person(request), reason=form.cleaned_data["message"])
        messages.success(request, _("Taken back. The report is a draft again."))
        return to("report", report)
    context = {
        "report": report,
        "period": wording.period(report),
        "form": form,
        "ruling": can_withdraw(person(request), report),
    }
    return render(request, "reporting/withdraw.html", context)


@policy("report.comment")
@require_POST
def comment(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Comment on a question."""
    report = report_or_404(request, country, start, version, "report.comment")
    slot = slot_or_404(content_of(report), question, item)
    text = request.POST.get("text", "").strip()
    if text:
        actions.comment(report, slot, text[:4000], by=person(request))
        messages.success(request, _("Your comment stands beside the question."))
    else:
        messages.warning(request, _("Write the comment before you send it."))
    return redirect(slot_address(report, slot))


def _thread(request: HttpRequest, report: Report, pk: int) -> Thread:
    return get_object_or_404(report.threads.select_related("report__country"), pk=pk)


@policy("report.comment")
@require_POST
def reply(request: HttpRequest, country: str, start: date, version: int, pk: int) -> HttpResponse:
    """Reply in a thread."""
    report = report_or_404(request, country, start, version, "report.comment")
    thread = _thread(request, report, pk)
    text = request.POST.get("text", "").strip()
    if text:
        actions.reply(thread, text[:4000], by=person(request))
    else:
        messages.warning(request, _("Write the reply before you send it."))
    return redirect(slot_address(report, thread.slot) + f"#thread-{thread.pk}")


@policy("report.resolve")
@require_POST
def resolve(request: HttpRequest, country: str, start: date, version: int, pk: int) -> HttpResponse:
    """Close a thread."""
    report = report_or_404(request, country, start, version, "report.resolve")
    thread = _thread(request, report, pk)
    if thread.state != "open":
        raise Http404
    actions.resolve(thread, by=person(request))
    messages.success(request, _("Resolved. The comments stay readable."))
    return redirect(slot_address(report, thread.slot))
