from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity
from milepost.vault.sealing import fingerprint


class RecoveryKey(models.Model):
    """The public half of a country's recovery key. The private half is on paper: three shares, any two of which open.

    It counts only once two shares were typed back (`proved_at`, `proved_by`). The newest proved one is in use.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    generation = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=32)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proved_at = models.DateTimeField(null=True, blank=True)
    proved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "generation", "public", "made_at", "made_by", "proved_at", "proved_by"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "generation"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "generation", name="vault_recovery_generation"),
            models.CheckConstraint(
                condition=models.Q(proved_at=None, proved_by=None)
                | models.Q(proved_at__isnull=False, proved_by__isnull=False),
                name="vault_recovery_proved_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"recovery key {self.generation} of {self.country_id}"

    @property
    def fingerprint(self) -> str:
        """What a head compares with the administrator."""
        return fingerprint(bytes(self.public))


class RecoverySeal(models.Model):
    """A unit's private half, sealed to the recovery key: the way back when no member is left."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit_key = models.ForeignKey("vault.UnitKey", models.PROTECT, related_name="recovery_seals")
    recovery_key = models.ForeignKey(RecoveryKey, models.PROTECT, related_name="seals")
    sealed = models.BinaryField(max_length=80)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "unit_key", "recovery_key"), Sensitivity.INTERNAL
    ) | {"sealed": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "unit_key", "recovery_key", name="vault_recovery_seal_once"),
        ]

    def __str__(self) -> str:
        return f"seal of {self.unit_key_id} to recovery key {self.recovery_key_id}"
