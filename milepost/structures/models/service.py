from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity
from milepost.places.models import name_in, reader_language
from milepost.structures.models.standing import STANDING, Standing, ends_after


class Service(Standing):
    """A service that a provider gives in a municipality, and perhaps to others around it (`serves`, with its own).

    `capacity` and `free` are places; null is "not recorded", never zero. `free_on`: the day the free places were told.
    """

    provider = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    serves = models.ManyToManyField("places.Place", related_name="+")
    kind = models.CharField(max_length=40)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    free = models.PositiveIntegerField(null=True, blank=True)
    free_on = models.DateField(null=True, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = (
        STANDING
        | dict.fromkeys(
            ("provider", "serves", "kind", "capacity", "free", "free_on", "address", "hours", "starts_on"),
            Sensitivity.INTERNAL,
        )
        | dict.fromkeys(("telephone", "email"), Sensitivity.PERSONAL)
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "place", "kind", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "kind", "place", name="structures_service_kind"),
            models.Index("country", "place", name="structures_service_place"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ends_after("structures_service_days", "starts_on"),
            models.CheckConstraint(
                condition=models.Q(free=None, free_on=None) | models.Q(free__isnull=False, free_on__isnull=False),
                name="structures_free_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name(reader_language())

    def name(self, language: str) -> str:
        """Its own name in a language, else its provider's."""
        return name_in(self.names, language) or self.provider.name(language)


class Lack(models.Model):
    """A statement of a day: as far as we know there is no service of this kind in the municipality.

    It says what silence does not: nothing recorded is not "there is none". One that was wrong is taken back.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    stated_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "place", "kind", "stated_on", "by", "at", "taken_back_at", "taken_back_by"),
        Sensitivity.INTERNAL,
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "place", "kind", "stated_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "country", "place", "kind", "stated_on", condition=models.Q(taken_back_at=None),
                name="structures_lack_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.place_id} {self.kind} {self.stated_on}"
