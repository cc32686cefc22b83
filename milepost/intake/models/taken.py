from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity


class Taken(models.Model):
    """A row of an old register that became a file. Both marks are 16 bytes under the key of the unit's habit: `row` of
    what the row is known by, `said` of all that it says. So the same row is not taken twice, and a changed one is told.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("intake.Sheet", models.PROTECT, related_name="rows")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    row = models.BinaryField(max_length=16)
    said = models.BinaryField(max_length=16)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "unit", "sheet", "case", "row", "said"), Sensitivity.INTERNAL
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "unit", "row", name="intake_taken_once"),
        ]

    def __str__(self) -> str:
        return f"row of {self.sheet_id}"
