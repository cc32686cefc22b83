"""The directory: services and teams of every municipality, and what is missing, as a map and as a table."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from milepost.accounts.policy import person, policy
from milepost.institutions.models import Body
from milepost.places.codes import names_of, words_of
from milepost.places.models import Country, Place, reader_language
from milepost.structures.models import Lack, Service, Team
from milepost.structures.models.standing import there_on
from milepost.structures.models.team import KINDS
from milepost.structures.queries import (
    DAILY,
    HAS,
    NONE,
    UNKNOWN,
    Situation,
    areas_of,
    daily_kinds,
    lacks_for,
    members_on,
    services_on,
    situations,
    teams_on,
    teams_perhaps_on,
)
from milepost.structures.rules import may_in
from milepost.structures.views import drawing, wording
from milepost.structures.views.fetch import country_or_404, place_or_404
from milepost.ui import parts

PAGE = 50


@policy("structures.view")
@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """Every service, filtered by the address; the map counts those of the kind in each municipality."""
    country, every = country_or_404(request)
    given = {name: request.GET.get(name, "")[:60] for name in ("place", "kind", "free")}
    today, places = timezone.localdate(), list(areas_of(country))
    kinds = _kinds(country, given["kind"])
    page = Paginator(_wanted(country, today, kinds if given["kind"] else [], given), PAGE).get_page(
        request.GET.get("page")
    )
    found = situations(country, kinds, today)
    context = _choices(country, every, places, given) | {
        "page": page, "rows": _rows(list(page.object_list), country), "columns": _columns(),
        "total": page.paginator.count,
        "map": drawing.map_of(places, found, _title(country, given["kind"])),
        "query": urlencode({"country": country.pk, **{name: value for name, value in given.items() if value}}),
    }  # fmt: skip
    return render(request, "structures/services.html", context)


def _kinds(country: Country, wanted: str) -> list[str]:
    if wanted == DAILY:
        return daily_kinds(country.pk)
    every = [word.code for word in words_of(country.pk, "service")["service"]]
    return [wanted] if wanted in every else every


def _title(country: Country, wanted: str) -> str:
    """What is counted, by its name."""
    if wanted == DAILY:
        return _("Daily community services")
    return names_of(country.pk, reader_language()).get(("service", wanted), _("Services of any kind"))


def _wanted(country: Country, today: date, kinds: list[str], given: dict[str, str]) -> QuerySet[Service]:
    found = services_on(country, today, *kinds).prefetch_related(None)
    if given["place"]:
        found = found.filter(serves__code=given["place"])
    if given["free"]:
        found = found.filter(free__gt=0)
    return found


def _choices(country: Country, every: list[Country], places: list[Place], given: dict[str, str]) -> dict[str, object]:
    kinds = [(word.code, word.name(reader_language())) for word in words_of(country.pk, "service")["service"]]
    return {
        "country": country, "countries": every if len(every) > 1 else [], "given": given,
        "places": sorted(((place.code, place.name(reader_language())) for place in places), key=lambda pair: pair[1]),
        "kinds": [(DAILY, _("daily community service")), *kinds],
    }  # fmt: skip


def _columns() -> list[parts.Column]:
    labels = (_("Service"), _("Kind"), _("Municipality"), _("Places"), _("Free places"), _("Telephone"))
    return [parts.Column(label) for label in labels]


def _rows(found: list[Service], country: Country) -> list[list[parts.Cell]]:
    names = names_of(country.pk, reader_language())
    return [
        [
            parts.Cell(service.name(reader_language()), reverse("structures:service:service", args=[service.pk])),
            parts.Cell(wording.kind_of(names, service)),
            parts.Cell(service.place.name(reader_language()), wording.to_place(service.place)),
            parts.Cell(wording.amount(service.capacity)),
            parts.Cell(wording.free(service)),
            parts.Cell(service.telephone or _("not recorded")),
        ]
        for service in found
    ]


@policy("structures.view")
@require_GET
def missing(request: HttpRequest) -> HttpResponse:
    """Where a kind of service lacks, where it is there, and of which municipalities nothing is known."""
    country, every = country_or_404(request)
    wanted, places = request.GET.get("kind", DAILY)[:60], list(areas_of(country))
    found = situations(country, _kinds(country, wanted), timezone.localdate())
    title = _title(country, wanted)
    context = _choices(country, every, places, {"kind": wanted}) | {
        "title": title, "sentence": _sentence(found), "map": drawing.map_of(places, found, title),
        "columns": drawing.columns(), "rows": drawing.rows(places, found),
    }  # fmt: skip
    return render(request, "structures/missing.html", context)


def _sentence(found: dict[int, Situation]) -> str:
    return _(
        "Of %(all)s municipalities, %(has)s have one and %(none)s state that they have none. For %(unknown)s, "
        "nothing is written down."
    ) % {"all": len(found), **{state: drawing.count(found, state) for state in (HAS, NONE, UNKNOWN)}}


@policy("structures.view")
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """The teams of a kind that were there on a day: a stock, for the report."""
    country, every = country_or_404(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "field_team"
    day = _day(request.GET.get("day", "")) or timezone.localdate()
    sure, perhaps = list(teams_on(country, kind, day)), list(teams_perhaps_on(country, kind, day))
    context = {
        "country": country, "countries": every if len(every) > 1 else [], "kind": kind, "kinds": list(KINDS.items()),
        "day": day, "sentence": _stock(kind, len(sure), day), "perhaps": len(perhaps),
        "columns": _team_columns(), "rows": _team_rows(sure, day), "unsure": _team_rows(perhaps, day),
    }  # fmt: skip
    return render(request, "structures/teams.html", context)


def _stock(kind: str, number: int, day: date) -> str:
    words = {
        "field_team": ngettext("%(n)s field team on %(day)s", "%(n)s field teams on %(day)s", number),
        "technical_group": ngettext("%(n)s technical group on %(day)s", "%(n)s technical groups on %(day)s", number),
    }
    return words[kind] % {"n": number, "day": wording.day(day)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _team_columns() -> list[parts.Column]:
    labels = (_("Team"), _("Municipality"), _("Set up on"), _("Order that set it up"))
    return [*(parts.Column(label) for label in labels), parts.Column(_("Members"), number=True)]


def _team_rows(found: list[Team], day: date) -> list[list[parts.Cell]]:
    sizes: dict[int, int] = {}
    for member in members_on(found, day):
        sizes[member.team_id] = sizes.get(member.team_id, 0) + 1
    return [
        [
            parts.Cell(team.name(reader_language()), reverse("structures:team:team", args=[team.pk])),
            parts.Cell(team.place.name(reader_language()), wording.to_place(team.place)),
            parts.Cell(wording.day(team.set_up_on)),
            parts.Cell(team.order or _("not recorded")),
            parts.Cell(str(sizes[team.pk]) if team.pk in sizes else _("not recorded")),
        ]
        for team in found
    ]


@policy("structures.view")
@require_GET
def municipality(request: HttpRequest, country: str, code: str) -> HttpResponse:
    """Who is there to help in a municipality: services, teams, bodies, and what is stated to lack."""
    place, today = place_or_404(request, country, code), timezone.localdate()
    names, who = names_of(country, reader_language()), person(request)
    there = list(services_on(place.country, today).filter(serves=place).prefetch_related(None))
    groups = list(
        Team.objects.filter(there_on(today, "set_up_on"), country=country, place=place).select_related("place")
    )
    past_teams = Team.objects.filter(country=country, place=place, ended_on__lt=today).select_related("place")
    past = Service.objects.filter(country=country, place=place, ended_on__lt=today).select_related("provider", "place")
    context = {
        "place": place,
        "bodies": Body.objects.filter(country=country, place=place).exclude(kind__in=("provider", "partner")),
        "columns": _columns(), "rows": _rows(there, place.country),
        "team_columns": _placeless(_team_columns()), "team_rows": [*map(_placeless, _team_rows(groups, today))],
        "past": [*_past(list(past_teams), "team"), *_past(list(past), "service")],
        "lacks": [(each, names.get(("service", each.kind), each.kind)) for each in _latest(request, place)],
        "may_team": bool(may_in(who, "team.add", place)), "may_service": bool(may_in(who, "service.add", place)),
    }  # fmt: skip
    return render(request, "structures/municipality.html", context)


def _placeless(line: list[Any]) -> list[Any]:
    """A line of the teams without the municipality, on the page of that municipality."""
    return [line[0], *line[2:]]


def _latest(request: HttpRequest, place: Place) -> list[Lack]:
    """The last statement on each kind."""
    rows = lacks_for(person(request)).filter(place=place).order_by("kind", "stated_on")
    return list({each.kind: each for each in rows}.values())


def _past(found: list[Team] | list[Service], noun: str) -> list[tuple[str, str, str]]:
    return [
        (
            each.name(reader_language()),
            reverse(f"structures:{noun}:{noun}", args=[each.pk]),
            _("until %(day)s") % {"day": wording.day(each.ended_on)},
        )
        for each in found
    ]
