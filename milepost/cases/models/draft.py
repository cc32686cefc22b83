import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity

NOTHING = uuid.UUID(int=0)
"""What a form is about that makes something new."""


class Draft(models.Model):
    """What a person has typed in a form and not sent, written over as they type.

    One per sitting: `token` is the form's own, so two windows keep two drafts. `page` is the window that wrote last,
    `number` how often it did: a window that has not seen the last number keeps its words in a draft of their own.
    `about` is the case, or the report of concern, or `NOTHING`. With a case it is sealed under the case's key, else
    to the key of the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=24)
    about = models.UUIDField(default=NOTHING)
    token = models.UUIDField(default=NOTHING)
    page = models.UUIDField(default=NOTHING)
    number = models.PositiveIntegerField(default=0)
    typed = models.BinaryField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "case", "person", "verb", "about", "token", "page", "number", "saved_at"),
        Sensitivity.INTERNAL,
    ) | {"typed": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "person", "verb", "about", "token", name="cases_draft_once"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
