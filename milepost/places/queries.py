"""Reads of places."""

from django.db.models import QuerySet

from milepost.places.models import Country, Place


def places_in(country: Country) -> QuerySet[Place]:
    """All places of a country, from the top of the tree."""
    return Place.objects.filter(country=country).select_related("parent").order_by("code")


def find_place(country: Country, name: str) -> Place | None:
    """The place that is called so, in any of its languages or aliases, in any case; the most local one if several."""
    wanted = name.strip().casefold()
    levels = [level["code"] for level in country.levels]
    found = [place for place in places_in(country) if wanted in {each.casefold() for each in all_names(place)}]
    return max(found, key=lambda place: levels.index(place.level) if place.level in levels else -1, default=None)


def all_names(place: Place) -> list[str]:
    """Every name that a place goes by."""
    return [*place.names.values(), *place.aliases]
