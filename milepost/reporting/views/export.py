"""Taking a report away as a file, and the empty form to circulate."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from milepost.accounts.policy import SIGNED_IN, person, policy
from milepost.accounts.rules import countries_where
from milepost.audit.record import record_alone
from milepost.places.models import Country
from milepost.reporting.exports import docx
from milepost.reporting.exports.formats import FORMATS, file_name
from milepost.reporting.models import StoredEdition
from milepost.reporting.queries.empty_form import empty_form as blank_form
from milepost.reporting.queries.empty_form import empty_form_of
from milepost.reporting.queries.reports import content_of
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404
from milepost.reporting.views.importing import attachment

USES = {
    "docx": (
        gettext_lazy("Word document"),
        gettext_lazy("To send by mail and to edit; what is changed can be read in again."),
    ),
    "pdf": (gettext_lazy("PDF"), gettext_lazy("To print and to file; tagged for screen readers.")),
    "html": (gettext_lazy("Web page"), gettext_lazy("One file that opens in any browser, without a line.")),
    "json": (gettext_lazy("JSON"), gettext_lazy("For other programs.")),
}


@policy("report.export")
@require_GET
def exports(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """The formats, and what each is for."""
    report = report_or_404(request, country, start, version, "report.export")
    formats = [(name, *USES[name]) for name in ("docx", "pdf", "html", "json")]
    context = {"report": report, "period": wording.period(report), "formats": formats}
    return render(request, "reporting/exports.html", context)


@policy("report.export")
@require_GET
def export(request: HttpRequest, country: str, start: date, version: int, format: str) -> HttpResponse:  # noqa: A002
    """The report as a file."""
    report = report_or_404(request, country, start, version, "report.export")
    if format not in FORMATS:
        raise Http404
    content = content_of(report)
    data = FORMATS[format].write(content, report.language)
    record_alone("report.export", by=person(request), on=report, format=format)
    return attachment(data, FORMATS[format].media_type, file_name(content, format))


@policy(SIGNED_IN)
@require_GET
def empty_form(request: HttpRequest, code: str) -> HttpResponse:
    """The empty form of an edition, as a Word document: no country's, or with `country` one that the person may read.

    `language` is the form's, where the edition has it; else the reader's.
    """
    edition = get_object_or_404(StoredEdition, pk=code).edition
    asked = request.GET.get("language", "")
    language = asked if asked in edition.languages else wording.language()
    today = timezone.localdate()
    with translation.override(language):
        if name := request.GET.get("country"):
            readable = Country.objects.filter(pk__in=countries_where(person(request), "report.view"))
            content = empty_form_of(get_object_or_404(readable, pk=name), edition, language, today)
        else:
            content = blank_form(edition, today)
    parts = ["form", code, name, language if asked else ""]
    data = docx.write(content, language)
    return attachment(data, FORMATS["docx"].media_type, "-".join(part for part in parts if part) + ".docx")
