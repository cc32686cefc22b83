"""Reads of the roadmap."""

from datetime import date

from django.db.models import QuerySet

from milepost.accounts.models import Person
from milepost.accounts.rules import countries_where
from milepost.places.models import Country
from milepost.roadmap.models import Priority, Step


def countries_for(person: Person) -> QuerySet[Country]:
    """The countries whose roadmap the person may see."""
    return Country.objects.filter(pk__in=countries_where(person, "roadmap.view")).order_by("pk")


def priorities_of(country: Country) -> QuerySet[Priority]:
    """The priorities, in their order."""
    return Priority.objects.filter(country=country).order_by("number")


def steps_of(country: Country) -> QuerySet[Step]:
    """All steps, of every year, with what they came from and led to."""
    return (
        Step.objects.filter(country=country)
        .select_related("priority", "decided_by")
        .prefetch_related("came_from__before", "led_to__after")
        .order_by("start", "number", "id")
    )


def steps_for(person: Person, verb: str = "roadmap.view") -> QuerySet[Step]:
    """The steps on which the person holds the verb."""
    return Step.objects.filter(country__in=countries_where(person, verb))


def carried_into(country: Country, start: date) -> QuerySet[Step]:
    """The steps that a report of the period starting then is asked about."""
    return Step.objects.filter(country=country, start=start, state="planned").order_by("number")
