"""The approver's page: the whole report to read, a comment box at each question, and the decision."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from milepost.accounts.policy import person, policy
from milepost.reporting.actions import review as actions
from milepost.reporting.content import Content, answer_state
from milepost.reporting.forms.review import DecideForm
from milepost.reporting.models import Report, Round
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import answers_of, content_of
from milepost.reporting.queries.review import justifications_of, read_before, rounds_of, threads_of
from milepost.reporting.rules.report import can_approve, can_send_back
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, to
from milepost.reporting.views.frame import frame
from milepost.reporting.views.reading import Beside, Section, sections


@policy("report.approve")
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Read the report and approve it."""
    report = report_or_404(request, country, start, version, "report.approve")
    content = content_of(report)
    form = _form(request, content, approves=True)
    if request.method == "POST" and form.is_valid():
        actions.approve(report, by=person(request), note=form.cleaned_data["note"])
        messages.success(request, _("Approved. The focal point can submit it now."))
        return to("report", report)
    return _page(request, report, content, form)


@policy("report.send_back")
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Send the report back, with a comment for each question meant."""
    report = report_or_404(request, country, start, version, "report.send_back")
    content = content_of(report)
    form = _form(request, content, approves=False)
    if request.method == "POST" and form.is_valid():
        actions.send_back(report, form.comments(), by=person(request), note=form.cleaned_data["note"])
        messages.success(request, _("Sent back. The focal point sees your comments at the questions."))
        return to("report", report)
    return _page(request, report, content, form)


def _form(request: HttpRequest, content: Content, *, approves: bool) -> DecideForm:
    slots = {slot: content.question_text(slot, wording.language()) for slot in content.slots()}
    return DecideForm(request.POST or None, slots=slots, approves=approves)


def _page(request: HttpRequest, report: Report, content: Content, form: DecideForm) -> HttpResponse:
    who = person(request)
    round_ = rounds_of(report).filter(state="open").first()
    ruling, sending = can_approve(who, report, round_=round_), can_send_back(who, report)
    context = frame(report) | {
        "round": round_,
        "form": form,
        "ruling": ruling,
        "sending": sending,
        "refused": ruling if not ruling and not sending else None,
    }
    if round_:
        context |= _reading(report, content, round_, form, writes=bool(sending))
    return render(request, "reporting/approve.html", context, status=422 if form.errors else 200)


def _reading(report: Report, content: Content, round_: Round, form: DecideForm, *, writes: bool) -> dict[str, Any]:
    """The report as the approver reads it, and what the decision is about in numbers."""
    findings = [each for each in findings_of(report, content) if each.severity == "warning"]
    explained = justifications_of(report)
    former, before = read_before(report, round_.number)
    beside = Beside(
        answers=answers_of(report),
        findings=findings,
        explained=explained,
        threads=threads_of(report),
        before=before,
        boxes=form.boxes() if writes else {},
    )
    found = sections(report, content, beside)
    return {
        "sections": found,
        "former": former,
        "read_before": before is not None,
        "changed": _changed(found),
        "elsewhere": [(each, explained.get(each.fingerprint)) for each in findings if each.slot is None],
        "counts": counts(content),
        "warnings": len(findings),
        "unexplained": sum(each.fingerprint not in explained for each in findings),
    }


def _changed(found: list[Section]) -> list[tuple[str, str]]:
    return [(each.anchor, each.number) for section in found for each in section.readings if each.changes]


def counts(content: Content) -> list[tuple[str, str, int]]:
    """How many answers are in each state that occurs: (word, tone, number)."""
    numbers = Counter(answer_state(content.answers.get(slot)) for slot in content.slots())
    return [
        (str(words), wording.STATE_TONES[state], numbers[state])
        for state, words in wording.STATE_WORDS.items()
        if numbers[state]
    ]
