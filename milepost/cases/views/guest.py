"""Guests of a case: inviting them, ending it; and what they find: the files they are invited to, the proceedings."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.rules import countries_where
from milepost.cases.actions import case as cases
from milepost.cases.actions import guest as actions
from milepost.cases.forms.guest import InviteGuestForm
from milepost.cases.models import Case, Guest
from milepost.cases.queries.guest import candidates, guests_of, invitations_for, proceedings_of
from milepost.cases.rules.access import access
from milepost.cases.rules.group_meeting import called_meeting
from milepost.cases.states import CRIMINAL_STATES, GUEST_ROLES
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case, to
from milepost.cases.views.write import form_for, write
from milepost.places.codes import names_of
from milepost.ui import parts
from milepost.vault.in_use import live_key_of
from milepost.vault.session import opener_of


@policy("case.invite_guest")
@require_http_methods(["GET", "POST"])
@on_case("case.invite_guest")
def invite_guest(request: HttpRequest, case: Case) -> HttpResponse:
    """Open the file to someone of another office, until a day."""
    form: Any = form_for(request, case, "invite_guest", InviteGuestForm, candidates=candidates(case))

    def act() -> object:
        data = form.cleaned_data
        meeting = called_meeting(case) if data["role"] == "group_guest" else None
        return actions.invite_guest(
            case, form.person_chosen, data["role"], data["until"], by=person(request), opener=opener_of(request),
            meeting=meeting, token=data["token"],
        )  # fmt: skip

    return write(request, case, "invite_guest", form, act, said=_("Invited. The file is open to them until that day."))


@policy("case.end_guest")
@require_POST
@on_case("case.end_guest")
def end_guest(request: HttpRequest, case: Case, pk: str) -> HttpResponse:
    """End an invitation now."""
    actions.end_guest(get_object_or_404(Guest.objects.all(), case=case, pk=pk), by=person(request))
    messages.success(request, _("Ended. The file is closed to them."))
    return redirect(to(case))


def guests_on(case: Case, who: Person) -> dict[str, Any]:
    """What the part of a case's page about guests shows: who reads along, until when, and whether one may end it."""
    rows = [(each, GUEST_ROLES[each.role]) for each in guests_of(case)]
    return {"guests": rows, "may_end_guest": bool(rows) and bool(access(who, case, "case.end_guest"))}


@policy("case.invited")
@require_GET
def invited(request: HttpRequest) -> HttpResponse:
    """The files that the person is invited to, and until when. No name is on it."""
    who = person(request)
    country, found = _country(who, "case.invited"), list(invitations_for(who))
    with transaction.atomic():
        cases.list_(country, len(found), by=who)
    context = {
        "columns": [parts.Column(label) for label in (_("File"), _("Unit"), _("As what"), _("Last day"))],
        "rows": [_row(each) for each in found],
        "keyless": live_key_of(who) is None,
    }
    return render(request, "cases/invited.html", context)


def _row(guest: Guest) -> list[parts.Cell]:
    page = "case" if guest.role == "group_guest" else "criminal"
    return [
        parts.Cell(guest.case.number, to(guest.case, page)),
        parts.Cell(guest.case.unit.name(wording.language())),
        parts.Cell(GUEST_ROLES[guest.role]),
        parts.Cell(date_format(guest.until)),
    ]


@policy("case.proceedings")
@require_GET
def proceedings(request: HttpRequest) -> HttpResponse:
    """The criminal tracks that the person was invited to: number, article, state, since when."""
    who = person(request)
    country, found = _country(who, "case.proceedings"), list(proceedings_of(who))
    with transaction.atomic():
        cases.list_(country, len(found), by=who)
    names = names_of(country, wording.language())
    context = {
        "columns": [parts.Column(label) for label in (_("File"), _("Article"), _("State"), _("Since"))],
        "rows": [_proceeding(each, names) for each in found],
    }
    return render(request, "cases/proceedings.html", context)


def _proceeding(case: Any, names: Mapping[tuple[str, str], str]) -> list[parts.Cell]:
    state = CRIMINAL_STATES[case.criminal]
    return [
        parts.Cell(case.number, to(case, "criminal")),
        parts.Cell(wording.named(names, "article", case.article or "")),
        parts.Cell(state.name, tone=state.tone),
        parts.Cell(date_format(case.stands_since) if case.stands_since else _("not recorded")),
    ]


def _country(who: Person, verb: str) -> str:
    countries = sorted(countries_where(who, verb))
    if not countries:
        raise Http404
    return countries[0]
