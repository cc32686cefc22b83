import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity


class Habit(models.Model):
    """How a unit's registers were read last: what its headings and words mean, sealed to the unit. One per unit.

    The same key makes the marks by which rows are known when they come again: equal rows of two units look different,
    and the database alone tells of no row what it says.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    key = models.ForeignKey("vault.CaseKey", models.PROTECT, related_name="+")
    matching = models.BinaryField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "unit", "key", "saved_at"), Sensitivity.INTERNAL
    ) | {"matching": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "unit", name="intake_habit_once"),
        ]

    def __str__(self) -> str:
        return f"habit {self.pk}"
