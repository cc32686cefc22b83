"""Reads: what stands where on a day, and where nothing does, which is not the same as where nobody wrote it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import countries_where
from milepost.institutions.models import Body
from milepost.places.models import Code, Country, Place
from milepost.structures.models import Lack, Service, Team, TeamMember
from milepost.structures.models.standing import perhaps_on, there_on

DAILY = "daily"
"""The `term` by which a pack marks the services that are daily community services."""
GIVERS = ("provider", "partner", "agency", "international")
"""Kinds of bodies that give services."""


def countries_for(person: Person) -> QuerySet[Country]:
    """The countries whose teams and services the person may see."""
    return Country.objects.filter(pk__in=countries_where(person, "structures.view")).order_by("pk")


def areas_of(country: Country) -> QuerySet[Place]:
    """The municipalities: the places that have a child protection unit, whatever the country calls that level."""
    units = Body.objects.filter(country=country, kind="cpu").values("place")
    return Place.objects.filter(country=country, pk__in=units).select_related("parent").order_by("code")


def areas_for(person: Person) -> QuerySet[Place]:
    """The municipalities of the countries whose teams and services the person may see."""
    units = Body.objects.filter(kind="cpu").values("place")
    found = Place.objects.filter(country__in=countries_where(person, "structures.view"), pk__in=units)
    return found.select_related("country", "parent").order_by("country", "code")


def providers_in(country: str) -> QuerySet[Body]:
    """The bodies that can give a service."""
    return Body.objects.filter(country=country, kind__in=GIVERS).order_by("code")


def teams_for(person: Person) -> QuerySet[Team]:
    """The teams that the person may see; those that ended too. Who may change one: `rules.may_in`."""
    found = Team.objects.filter(country__in=countries_where(person, "structures.view"))
    return found.select_related("country", "place", "source")


def services_for(person: Person) -> QuerySet[Service]:
    """The services that the person may see; those that ended too."""
    found = Service.objects.filter(country__in=countries_where(person, "structures.view"))
    return found.select_related("country", "place", "provider")


def lacks_for(person: Person) -> QuerySet[Lack]:
    """The statements that there is none, without those taken back."""
    found = Lack.objects.filter(country__in=countries_where(person, "structures.view"), taken_back_at=None)
    return found.select_related("country", "place")


def teams_on(country: Country, kind: str, day: date) -> QuerySet[Team]:
    """The stock: the teams of a kind that surely were there on a day."""
    return Team.objects.filter(there_on(day, "set_up_on"), country=country, kind=kind).select_related("place")


def teams_perhaps_on(country: Country, kind: str, day: date) -> QuerySet[Team]:
    """Teams that may have been there: written down after that day, without the day they were set up."""
    return Team.objects.filter(perhaps_on(day, "set_up_on"), country=country, kind=kind).select_related("place")


def members_on(teams: Iterable[Team], day: date) -> QuerySet[TeamMember]:
    """Who was in these teams on a day, leaders first. No `since`: sure from the day it was written down."""
    began = Q(since__lte=day) | Q(since=None, at__date__lte=day)
    over = Q(until=None) | Q(until__gte=day)
    return TeamMember.objects.filter(began & over, team__in=teams).order_by("team", "role", "sector", "name")


def daily_kinds(country: str) -> list[str]:
    """The kinds of service that the country's pack marks as daily community services (`term: daily`)."""
    marked = Code.objects.filter(country=country, list="service", term=DAILY)
    return list(marked.order_by("position").values_list("code", flat=True))


def services_on(country: Country, day: date, *kinds: str) -> QuerySet[Service]:
    """The services that surely were there on a day, of these kinds or of all."""
    found = Service.objects.filter(there_on(day, "starts_on"), country=country)
    if kinds:
        found = found.filter(kind__in=kinds)
    return found.select_related("place", "provider").prefetch_related("serves").order_by("place__code", "kind", "id")


def offers_for(place: Place, kind: str, day: date | None = None) -> tuple[list[Service], list[Service]]:
    """Services of a kind ("" for any) that a child of this municipality may have: those for it, then the others."""
    found = services_on(place.country, day or timezone.localdate(), *([kind] if kind else []))
    near: list[Service] = []
    far: list[Service] = []
    for service in found:
        (near if place in service.serves.all() else far).append(service)
    return sorted(near, key=lambda each: each.place_id != place.pk), far


HAS, NONE, UNKNOWN = "has", "none", "unknown"


@dataclass
class Situation:
    """What is known of a municipality: `has` a service, stated that there is `none`, or `unknown`: nothing recorded."""

    state: str = UNKNOWN
    services: int = 0
    capacity: int | None = None
    free: int | None = None
    stated_on: date | None = None


def situations(country: Country, kinds: Iterable[str], day: date) -> dict[int, Situation]:
    """Of every municipality, by its id: three queries. Several kinds: it has one of them, or is stated to have none."""
    kinds = list(kinds)
    found = {pk: Situation() for pk in areas_of(country).values_list("pk", flat=True)}
    spans = _spans(country, kinds)
    stated = _stated(country, kinds, day)
    for pk, situation in found.items():
        states = [_state(spans.get((pk, kind), []), stated.get((pk, kind)), day) for kind in kinds]
        situation.state = HAS if HAS in states else NONE if states and set(states) == {NONE} else UNKNOWN
        open_now = [row for kind in kinds for row in spans.get((pk, kind), []) if _stood(row, day)]
        situation.services = len(open_now)
        situation.capacity = _sum(row["capacity"] for row in open_now)
        situation.free = _sum(row["free"] for row in open_now)
        if situation.state == NONE:
            situation.stated_on = min(stated[pk, kind] for kind in kinds)
    return found


def _spans(country: Country, kinds: list[str]) -> dict[tuple[int, str], list[dict[str, Any]]]:
    """Every service of these kinds, ended ones too, under each municipality that it is for."""
    names = ("kind", "serves", "starts_on", "ended_on", "at", "capacity", "free")
    found: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in Service.objects.filter(country=country, kind__in=kinds).order_by("id").values(*names):
        found.setdefault((row["serves"], row["kind"]), []).append(row)
    return found


def _stated(country: Country, kinds: list[str], day: date) -> dict[tuple[int, str], date]:
    """The latest statement of each municipality and kind until a day."""
    rows = Lack.objects.filter(country=country, kind__in=kinds, stated_on__lte=day, taken_back_at=None)
    return {(row.place_id, row.kind): row.stated_on for row in rows.order_by("stated_on")}


def _state(rows: list[dict[str, Any]], stated: date | None, day: date) -> str:
    """A statement holds until a service is heard of after it; what may have been there makes it unsure."""
    if any(_stood(row, day) for row in rows):
        return HAS
    later = any(
        (row["ended_on"] is None or row["ended_on"] > stated) and (row["starts_on"] is None or row["starts_on"] <= day)
        for row in rows
        if stated is not None
    )
    return NONE if stated is not None and not later else UNKNOWN


def _stood(row: dict[str, Any], day: date) -> bool:
    """The same as `there_on`, on values."""
    begins = row["starts_on"] or timezone.localtime(row["at"]).date()
    return bool(begins <= day and (row["ended_on"] is None or row["ended_on"] >= day))


def _sum(values: Iterable[int | None]) -> int | None:
    """The sum of what is recorded; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
