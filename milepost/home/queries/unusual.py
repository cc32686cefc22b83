"""The counts that unusual reads are found in: seven queries over a window of the audit, whatever its length."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncHour
from django.utils import timezone

from milepost.accounts.models import Assignment, Person
from milepost.accounts.rules import countries_where
from milepost.audit.models import Event
from milepost.cases.models import Case
from milepost.home.kinds import verbs_of
from milepost.home.queries.audit import events_for
from milepost.home.unusual import (
    Finding,
    Thresholds,
    many_in_an_hour,
    many_purposes,
    off_hours,
    opened_by_many,
    refused_again_and_again,
    searches_without_registration,
)

WINDOW, HABIT = timedelta(days=7), timedelta(days=60)
"""What is looked at, and what is taken for someone's habit."""
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Unusual:
    """Findings by definition, and what their ids are called."""

    findings: dict[str, list[Finding]]
    people: dict[str, str]
    files: dict[str, str]


def unusual_for(person: Person, limits: Thresholds, verbs: list[str]) -> Unusual:
    """What is worth asking about, in the countries whose audit the person reads."""
    now, every = timezone.now(), events_for(person)
    files = every.filter(on_type="cases.case", verb__in=verbs_of("reads", verbs))
    hours = _by_hour(files, now - HABIT, distinct=True)
    week = now - WINDOW
    units = _units(countries_where(person, "audit.view"))
    found = {
        "hour": many_in_an_hour(hours, week, limits),
        "off_hours": off_hours([each for each in hours if each[1] >= week], units, limits),
        "purposes": many_purposes(_by_person(every.filter(verb="case.state_purpose"), now - MONTH), units, limits),
        "searches": searches_without_registration(
            _by_person(every.filter(verb="people.search"), now - MONTH),
            _by_person(every.filter(verb="case.register"), now - MONTH),
            limits,
        ),
        "refusals": refused_again_and_again(_by_hour(every.filter(verb="refusal"), week), limits),
        "readers": opened_by_many(_readers(files, week), limits),
    }
    return Unusual(found, *_names(found))


def _since(events: QuerySet[Event], since: datetime) -> QuerySet[Event]:
    """By the number of the first event of then: numbers are an index's, moments of one country are not."""
    first = Event.objects.filter(at__gte=since).order_by("at", "id").values_list("pk", flat=True).first()
    return (events.filter(pk__gte=first) if first else events.none()).exclude(by_id=None).order_by()


def _by_hour(events: QuerySet[Event], since: datetime, *, distinct: bool = False) -> list[tuple[str, datetime, int]]:
    rows = _since(events, since).annotate(hour=TruncHour("at")).values_list("by_id", "hour")
    return [
        (str(who), hour, n) for who, hour, n in rows.annotate(n=Count("on_id" if distinct else "id", distinct=distinct))
    ]


def _by_person(events: QuerySet[Event], since: datetime) -> dict[str, int]:
    return {str(who): n for who, n in _since(events, since).values_list("by_id").annotate(n=Count("id"))}


def _readers(files: QuerySet[Event], since: datetime) -> list[tuple[str, int]]:
    return list(_since(files, since).values_list("on_id").annotate(n=Count("by_id", distinct=True)))


def _units(countries: frozenset[str]) -> dict[str, str]:
    """The unit of each person who works at one today."""
    today = timezone.localdate()
    held = (
        Assignment.objects.filter(country__in=countries, since__lte=today).exclude(until__lt=today).exclude(body=None)
    )
    return {str(who): str(body) for who, body in held.values_list("person", "body")}


def _names(found: dict[str, list[Finding]]) -> tuple[dict[str, str], dict[str, str]]:
    people = {each.who for name, those in found.items() if name != "readers" for each in those}
    files = {each.who for each in found["readers"]}
    return (
        {str(pk): name for pk, name in Person.objects.filter(pk__in=people).values_list("pk", "name")},
        {str(pk): number for pk, number in Case.objects.filter(pk__in=files).values_list("pk", "number")},
    )
