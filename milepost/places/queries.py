"""Reads of places."""

from functools import cache

from django.db.models import QuerySet

from milepost.places.models import Country, Place


def places_in(country: Country) -> QuerySet[Place]:
    """All places of a country, from the top of the tree."""
    return Place.objects.filter(country=country).select_related("parent").order_by("code")


@cache
def is_demo() -> bool:
    """Whether this instance holds a demonstration. Every page asks, so it is read once in the life of a process."""
    return Country.objects.filter(demo=True).exists()
