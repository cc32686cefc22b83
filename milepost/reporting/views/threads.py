"""Comments on a question: open a thread, reply, resolve. Sent from a question's page or from a list, and back there."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from milepost.accounts.policy import person, policy
from milepost.reporting.actions import review as actions
from milepost.reporting.content import Slot
from milepost.reporting.forms.review import CommentForm
from milepost.reporting.models import Report, Thread
from milepost.reporting.queries.reports import content_of
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, slot_or_404
from milepost.reporting.views.frame import frame
from milepost.reporting.views.report import slot_address


@policy("report.comment")
@require_POST
def comment(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Comment on a question."""
    report = report_or_404(request, country, start, version, "report.comment")
    slot = slot_or_404(content_of(report), question, item)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _again(request, report, slot, form)
    thread = actions.comment(report, slot, form.cleaned_data["text"], by=person(request))
    messages.success(request, _("Your comment stands beside the question."))
    return _back(request, report, slot, thread)


@policy("report.comment")
@require_POST
def reply(request: HttpRequest, country: str, start: date, version: int, pk: int) -> HttpResponse:
    """Reply in a thread."""
    report = report_or_404(request, country, start, version, "report.comment")
    thread = _thread(report, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _again(request, report, thread.slot, form)
    actions.reply(thread, form.cleaned_data["text"], by=person(request))
    messages.success(request, _("Your reply stands in the thread."))
    return _back(request, report, thread.slot, thread)


@policy("report.resolve")
@require_POST
def resolve(request: HttpRequest, country: str, start: date, version: int, pk: int) -> HttpResponse:
    """Close a thread."""
    report = report_or_404(request, country, start, version, "report.resolve")
    thread = _thread(report, pk)
    if thread.state == "open":
        actions.resolve(thread, by=person(request))
        messages.success(request, _("Resolved. The comments stay readable."))
    return _back(request, report, thread.slot, thread)


def _thread(report: Report, pk: int) -> Thread:
    return get_object_or_404(report.threads.select_related("report__country"), pk=pk)


def _again(request: HttpRequest, report: Report, slot: Slot, form: CommentForm) -> HttpResponse:
    """What was typed, with what is wrong with it."""
    context = frame(report) | {
        "form": form,
        "action": request.path,
        "next": request.POST.get("next", ""),
        "question_text": content_of(report).question_text(slot, wording.language()),
        "question_url": slot_address(report, slot),
    }
    return render(request, "reporting/comment.html", context, status=422)


def _back(request: HttpRequest, report: Report, slot: Slot, thread: Thread) -> HttpResponse:
    """Where the person came from (`next`, on this site only), else the question."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect(f"{slot_address(report, slot)}#thread-{thread.pk}")
