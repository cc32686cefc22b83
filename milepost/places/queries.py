"""Reads of places."""

from django.db.models import QuerySet

from milepost.places.models import Country, Place


def places_in(country: Country) -> QuerySet[Place]:
    """All places of a country, from the top of the tree."""
    return Place.objects.filter(country=country).select_related("parent").order_by("code")
