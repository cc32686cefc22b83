from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes
from milepost.cases.states import CRIMINAL_STATES, NRM_STATES, SAFETY_STATES, TOLD


class Placement(Row):
    """A step of the safety track: taken into protection, placed, a court's measure, or the end of it."""

    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=[(code, code) for code in SAFETY_STATES])
    on = models.DateField()
    provider = models.ForeignKey("institutions.Body", models.PROTECT, null=True, blank=True, related_name="+")
    parents_told = models.CharField(max_length=10, choices=[(code, code) for code in TOLD], default="not_told")
    court_asked_on = models.DateField(null=True, blank=True)
    where = models.BinaryField(null=True)
    note = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="verb on court_asked_on", personal="provider where", special="state parents_told note"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "on", name="cases_placement_day")]


class NrmStep(Row):
    """A step of the National Referral Mechanism. Only the outcome of the joint interview is kept here."""

    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=[(code, code) for code in NRM_STATES])
    on = models.DateField()
    form = models.CharField(max_length=40, blank=True)
    note = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(internal="verb on", special="state form note")

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "on", name="cases_nrm_day")]


class CriminalStep(Row):
    """A step of the criminal track. `support_person`: the worker accompanies the child in the proceeding."""

    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=[(code, code) for code in CRIMINAL_STATES])
    on = models.DateField()
    article = models.CharField(max_length=40, blank=True)
    support_person = models.BooleanField(default=False)
    reference = models.BinaryField(null=True)
    note = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="verb on support_person", personal="reference", special="state article note"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "on", name="cases_criminal_day")]
