from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity


class UnitKey(models.Model):
    """A unit's key pair, by generation. The private half exists only sealed: to members, and to the recovery key.

    `replaced_at`: a newer generation takes what is sealed from now on. `retired_at`: nothing is sealed to this one any
    more, and its private half is destroyed. In between, a rotation is on its way.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    generation = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=32)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "unit", "generation", "public", "made_at", "made_by", "replaced_at", "retired_at"),
        Sensitivity.INTERNAL,
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "unit", "generation"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "unit", "generation", name="vault_unit_generation"),
            models.UniqueConstraint(
                fields=["country", "unit"], condition=models.Q(replaced_at=None), name="vault_unit_one_live"
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at=None) | models.Q(replaced_at__isnull=False),
                name="vault_unit_replaced_before_retired",
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.generation} of unit {self.unit_id}"


class UnitSeal(models.Model):
    """A unit's private half, sealed to one member's public half: what makes the member a member.

    `vouched` is made with the unit's private half: a rotation goes on to seal only to keys that a member let in, never
    to one that somebody wrote into the database.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit_key = models.ForeignKey(UnitKey, models.PROTECT, related_name="seals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person_key = models.ForeignKey("vault.PersonKey", models.PROTECT, related_name="seals")
    sealed = models.BinaryField(max_length=80)
    vouched = models.BinaryField(max_length=32)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "unit_key", "person", "person_key", "vouched"), Sensitivity.INTERNAL
    ) | {"sealed": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "unit_key", "person", name="vault_unit_seal_once"),
        ]

    def __str__(self) -> str:
        return f"seal of {self.unit_key_id} to person {self.person_id}"
