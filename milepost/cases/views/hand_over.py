"""The files of someone who leaves go to colleagues."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.queries import people_at
from milepost.cases.actions import case as case_actions
from milepost.cases.actions.hand_over import hand_over as act
from milepost.cases.forms.hand_over import HandOverForm
from milepost.cases.models import Case, Draft
from milepost.cases.queries.caseload import caseloads, open_files_of
from milepost.cases.states import RISK_LEVELS
from milepost.cases.views.fetch import taken
from milepost.institutions.models import Body
from milepost.ui import parts


@policy("case.hand_over")
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who gets which of someone's open files."""
    who = person(request)
    if request.method == "POST" and taken(request) is not None:
        return redirect("cases:desk")
    files = list(open_files_of(pk, who))
    if not files:
        raise Http404
    unit, leaver = files[0].unit, files[0].worker
    assert leaver is not None
    here = [case for case in files if case.unit_id == unit.pk]  # someone of two units leaves them one by one
    form = HandOverForm(
        request.POST if request.method == "POST" else None, country=unit.country_id, cases=here,
        colleagues=_colleagues(unit, leaver),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        went = act(leaver, form.given(), by=who, token=form.cleaned_data["token"])
        said = ngettext("%(n)s file is handed over.", "%(n)s files are handed over.", went) % {"n": went}
        messages.success(request, said)
        return redirect("cases:desk")
    with transaction.atomic():
        case_actions.list_(unit.country_id, len(here), by=who)
    return render(
        request, "cases/hand_over.html", _context(form, here, leaver, unit), status=422 if form.errors else 200
    )


def _context(form: HandOverForm, files: list[Case], leaver: Person, unit: Body) -> dict[str, Any]:
    return {
        "form": form,
        "leaver": leaver,
        "unit": unit,
        "drafts": Draft.objects.filter(country=unit.country_id, case__in=files, person=leaver).count(),
        "files": [(case, form[f"file-{case.pk}"], _risk(case)) for case in files],
        "columns": [parts.Column(label) for label in (_("File"), _("State"), _("Risk"), _("Goes to"))],
    }


def _risk(case: Case) -> Any:
    return RISK_LEVELS[case.risk_level] if case.risk_level else _("not assessed")


def _colleagues(unit: Body, leaver: Person) -> list[tuple[Person, str]]:
    """Who works there, each with the files they have beside what is recommended."""
    loads, most = caseloads([unit.pk]), unit.country.limits.get("caseload")
    found = []
    for colleague in people_at(unit, "case.contact").exclude(pk=leaver.pk):
        n = loads.get(colleague.pk, 0)
        words = _("%(name)s (%(n)s of %(most)s files)") if most else _("%(name)s (%(n)s files)")
        found.append((colleague, words % {"name": colleague.name, "n": n, "most": most}))
    return found
