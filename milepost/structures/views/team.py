"""The page of a team, and the pages that write about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.places.codes import names_of
from milepost.places.models import reader_language
from milepost.structures.actions import team as actions
from milepost.structures.forms.team import AddForm, AddMemberForm, ChangeForm, EndForm, EndMemberForm
from milepost.structures.models import Team, TeamMember
from milepost.structures.models.team import KINDS, ROLES
from milepost.structures.queries import members_on, teams_for
from milepost.structures.rules import can_change
from milepost.structures.views import wording
from milepost.structures.views.fetch import place_or_404, team_or_404
from milepost.structures.views.write import write
from milepost.ui import parts


def to(team: Team) -> str:
    """The address of a team's page."""
    return reverse("structures:team:team", args=[team.pk])


def _of(team: Team) -> dict[str, object]:
    """What the pages of a team show around their form."""
    return {"team": team, "place": team.place, "back": to(team), "back_label": team.name(reader_language())}


@policy("structures.view")
@require_GET
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, since when, by which order, and who is in it by sector."""
    found = team_or_404(request, pk)
    today, names = timezone.localdate(), names_of(found.country_id, reader_language())
    present = list(members_on([found], today))
    before = found.members.exclude(pk__in=[each.pk for each in present]).order_by("-until", "id")
    context = _of(found) | {
        "rows": rows(found),
        "members": [
            (each, names.get(("group_sector", each.sector), each.sector), ROLES[each.role]) for each in present
        ],
        "before": [(each, names.get(("group_sector", each.sector), each.sector)) for each in before],
        "may": bool(can_change(person(request), found, "team.change")),
    }
    return render(request, "structures/team/team.html", context)


def rows(found: Team) -> list[parts.Row]:
    """What is written of a team."""
    told = [
        parts.Row(_("What it is"), KINDS[found.kind]),
        parts.Row(_("Municipality"), found.place.name(reader_language())),
        parts.Row(_("Order that set it up"), found.order or _("not recorded")),
        parts.Row(_("Set up on"), wording.day(found.set_up_on)),
    ]
    if found.source:
        told.append(parts.Row(_("Document"), found.source.title(reader_language())))
    if found.ended_on:
        told.append(parts.Row(_("Last day"), wording.day(found.ended_on)))
    return told


@policy("team.add")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, country: str, code: str) -> HttpResponse:
    """Write down a team."""
    place = place_or_404(request, country, code, "team.add")
    form = AddForm(request.POST or None, country=country)
    context = {"place": place, "back": wording.to_place(place), "back_label": place.name(reader_language())}

    def act() -> str:
        return to(actions.add(place, form.facts(), by=person(request), token=form.cleaned_data["token"]))

    return write(request, "team/add", form, act, said=_("The team is written down. Add its members."), context=context)


@policy("team.change")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what is written of a team."""
    found = team_or_404(request, pk, "team.change")
    initial = {
        "base": found.number, "kind": found.kind, "name": found.names.get(reader_language(), ""), "order": found.order,
        "source": found.source, "set_up_on": found.set_up_on,
    }  # fmt: skip
    form = ChangeForm(request.POST or None, country=found.country_id, initial=initial)

    def act() -> str:
        base = form.cleaned_data["base"] or 0
        return to(actions.change(found, form.facts(), base=base, by=person(request)))

    def met() -> tuple[int, list[parts.Row]]:
        now = teams_for(person(request)).get(pk=found.pk)
        return now.number, rows(now)

    context = _of(found) | {"ruling": can_change(person(request), found, "team.change")}
    return write(request, "team/change", form, act, said=_("Saved."), context=context, met=met)


@policy("team.end")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down its last day."""
    found = team_or_404(request, pk, "team.end")
    form = EndForm(request.POST or None, since=found.set_up_on)
    context = _of(found) | {"ruling": can_change(person(request), found, "team.end")}

    def act() -> str:
        actions.end(found, form.cleaned_data["on"], by=person(request))
        return wording.to_place(found.place)

    return write(request, "team/end", form, act, said=_("Noted. The team has ended."), context=context)


@policy("team.add_member")
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Someone joins."""
    found = team_or_404(request, pk, "team.add_member")
    form = AddMemberForm(request.POST or None, country=found.country_id)
    context = _of(found) | {"ruling": can_change(person(request), found, "team.add_member")}

    def act() -> str:
        data = dict(form.cleaned_data)
        data.pop("base")
        actions.add_member(found, data.pop("sector"), data.pop("name"), by=person(request), **data)
        return to(found)

    return write(request, "team/add_member", form, act, said=_("Added to the team."), context=context)


@policy("team.end_member")
@require_http_methods(["GET", "POST"])
def end_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Someone leaves."""
    member = get_object_or_404(TeamMember, pk=pk, team__in=teams_for(person(request)))
    found = team_or_404(request, member.team_id, "team.end_member")
    form = EndMemberForm(request.POST or None, since=member.since)
    context = _of(found) | {"member": member, "ruling": can_change(person(request), found, "team.end_member")}

    def act() -> str:
        actions.end_member(member, form.cleaned_data["on"], by=person(request))
        return to(found)

    return write(request, "team/end_member", form, act, said=_("Noted."), context=context)
