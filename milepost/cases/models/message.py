from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes


class Message(Row):
    """What a worker and the head write to each other about a case; it stays on the file. `read_at`: by `to`."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.BinaryField(null=True)
    read_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(internal="to read_at", special="text")

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "to", "at", name="cases_message_unread", condition=models.Q(read_at=None)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(to=models.F("by")), name="cases_message_two_people"),
        ]
