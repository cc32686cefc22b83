"""What a careful reviewer would ask about a report, grouped; and why a warning stays."""

from collections import Counter
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.reporting.actions import review as actions
from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.finding import shown as shortened
from milepost.reporting.content import Content
from milepost.reporting.forms.checks import JustifyForm
from milepost.reporting.models import Justification, Report
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import content_of
from milepost.reporting.queries.review import justifications_of
from milepost.reporting.rules.report import can_justify
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, to
from milepost.reporting.views.findings import justify_address
from milepost.reporting.views.report import slot_address

GROUPS = (
    ("error", gettext_lazy("To be mended: these block submission")),
    ("warning", gettext_lazy("To be explained")),
    ("note", gettext_lazy("To know")),
)
SHORT_GROUPS = {
    "error": gettext_lazy("To be mended"),
    "warning": gettext_lazy("To be explained"),
    "note": gettext_lazy("To know"),
}


@policy("report.view")
@require_GET
def checks(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All findings, by severity and question; `?severity=` and `?code=` show some."""
    report = report_or_404(request, country, start, version)
    content = content_of(report)
    found = findings_of(report, content)
    severity, code = request.GET.get("severity", ""), request.GET.get("code", "")
    shown = [each for each in found if severity in ("", each.severity) and code in ("", each.code)]
    explained = justifications_of(report)
    warnings = [each for each in found if each.severity == "warning"]
    counted: Counter[str] = Counter(each.severity for each in found)
    context = {
        "report": report,
        "period": wording.period(report),
        "groups": [
            (title, counted[tone], _by_question(report, content, [e for e in shown if e.severity == tone], explained))
            for tone, title in GROUPS
        ],
        "kinds": [(tone, word, counted[tone]) for tone, word in SHORT_GROUPS.items()],
        "codes": sorted({each.code for each in found}),
        "severity": severity,
        "code": code,
        "explained": sum(each.fingerprint in explained for each in warnings),
        "warnings": len(warnings),
        "errors": counted["error"],
        "found": len(found),
        "shown": len(shown),
        "may_justify": bool(can_justify(person(request), report)),
    }
    return render(request, "reporting/checks.html", context)


def _by_question(
    report: Report, content: Content, findings: list[Finding], explained: dict[str, Justification]
) -> list[tuple[str, str, list[dict[str, object]]]]:
    """The question's words and address, with its findings; what is about the whole report comes first."""
    lines = {
        slot: wording.short_question(content, printed, slot)
        for printed in content.printed()
        for slot, _item in printed.slots
    }
    return [
        (
            lines.get(slot, str(slot)) if slot else _("The whole report"),
            slot_address(report, slot) if slot else "",
            [_row(report, each, explained) for each in group],
        )
        for slot, group in groupby(findings, key=lambda each: each.slot)
    ]


def _row(report: Report, finding: Finding, explained: dict[str, Justification]) -> dict[str, object]:
    return {
        "finding": finding,
        "quote": shortened(finding.quote) if finding.end > finding.start else "",
        "justify": justify_address(report, finding),
        "justification": explained.get(finding.fingerprint),
    }


@policy("report.justify")
@require_http_methods(["GET", "POST"])
def justify(request: HttpRequest, country: str, start: date, version: int, fingerprint: str) -> HttpResponse:
    """Say why a warning stays."""
    report = report_or_404(request, country, start, version, "report.justify")
    content = content_of(report)
    warnings = (each for each in findings_of(report, content) if each.severity == "warning")
    finding = next((each for each in warnings if each.fingerprint == fingerprint), None)
    if finding is None:
        raise Http404
    there = justifications_of(report).get(fingerprint)
    form = JustifyForm(request.POST or None, initial={"text": there.text if there else ""})
    if request.method == "POST" and form.is_valid():
        actions.justify(report, finding, form.cleaned_data["text"], by=person(request))
        messages.success(request, _("Kept. The approver reads it beside the warning."))
        return to("checks", report)
    context = {
        "report": report,
        "period": wording.period(report),
        "finding": finding,
        "quote": shortened(finding.quote) if finding.end > finding.start else "",
        "place": content.question_text(finding.slot, wording.language()) if finding.slot else "",
        "url": slot_address(report, finding.slot) if finding.slot else "",
        "ruling": can_justify(person(request), report),
        "form": form,
    }
    return render(request, "reporting/justify.html", context, status=422 if form.errors else 200)
