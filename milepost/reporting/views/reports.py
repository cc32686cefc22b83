"""The list of reports, and opening one."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import SIGNED_IN, person, policy
from milepost.accounts.rules import countries_where
from milepost.places.models import Country
from milepost.reporting.actions import report as actions
from milepost.reporting.edition import tell
from milepost.reporting.forms.report import OpenReportForm
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.queries.overview import changed_at, progress_of
from milepost.reporting.queries.reports import latest_reports_for
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import to
from milepost.ui import parts

PAGE = 50


@policy(SIGNED_IN)
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """The newest version of every report that the person may read."""
    who = person(request)
    page = Paginator(latest_reports_for(who), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(list(page.object_list)),
        "columns": [
            parts.Column(_("Report")),
            parts.Column(_("State")),
            parts.Column(_("Answered"), number=True),
            parts.Column(_("Due on")),
            parts.Column(_("Last change")),
        ],
        "may_open": bool(countries_where(who, "report.open")),
        "forms": _empty_forms(sorted(countries_where(who, "report.view"))),
    }
    return render(request, "reporting/reports.html", context)


def _empty_forms(countries: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The empty forms: each edition with an address per language; of the reader's country where there is one."""
    own = {"country": countries[0]} if len(countries) == 1 else {}
    return [
        (
            tell(each.edition.title, wording.language()).text,
            [
                (wording.language_name(language), f"{address}?{urlencode({**own, 'language': language})}")
                for language in each.edition.languages
            ],
        )
        for each in StoredEdition.objects.order_by("-code")
        for address in [reverse("reporting:empty_form", args=[each.code])]
    ]


def _rows(found: list[Report]) -> list[list[parts.Cell]]:
    progress, changed = progress_of(found), changed_at(found)
    return [
        [
            parts.Cell(
                f"{each.country.name(wording.language())}, {wording.period(each)}",
                reverse("reporting:report", kwargs=each.address),
            ),
            parts.Cell(each.status.name, tone=wording.tone(each)),
            parts.Cell(_("%(done)d of %(total)d") % {"done": progress[each.pk][0], "total": progress[each.pk][1]}),
            parts.Cell(_day(each.due) if each.state not in ("submitted", "replaced") else "–"),
            parts.Cell(_day(changed.get(each.pk, each.opened_at))),
        ]
        for each in found
    ]


def _day(day: date | datetime | None) -> str:
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return date_format(day, "j F Y") if day else "–"


@policy("report.open")
@require_http_methods(["GET", "POST"])
def open_report(request: HttpRequest) -> HttpResponse:
    """Open a report of a period."""
    who = person(request)
    countries = Country.objects.filter(pk__in=countries_where(who, "report.open")).order_by("pk")
    if not countries:
        raise Http404
    form = OpenReportForm(request.POST or None, countries=countries)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            opened = actions.open_report(
                data["country"], data["start"], data["end"], data["edition"], by=who, language=data["language"],
                due=data["due"],
            )  # fmt: skip
        except actions.WrongPeriod as wrong:
            form.add_error(wrong.day, str(wrong))
        else:
            return to("report", opened)
    return render(request, "reporting/open.html", {"form": form}, status=422 if form.errors else 200)
