from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from milepost.audit.sensitivity import Sensitivity
from milepost.places.codes import LISTS


def name_in(names: Mapping[str, str], language: str) -> str:
    """A name in a language, else in English, else in the first there is."""
    return names.get(language) or names.get("en") or next(iter(names.values()), "")


def reader_language() -> str:
    """The language in which someone reads now, as packs name it; English where nobody does."""
    return (get_language() or "en")[:2]


class Country(models.Model):
    """A country. `levels`: its administrative levels, from the top; `limits`: legal time limits, as the pack sets them.

    `has_pack` is false for a skeleton made for an imported report; `invented` marks the demo country. `demo`: what
    is kept of it here is a demonstration, also where the country is a real one, and every page says so.
    """

    code = models.CharField(max_length=8, primary_key=True)
    names = models.JSONField()
    languages = models.JSONField(default=list)
    levels = models.JSONField(default=list)
    limits = models.JSONField(default=dict)
    has_pack = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)
    demo = models.BooleanField(default=False)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("code", "names", "languages", "levels", "limits", "has_pack", "invented", "demo"), Sensitivity.PUBLIC
    )

    class Meta:
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name(reader_language())

    def name(self, language: str) -> str:
        """The name in a language."""
        return name_in(self.names, language)


class Place(models.Model):
    """A county, municipality, unit: a node of a country's tree. Empty numbers are unknown, never zero.

    `latitude` and `longitude` are of the seat, in degrees (WGS 84); `population` of the census of `population_year`.
    """

    country = models.ForeignKey(Country, models.PROTECT, related_name="places")
    level = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    names = models.JSONField()
    aliases = models.JSONField(default=list)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "level", "code", "parent", "names", "aliases", "latitude", "longitude", "population",
         "population_year"),
        Sensitivity.PUBLIC,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "code"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "level", name="places_country_level")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "code", name="places_code_once"),
        ]

    def __str__(self) -> str:
        return self.name(reader_language())

    def name(self, language: str) -> str:
        """The name in a language."""
        return name_in(self.names, language)


class Code(models.Model):
    """A word of one of the country's lists: "begging" of the forms of exploitation. Records hold its `code`.

    `term`: the international term it is counted under ("C182-3a"), empty where there is none. `position`: the place in
    its list. A word that vanished from the pack stays here, because old records speak of it.
    """

    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    list = models.CharField(max_length=20, choices=list(LISTS.items()))
    code = models.CharField(max_length=40)
    names = models.JSONField()
    term = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "list", "code", "names", "term", "position"), Sensitivity.PUBLIC
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "list", "position", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "list", "code", name="cases_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.list}:{self.code}"

    def name(self, language: str) -> str:
        """The word in a language."""
        return name_in(self.names, language)
