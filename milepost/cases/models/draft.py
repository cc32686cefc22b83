import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity


class Draft(models.Model):
    """What a person has typed in a form of a case and not sent, sealed under the case's key: one per form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=24)
    typed = models.BinaryField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "case", "person", "verb", "saved_at"), Sensitivity.INTERNAL
    ) | {"typed": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "case", "person", "verb", name="cases_draft_once"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
