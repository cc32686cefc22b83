from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes


class Printing(Row):
    """A copy of the file on paper: its number, why it was made and for whom. The paper itself is kept nowhere here."""

    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=40)
    text = models.BinaryField(null=True)
    recipient = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="number reason", personal="recipient", special="text"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "case", "number", name="cases_printing_once"),
        ]
