"""Taking a report away as a file, and the empty form to circulate."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from milepost.accounts.policy import SIGNED_IN, person, policy
from milepost.audit.record import record_alone
from milepost.reporting.content import Content, Item
from milepost.reporting.exports import docx
from milepost.reporting.exports.formats import FORMATS, file_name
from milepost.reporting.models import StoredEdition
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
    """The empty form of an edition, as a Word document with room for four priorities and three steps: no country's."""
    edition = get_object_or_404(StoredEdition, pk=code).edition
    year = date.today().year  # noqa: DTZ011 - a date on a form, in local time
    priorities = tuple(Item(number, _("Priority %(n)d") % {"n": number}) for number in range(1, 5))
    steps = tuple(Item(number, _("Next step %(n)d") % {"n": number}) for number in range(1, 4))
    content = Content(
        "form", _("Name of your country"), date(year - 1, 5, 1), date(year, 4, 30), edition, priorities, steps
    )
    data = docx.write(content, wording.language())
    return attachment(data, FORMATS["docx"].media_type, f"form-{code}.docx")
