"""Reads of people and their roles."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from milepost.accounts.models import Assignment, Person
from milepost.accounts.roles import roles_with
from milepost.accounts.rules import bodies_covered
from milepost.institutions.models import Body


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


def bodies_where(person: Person, verb: str) -> QuerySet[Body]:
    """The bodies at which the person holds the verb today: the queryset twin of `may_at`."""
    return Body.objects.filter(bodies_covered(person, verb)).order_by("country", "code")


def people_at(body: Body, verb: str) -> QuerySet[Person]:
    """Active people to whom a role held at this very body grants the verb today."""
    today = timezone.localdate()
    roles = [role.code for role in roles_with(verb)]
    in_force = Assignment.objects.filter(country=body.country_id, role__in=roles, body=body, since__lte=today)
    return Person.objects.filter(
        pk__in=in_force.exclude(until__lt=today).values("person"), is_active=True, is_service=False
    ).order_by("name", "id")
