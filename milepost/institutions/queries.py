"""Reads of bodies."""

from django.db.models import QuerySet

from milepost.institutions.models import Body
from milepost.places.models import Country


def bodies_in(country: Country) -> QuerySet[Body]:
    """All bodies of a country."""
    return Body.objects.filter(country=country).order_by("code")
