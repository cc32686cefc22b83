from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes
from milepost.cases.states import EXTENDABLE


class Extension(Row):
    """The head gives a duty more time, until the end of a day, and says why.

    `was`: the moment at which the duty was due by its limit (null: no limit). It tells which duty this is about: one
    that was met comes back with another moment, and the extension says nothing of that. `about`: the row that the duty
    is on, where that is not the case.
    """

    duty = models.CharField(max_length=24, choices=[(code, code) for code in sorted(EXTENDABLE)])
    was = models.DateTimeField(null=True, blank=True)
    about = models.UUIDField(null=True, blank=True)
    until = models.DateField()
    reason = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(internal="duty was about until", special="reason")

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "at", name="cases_extension_case")]
