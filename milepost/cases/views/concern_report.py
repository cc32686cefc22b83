"""Reporting a concern, following it, and deciding about it."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import Refused, countries_where, may
from milepost.cases.actions import case as case_actions
from milepost.cases.actions import concern_report as actions
from milepost.cases.actions.draft import forget
from milepost.cases.actions.step import MovedOn
from milepost.cases.forms.concern_report import RegisterForm, ReportForm, ScreenOutForm
from milepost.cases.models import ConcernReport
from milepost.cases.queries.cases import own_reports
from milepost.cases.queries.file import report_of
from milepost.cases.rules.concern_report import can_confirm_screen_out, can_register, can_screen_out
from milepost.cases.sent import token_in, typed_in
from milepost.cases.views import wording
from milepost.cases.views.fetch import once, report_or_404, to
from milepost.cases.views.sitting import not_sent
from milepost.cases.views.write import form_for, keep, met
from milepost.people.actions.search import Found, search
from milepost.people.codes import SEXES
from milepost.people.models import Child
from milepost.people.rules import can_search
from milepost.places.codes import names_of
from milepost.ui import parts
from milepost.vault.session import opener_of


@sensitive_post_parameters()
@policy("case.report")
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Report a concern. What is sent cannot be read again by who sent it, unless they work at the unit."""
    who = person(request)
    country = _country(request)
    form = form_for(request, country, "report", ReportForm, initial={"unit": who.body_id})
    if "keep_draft" in request.POST:
        keep(request, country, "report")
        return redirect("cases:own_reports")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.report(data["unit"], form.concern(), by=who, opener=opener_of(request), token=data["token"])
        forget(country, "report", token_in(typed_in(request.POST)), by=who)
        messages.success(request, _("Reported to %(unit)s.") % {"unit": data["unit"].name(wording.language())})
        return redirect("cases:own_reports")
    return render(request, "cases/report.html", {"form": form}, status=422 if form.errors else 200)


def _country(request: HttpRequest) -> str:
    """The country in which the person reports; a refusal where there is none."""
    countries = sorted(countries_where(person(request), "case.report"))
    if not countries:
        raise Refused(str(may(person(request), "case.report", "").sentence), "case.report")
    return countries[0]


@policy("case.report")
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What I reported, and whether it was accepted."""
    _country(request)
    rows = [
        [
            parts.Cell(wording.moment(each.reported_at)),
            parts.Cell(each.unit.name(wording.language())),
            parts.Cell(each.status.name, tone=each.status.tone),
        ]
        for each in own_reports(person(request))[:200]
    ]
    columns = [parts.Column(label) for label in (_("Reported"), _("To which unit"), _("State"))]
    context = {"rows": rows, "columns": columns, "not_sent": not_sent(request)}
    return render(request, "cases/own_reports.html", context)


@sensitive_variables()
@policy("case.view")
@require_GET
def concern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report of concern, as the unit reads it."""
    who = person(request)
    with transaction.atomic():
        found = report_or_404(request, pk)
        case_actions.view_report(found, by=who)
        opened = report_of(found, by=who, opener=opener_of(request))
    names = names_of(found.country_id, wording.language())
    context = {
        "report": found,
        "rows": _told(found, names),
        "texts": [(_TEXTS[name], text) for name, text in opened.texts.items() if text and name in _TEXTS],
        "out": opened.texts.get("out_note", ""),
        "may_register": can_register(who, found),
        "may_screen_out": can_screen_out(who, found),
        "may_confirm": can_confirm_screen_out(who, found),
        "out_reason": wording.named(names, "screen_out", found.out_reason),
    }
    return render(request, "cases/concern.html", context)


_TEXTS = {
    "narrative": gettext_lazy("What was seen or heard"),
    "place_detail": gettext_lazy("Where"),
    "identity": gettext_lazy("Who the child is"),
    "reporter_contact": gettext_lazy("How to reach who reported"),
    "handed_to": gettext_lazy("Handed over to"),
}


def _told(report: ConcernReport, names: Mapping[tuple[str, str], str]) -> list[parts.Row]:
    age = _("not recorded") if report.age_months is None else _("about %(n)d") % {"n": report.age_months // 12}
    taken = wording.moment(report.taken_at) if report.taken_at else _("no")
    return [
        parts.Row(_("Concern"), wording.named(names, "concern", report.concerns)),
        parts.Row(_("Seen"), wording.moment(report.seen_at)),
        parts.Row(_("Sex"), SEXES[report.sex]),
        parts.Row(_("Age in years"), age),
        parts.Row(_("With the child"), wording.named(names, "company", report.company)),
        parts.Row(_("Taken into protection"), taken),
        parts.Row(_("Reported by"), f"{report.reported_by.name}, {wording.named(names, 'source', report.source)}"),
        parts.Row(_("Reported"), wording.moment(report.reported_at)),
    ]


@sensitive_post_parameters()
@policy("case.screen_out")
@require_http_methods(["GET", "POST"])
def screen_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose that it does not become a case."""
    found = report_or_404(request, pk, "case.screen_out")
    form, who = form_for(request, found, "screen_out", ScreenOutForm), person(request)
    versions: list[parts.Version] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.screen_out(found, data["reason"], data["note"], by=who, opener=opener_of(request))
        except MovedOn as moved:
            case_actions.view_report(found, by=who)
            versions = met(request, None, form, moved)
        else:
            forget(found, "screen_out", token_in(typed_in(request.POST)), by=who)
            messages.success(request, _("Proposed. A second person of your unit decides."))
            return redirect("cases:concern", pk=pk)
    context = {"form": form, "report": found, "ruling": can_screen_out(who, found), "versions": versions}
    status = 409 if versions else 422 if form.errors else 200
    return render(request, "cases/screen_out.html", context, status=status)


@policy("case.confirm_screen_out")
@require_POST
def confirm_screen_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person confirms, or keeps the report."""
    found = report_or_404(request, pk, "case.confirm_screen_out")
    if request.POST.get("decide") == "keep":
        actions.keep(found, by=person(request))
        messages.success(request, _("Kept. The report waits for registration."))
    else:
        actions.confirm_screen_out(found, by=person(request))
        messages.success(request, _("Screened out."))
    return redirect("cases:concern", pk=pk)


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.register")
@require_http_methods(["GET", "POST"])
@once
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Search for the child first; then the case is of a child who was found, or of a new one."""
    found = report_or_404(request, pk, "case.register")
    form, who = form_for(request, found, "register", RegisterForm), person(request)
    context: dict[str, object] = {"form": form, "report": found, "ruling": can_register(who, found)}
    if request.method == "POST" and form.is_valid():
        identity, step = form.identity(), request.POST.get("step", "search")
        if step != "search":
            child = _chosen(found, step.removeprefix("child:")) if step.startswith("child:") else identity
            token = form.cleaned_data["token"]
            case = case_actions.register(found, child, by=who, opener=opener_of(request), token=token)
            forget(found, "register", token_in(typed_in(request.POST)), by=who)
            messages.success(request, _("Registered. The file is in your caseload."))
            return redirect(to(case))
        context["searched"] = True
        context["no_search"] = can_search(who, found.unit, identity, opener_of(request)).sentence
        if not context["no_search"]:
            hits = search(found.unit, identity, by=who, opener=opener_of(request))
            context |= {"hits": hits, "matches": _matches(hits)}
    return render(request, "cases/register.html", context, status=422 if form.errors else 200)


def _chosen(report: ConcernReport, pk: str) -> Child:
    """The child of a hit; what the unit does not hold is refused by the action."""
    try:
        return Child.objects.select_related("unit").get(country=report.country_id, unit=report.unit, pk=UUID(pk))
    except (ValueError, Child.DoesNotExist):
        sentence = _("Choose one of the children that the search found, or register a new one.")
        raise Refused(sentence, "case.register", report.country_id) from None


def _matches(hits: Found) -> list[dict[str, object]]:
    return [
        {"pk": each.child.pk, "name": each.identity.name, "birth": each.identity.birth, "score": round(each.score)}
        for each in hits.matches
    ]
