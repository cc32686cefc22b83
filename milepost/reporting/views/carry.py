"""Opening next year's report from this year's planned steps."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from milepost.accounts.policy import person, policy
from milepost.reporting.actions.carry import Undecided, planned_steps
from milepost.reporting.actions.carry import carry as carry_report
from milepost.reporting.actions.report import AlreadyOpen
from milepost.reporting.forms.carry import DecisionForm, NextYearForm
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.rules.report import can_carry
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, to


@policy("report.carry")
@require_http_methods(["GET", "POST"])
def carry(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Decide on each planned step and open next year's report."""
    report = report_or_404(request, country, start, version, "report.carry")
    steps = planned_steps(report)
    data = request.POST if request.method == "POST" else None
    form = NextYearForm(data, initial=next_period(report))
    decisions = [
        DecisionForm(data, number=n, steps=steps, initial={"outcome": "continue"}) for n in range(1, len(steps) + 1)
    ]
    if data is not None:
        valid = [each.is_valid() for each in (form, *decisions)]
        if all(valid):
            done = _carry(request, report, form, decisions)
            if done is not None:
                return done
    context = {
        "report": report,
        "period": wording.period(report),
        "form": form,
        "decisions": decisions,
        "ruling": can_carry(person(request), report),
    }
    wrong = form.errors or any(each.errors for each in decisions)
    return render(request, "reporting/carry.html", context, status=422 if wrong else 200)


def _carry(
    request: HttpRequest, report: Report, form: NextYearForm, decisions: list[DecisionForm]
) -> HttpResponse | None:
    data = form.cleaned_data
    try:
        opened = carry_report(
            report, data["start"], data["end"], data["edition"], [each.decision() for each in decisions],
            by=person(request), due=data["due"],
        )  # fmt: skip
    except Undecided as undecided:
        if undecided.number:
            decisions[undecided.number - 1].add_error(None, str(undecided))
        else:
            form.add_error(None, str(undecided))
        return None
    except AlreadyOpen:
        form.add_error("start", _("There is a report of this period already. Find it in the list of reports."))
        return None
    messages.success(request, _("Next year’s report is open."))
    return to("report", opened)


def next_period(report: Report) -> dict[str, object]:
    """The year after the report's period, and the newest edition."""
    start = report.end + timedelta(days=1)
    end = date(start.year + 1, start.month, 1) - timedelta(days=1)
    return {"start": start, "end": end, "edition": StoredEdition.objects.order_by("-code").first()}
