import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.intake.states import SHEET_STATES


class Sheet(models.Model):
    """An old register on its way in. Its table lies sealed under a key of its own, to its unit alone, until it is taken
    in, dropped, or `until` has come; then the table, its name and its matching are deleted, and the row says what was.

    `told`: the encoding of a CSV file; an Excel sheet's name is sealed with the file's. `number` of rows and `width` in
    columns; `made`: how many files it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    key = models.ForeignKey("vault.CaseKey", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4)
    told = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField()
    name = models.BinaryField(null=True)
    content = models.BinaryField(null=True)
    matching = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=[(code, code) for code in SHEET_STATES], default="uploaded")
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made = models.PositiveIntegerField(default=0)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "unit", "key", "kind", "told", "number", "width", "state", "uploaded_at", "uploaded_by",
         "until", "ended_at", "ended_by", "made"),
        Sensitivity.INTERNAL,
    ) | dict.fromkeys(("name", "content", "matching"), Sensitivity.SPECIAL)  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "-uploaded_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "unit", "uploaded_at", name="intake_sheet_unit"),
            models.Index("until", condition=models.Q(content__isnull=False), name="intake_sheet_until"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=("uploaded", "matched"), content__isnull=False, ended_at=None)
                | models.Q(
                    state__in=("taken_in", "dropped"), content=None, name=None, matching=None, ended_at__isnull=False
                ),
                name="intake_sheet_ended_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return SHEET_STATES[self.state]

    @property
    def is_open(self) -> bool:
        """Whether there is still something to take in."""
        return self.state in ("uploaded", "matched")
