from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes
from milepost.cases.states import CHECK_OUTCOMES


class ClosedCheck(Row):
    """Whether a child is well some months after the file was closed. `on` is the day of the look, or of the try."""

    on = models.DateField()
    outcome = models.CharField(max_length=12, choices=[(code, code) for code in CHECK_OUTCOMES])
    note = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(internal="on", special="outcome note")

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "on", name="cases_check_day")]
