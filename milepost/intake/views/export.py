"""Files go out: order them, note the password, fetch the file, end it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.intake.actions import export as actions
from milepost.intake.forms.export import ExportForm
from milepost.intake.queries.outgoing import Chosen, chosen_cases
from milepost.intake.queries.sheets import units_for
from milepost.intake.views.fetch import export_or_404
from milepost.vault.session import opener_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@policy("export.make")
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Order an export; the answer to the form shows its password, once."""
    who = person(request)
    units = units_for(who, "export.make")
    first = units.first()
    if first is None:
        raise Http404
    form = ExportForm(request.POST or None, units=units, country=first.country_id)
    if request.method == "POST" and form.is_valid():
        try:
            made, password = actions.make(
                form.order(), by=who, opener=opener_of(request), token=form.cleaned_data["token"]
            )
        except actions.TooMany as many:
            form.add_error(None, _too_many(many.number))
        else:
            return render(request, "intake/made.html", {"export": made, "password": password})
    context = {
        "form": form,
        "most": settings.MILEPOST.export_rows,
        "hours": settings.MILEPOST.export_hours,
        "times": settings.MILEPOST.export_fetches,
    }
    context["there"] = sum(chosen_cases(Chosen(unit)).count() for unit in units)
    return render(request, "intake/make.html", context, status=422 if form.errors else 200)


def _too_many(number: int) -> str:
    return _("These are %(number)s files, and one export holds at most %(most)s. Choose fewer days.") % {
        "number": number, "most": settings.MILEPOST.export_rows,
    }  # fmt: skip


@never_cache
@policy("export.fetch")
@require_POST
def fetch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file. A form fetches it, so that no program that follows links uses up a fetch."""
    export = export_or_404(request, pk, "fetch")
    answer = HttpResponse(actions.fetch(export, by=person(request), opener=opener_of(request)), content_type=XLSX)
    name = _("files %(day)s") % {"day": timezone.localdate(export.made_at).isoformat()}
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=f"{name}.xlsx"))
    return answer


@policy("export.end")
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete the file before its time."""
    actions.end(export_or_404(request, pk, "end"), by=person(request))
    messages.success(request, _("Ended. The file is deleted."))
    return redirect("intake:sheets")
