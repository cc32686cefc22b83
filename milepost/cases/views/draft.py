"""Keeping what is typed, every few seconds, and throwing it away."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.roles import VERBS
from milepost.accounts.rules import Refused, countries_where, may, require
from milepost.cases.actions import draft as actions
from milepost.cases.models import Case, Draft
from milepost.cases.queries.cases import cases_for, cases_within
from milepost.cases.queries.draft import drafts_of
from milepost.cases.rules.access import access
from milepost.cases.rules.draft import About, needs
from milepost.cases.sent import typed_in
from milepost.cases.views.fetch import report_or_404
from milepost.cases.views.sitting import shown_number, window
from milepost.vault.session import opener_of


@sensitive_post_parameters()
@policy("case.draft")
@require_POST
def draft(request: HttpRequest, country: str, number: str, verb: str) -> HttpResponse:
    """A form of a case."""
    return _kept(request, _case(request, country, number, _known(verb)), verb)


@sensitive_post_parameters()
@policy("case.draft")
@require_POST
def draft_concern(request: HttpRequest, pk: uuid.UUID, verb: str) -> HttpResponse:
    """A form of a report of concern."""
    return _kept(request, report_or_404(request, pk, needs(_known(verb))), verb)


@sensitive_post_parameters()
@policy("case.draft")
@require_POST
def draft_report(request: HttpRequest) -> HttpResponse:
    """A report of concern that is not sent yet."""
    countries = sorted(countries_where(person(request), "case.report"))
    if not countries:
        raise Refused(str(may(person(request), "case.report", "").sentence), "case.report")
    return _kept(request, countries[0], "report")


@policy("case.draft")
@require_POST
def throw_away(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The person's own draft, and only theirs."""
    actions.throw_away(get_object_or_404(drafts_of(person(request)), pk=pk), by=person(request))
    messages.success(request, _("Thrown away."))
    return redirect(_back(request))


def _known(verb: str) -> str:
    """A verb that somebody may do; no other word is written down."""
    if needs(verb) not in VERBS:
        raise Http404
    return verb


def _case(request: HttpRequest, country: str, number: str, verb: str) -> Case:
    """A case whose form the person may reach. A colleague's file answers with the sentence that says why not."""
    who = person(request)
    rows = cases_within(who, needs(verb)) if verb == "state_purpose" else cases_for(who, needs(verb))
    case = rows.filter(country=country, number=number).first()
    if case is not None:
        return case
    closed = get_object_or_404(cases_within(who, "case.state_purpose"), country=country, number=number)
    require(access(who, closed, needs(verb)), needs(verb), country)
    return closed


@sensitive_variables()
def _kept(request: HttpRequest, about: About, verb: str) -> HttpResponse:
    row: Draft = actions.draft(
        about, verb, typed_in(request.POST), by=person(request), opener=opener_of(request),
        page=window(request.POST.get("page", "")), seen=shown_number(request.POST.get("seen", "")),
    )  # fmt: skip
    return JsonResponse({"state": "kept", "number": row.number, "token": str(row.token)})


def _back(request: HttpRequest) -> str:
    return "cases:desk" if countries_where(person(request), "case.list") else "cases:report"
