import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity
from milepost.people.codes import RELATIONS


class Carer(models.Model):
    """Someone who cares for a child, or should. `lives_with`: null is "not recorded"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", models.PROTECT, related_name="carers")
    relation = models.CharField(max_length=12, choices=list(RELATIONS.items()))
    name = models.BinaryField(null=True)
    contact = models.BinaryField(null=True)
    lives_with = models.BooleanField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "child", "version", "made_at", "made_by"), Sensitivity.INTERNAL
    ) | dict.fromkeys(("relation", "name", "contact", "lives_with"), Sensitivity.PERSONAL)

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "child", "made_at", "id"]

    def __str__(self) -> str:
        return f"carer {self.pk}"
