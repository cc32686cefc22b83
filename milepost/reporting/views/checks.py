"""What a careful reviewer would ask about a report, grouped; and why a warning stays."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.reporting.actions import review as actions
from milepost.reporting.checks.finding import Finding
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


@policy("report.view")
@require_GET
def checks(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All findings, by severity and question; `?severity=` and `?code=` show some."""
    report = report_or_404(request, country, start, version)
    content = content_of(report)
    found = findings_of(report, content)
    shown = [
        each
        for each in found
        if request.GET.get("severity", each.severity) == each.severity
        and request.GET.get("code", each.code) == each.code
    ]
    explained = justifications_of(report)
    warnings = [each for each in found if each.severity == "warning"]
    context = {
        "report": report,
        "period": wording.period(report),
        "groups": [
            (title, [_row(report, content, each, explained) for each in shown if each.severity == severity])
            for severity, title in GROUPS
        ],
        "explained": sum(each.fingerprint in explained for each in warnings),
        "warnings": len(warnings),
        "errors": sum(each.severity == "error" for each in found),
        "filtered": len(shown) != len(found),
        "may_justify": bool(can_justify(person(request), report)),
    }
    return render(request, "reporting/checks.html", context)


def _row(report: Report, content: Content, finding: Finding, explained: dict[str, Justification]) -> dict[str, object]:
    place = content.question_text(finding.slot, wording.language()) if finding.slot else ""
    return {
        "finding": finding,
        "place": place,
        "url": slot_address(report, finding.slot) if finding.slot else "",
        "justify": justify_address(report, finding),
        "justification": explained.get(finding.fingerprint),
    }


@policy("report.justify")
@require_http_methods(["GET", "POST"])
def justify(request: HttpRequest, country: str, start: date, version: int, fingerprint: str) -> HttpResponse:
    """Say why a warning stays."""
    report = report_or_404(request, country, start, version, "report.justify")
    finding = next((each for each in findings_of(report) if each.fingerprint == fingerprint), None)
    if finding is None:
        raise Http404
    there = justifications_of(report).get(fingerprint)
    form = JustifyForm(request.POST or None, initial={"text": there.text if there else ""})
    if request.method == "POST" and form.is_valid():
        actions.justify(report, finding, form.cleaned_data["text"], by=person(request))
        messages.success(request, _("Kept. The approver reads it beside the warning."))
        return to("checks", report)
    context = {"report": report, "period": wording.period(report), "finding": finding, "form": form}
    return render(request, "reporting/justify.html", context)
