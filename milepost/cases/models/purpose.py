from typing import ClassVar

from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes


class Purpose(Row):
    """Why someone opened a file that is not in their caseload, and until when it is open to them.

    `seen_at`: when the head of the unit read it on their desk, where it stands from the moment it is stated.
    """

    reason = models.CharField(max_length=40)
    text = models.BinaryField(null=True)
    until = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(internal="reason until seen_at", special="text")

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "-at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "by", "until", name="cases_purpose_open"),
            models.Index("country", "case", "at", name="cases_purpose_case"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still opens the file."""
        return self.until > timezone.now()
