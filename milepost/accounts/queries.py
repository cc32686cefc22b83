"""Reads of people and their roles."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from milepost.accounts.models import Assignment, Person


def people_in(countries: frozenset[str]) -> QuerySet[Person]:
    """People who hold or held a role in these countries, with their assignments there."""
    there = Assignment.objects.filter(country__in=countries).select_related("country", "body", "place")
    return (
        Person.objects.filter(assignments__country__in=countries, is_service=False)
        .distinct()
        .select_related("body")
        .prefetch_related(Prefetch("assignments", queryset=there))
        .order_by("name", "id")
    )


def holders(role: str, country: str) -> QuerySet[Person]:
    """Active people who hold the role in the country today."""
    today = timezone.localdate()
    in_force = Assignment.objects.filter(role=role, country=country, since__lte=today).exclude(until__lt=today)
    return (
        Person.objects.filter(pk__in=in_force.values("person"), is_active=True, is_service=False)
        .select_related("body")
        .order_by("name", "id")
    )
