import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.intake.states import EXPORT_STATES

SCOPES = ("statistics", "identity")


class Export(models.Model):
    """Files of a unit made into one sheet for someone outside. `content` is the sheet under its password (AES), sealed
    once more under a key of the unit; the password is kept nowhere. It is deleted at `until`, after the last of
    `fetches`, or when someone ends it. `token`: the form that was sent, so that a repeated one makes no second.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    key = models.ForeignKey("vault.CaseKey", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=10, choices=[(code, code) for code in SCOPES])
    purpose = models.CharField(max_length=40)
    reason = models.BinaryField(null=True)
    recipient = models.BinaryField(null=True)
    number = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=6, choices=[(code, code) for code in EXPORT_STATES], default="ready")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateTimeField()
    fetches = models.PositiveSmallIntegerField()
    fetched = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "unit", "key", "scope", "purpose", "number", "state", "made_at", "made_by", "until",
         "fetches", "fetched", "token"),
        Sensitivity.INTERNAL,
    ) | dict.fromkeys(("reason", "recipient", "content"), Sensitivity.SPECIAL)  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "-made_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "unit", "made_at", name="intake_export_unit"),
            models.Index("until", condition=models.Q(content__isnull=False), name="intake_export_until"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "token", name="intake_export_token_once"),
            models.CheckConstraint(
                condition=models.Q(state="ready", content__isnull=False) | models.Q(state="ended", content=None),
                name="intake_export_ended_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return EXPORT_STATES[self.state]
