from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes
from milepost.cases.states import REVIEW_OUTCOMES, RISK_LEVELS


class Review(Row):
    """The plan looked at again: how great the risk is now, and whether the plan stays or changes."""

    on = models.DateField()
    risk_before = models.CharField(max_length=8, blank=True)
    risk_level = models.CharField(max_length=8, choices=[(code, code) for code in RISK_LEVELS])
    outcome = models.CharField(max_length=8, choices=[(code, code) for code in REVIEW_OUTCOMES])
    note = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="on outcome", special="risk_before risk_level note"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "on", name="cases_review_day")]
