"""The audit as an auditor asks for it: filters, pages by key, and the counts that unusual reads are found in.

Every filter leads to a range of an index: a day to the first event of that day, a name to people, a file to its id.
A page is the events before (or after) an id, so the millionth costs what the first does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from milepost.accounts.models import Assignment, Person
from milepost.accounts.queries import people_in
from milepost.accounts.rules import countries_where
from milepost.audit.models import Event
from milepost.cases.models import Case
from milepost.home.kinds import verbs_of
from milepost.institutions.models import Body
from milepost.places.models import Country

PAGE = 50
MOST_PEOPLE = 200
"""People whom a part of a name may mean at once."""


@dataclass(frozen=True)
class Asked:
    """The filters as they stand in the address; an empty one does not filter. `person` is a part of a name."""

    person: str = ""
    verb: str = ""
    kind: str = ""
    country: str = ""
    unit: str = ""
    file: str = ""
    since: str = ""
    until: str = ""
    purpose: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """From an address; what is not a filter is left out."""
        return cls(**{name: str(given.get(name, "")).strip()[:60] for name in cls.__dataclass_fields__})

    @property
    def used(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name in self.__dataclass_fields__ if getattr(self, name))


@dataclass(frozen=True)
class Page:
    """Events newest first; `newer` and `older` are the ids that the pages beside it begin at, 0 where there is none."""

    events: list[Event]
    newer: int
    older: int


def events_for(person: Person) -> QuerySet[Event]:
    """The events of the countries in which the person reads the audit, and those of no country.

    Told by what is left out: asked for by country, a million events of one are sorted; left out, the newest are read.
    """
    countries = countries_where(person, "audit.view")
    if not countries:
        return Event.objects.none()
    others = Country.objects.exclude(pk__in=countries).values_list("pk", flat=True)
    return Event.objects.exclude(country__in=list(others))


def filtered(events: QuerySet[Event], asked: Asked, person: Person, verbs: Mapping[str, object]) -> QuerySet[Event]:
    """The events that fit every filter. `verbs`: those that there are words for."""
    countries = countries_where(person, "audit.view")
    if asked.country:
        events = events.filter(country=asked.country)
    if asked.verb or asked.purpose or asked.kind:  # what leads to the index by country and verb
        events = events.filter(country__in=[*countries, ""])
    if asked.verb:
        events = events.filter(verb=asked.verb)
    if asked.purpose:
        events = events.filter(verb="case.state_purpose")
    if asked.kind:
        events = events.filter(verb__in=verbs_of(asked.kind, verbs))
    if asked.person:
        events = events.filter(by_id__in=_people(asked.person, countries))
    if asked.unit:
        events = events.filter(by_id__in=_workers(asked.unit, countries))
    if asked.file:
        events = events.filter(_of_file(asked.file, countries))
    return _between(events, _day(asked.since), _day(asked.until))


def _people(name: str, countries: frozenset[str]) -> list[int]:
    found = people_in(countries).filter(Q(name__icontains=name) | Q(email__iexact=name)).order_by().values_list("pk")
    machine = Person.objects.filter(is_service=True, name__icontains=name).values_list("pk")
    return [pk for (pk,) in [*found[:MOST_PEOPLE], *machine]]


def _workers(unit: str, countries: frozenset[str]) -> list[int]:
    """Whoever works or worked at a unit."""
    held = Assignment.objects.filter(country__in=countries, body__code=unit)
    return sorted(set(held.values_list("person", flat=True)))


def _of_file(number: str, countries: frozenset[str]) -> Q:
    """The events on a file, by its number. A number that is no file's fits nothing."""
    pks = list(Case.objects.filter(country__in=countries, number__iexact=number).values_list("pk", flat=True))
    return Q(country__in=countries, on_type="cases.case", on_id__in=[str(pk) for pk in pks])


def _between(events: QuerySet[Event], since: date | None, until: date | None) -> QuerySet[Event]:
    """From a day to a day, both included. Events are numbered as they happen, so a day is a number to begin at."""
    if since and (first := _first_at(_start(since))):
        events = events.filter(pk__gte=first)
    elif since:
        events = events.none()
    if until and (first := _first_at(_start(until + timedelta(days=1)))):
        events = events.filter(pk__lt=first)
    return events


def _first_at(moment: datetime) -> int | None:
    return Event.objects.filter(at__gte=moment).order_by("at", "id").values_list("pk", flat=True).first()


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text < "9999" else None
    except ValueError:
        return None


def page_of(events: QuerySet[Event], *, before: str = "", after: str = "", size: int = PAGE) -> Page:
    """A page before or after an id: one query."""
    if after.isdecimal() and len(after) < 19:
        rows = list(events.filter(pk__gt=int(after)).order_by("id")[: size + 1])
        more, rows = len(rows) > size, list(reversed(rows[:size]))
        return Page(rows, rows[0].pk if rows and more else 0, rows[-1].pk if rows else 0)
    there = before.isdecimal() and len(before) < 19
    rows = list((events.filter(pk__lt=int(before)) if there else events).order_by("-id")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Page(rows, rows[0].pk if rows and there else 0, rows[-1].pk if rows and more else 0)


def units_with_audit(person: Person) -> QuerySet[Body]:
    """The units whose people's acts the person may read of."""
    return Body.objects.filter(country__in=countries_where(person, "audit.view"), kind="cpu").order_by(
        "country", "code"
    )


def own_events(person: Person, since: datetime, verbs: list[str]) -> QuerySet[Event]:
    """What the person did with files since a moment."""
    events = Event.objects.filter(by_id=person.pk, verb__in=verbs)
    first = _first_at(since)
    return events.filter(pk__gte=first) if first else events.none()


def numbers_of(events: list[Event]) -> dict[str, str]:
    """The number of the file that each event is on, by the event's `on_id`: one query."""
    wanted = {each.on_id for each in events if each.on_type == "cases.case"}
    rows = Case.objects.filter(country__in={each.country for each in events}, pk__in=wanted)
    return {str(pk): number for pk, number in rows.values_list("pk", "number")}
