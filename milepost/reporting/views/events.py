"""What happened to a report: who did what when."""

from collections.abc import Mapping
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from milepost.accounts.policy import policy
from milepost.audit.models import Event
from milepost.reporting.content import Content
from milepost.reporting.models import Report
from milepost.reporting.queries.events import events_of
from milepost.reporting.queries.reports import content_of
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404
from milepost.reporting.views.report import slot_address
from milepost.ui import parts

PAGE = 100


@policy("report.view")
@require_GET
def events(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Who did what with this report, newest first."""
    report = report_or_404(request, country, start, version)
    page = Paginator(events_of(report), PAGE).get_page(request.GET.get("page"))
    places = _places(report, content_of(report))
    context = {
        "report": report,
        "period": wording.period(report),
        "page": page,
        "events": [_event(each, places) for each in page.object_list],
    }
    return render(request, "reporting/events.html", context)


def _places(report: Report, content: Content) -> dict[str, tuple[str, str]]:
    """Each slot's short words and address, by the name that the audit has for it."""
    return {
        str(slot): (wording.cut(wording.short_question(content, printed, slot), 100), slot_address(report, slot))
        for printed in content.printed()
        for slot, _item in printed.slots
    }


def _event(event: Event, places: Mapping[str, tuple[str, str]]) -> parts.Event:
    words = wording.EVENT_WORDS.get(event.verb, event.verb)
    detail, url = places.get(str(event.detail.get("slot", "")), ("", ""))
    return parts.Event(event.at, event.by_name or _("someone not signed in"), words, detail, url)
