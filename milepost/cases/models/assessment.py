from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes
from milepost.cases.states import RISK_LEVELS


class InitialAssessment(Row):
    """The first look: how great the risk is and why, what the child says, whether trafficking is suspected.

    Every saving is a row with the next `number`; the highest is the one that counts. `screening`: an answer to each of
    the pack's questions on trafficking (yes, no, unknown). `child_seen_on` is empty when the child was not seen.
    """

    number = models.PositiveSmallIntegerField(default=1)
    risk_level = models.CharField(max_length=8, choices=[(code, code) for code in RISK_LEVELS])
    factors = models.JSONField(default=list)
    child_seen_on = models.DateField(null=True, blank=True)
    screening = models.JSONField(default=dict)
    trafficking_suspected = models.BooleanField(null=True)
    summary = models.BinaryField(null=True)
    child_view = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="number child_seen_on",
        special="risk_level factors screening trafficking_suspected summary child_view",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "case", "number", name="cases_initial_once"),
        ]


class FullAssessment(Row):
    """The whole picture, section by section; `restricted` is for ethnicity and the like, written only where needed."""

    number = models.PositiveSmallIntegerField(default=1)
    family = models.BinaryField(null=True)
    school = models.BinaryField(null=True)
    health = models.BinaryField(null=True)
    income = models.BinaryField(null=True)
    child_view = models.BinaryField(null=True)
    restricted = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="number", special="family school health income child_view restricted"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "case", "number", name="cases_full_once"),
        ]
