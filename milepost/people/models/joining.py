import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity


class Joining(models.Model):
    """Two rows found to be one child, and perhaps found later to be two after all. Nothing is deleted by either.

    Both reasons are sealed under the key of `child`, the row that was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", models.PROTECT, related_name="joinings")
    other = models.ForeignKey("people.Child", models.PROTECT, related_name="joined")
    reason = models.BinaryField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    parting_reason = models.BinaryField(null=True)
    parted_at = models.DateTimeField(null=True, blank=True)
    parted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "child", "other", "made_at", "made_by", "parted_at", "parted_by"), Sensitivity.INTERNAL
    ) | dict.fromkeys(("reason", "parting_reason"), Sensitivity.SPECIAL)

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["country", "other"], condition=models.Q(parted_at=None), name="people_joining_once"
            ),
            models.CheckConstraint(condition=~models.Q(child=models.F("other")), name="people_joining_two"),
            models.CheckConstraint(
                condition=models.Q(parted_at=None, parted_by=None)
                | models.Q(parted_at__isnull=False, parted_by__isnull=False),
                name="people_joining_parted_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} joined into {self.child_id}"
