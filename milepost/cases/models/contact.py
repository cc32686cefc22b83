from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes


class Contact(Row):
    """A visit, a call, or a try: follow-up of a child. `on` is the day it happened."""

    on = models.DateField()
    kind = models.CharField(max_length=40)
    child_seen = models.BooleanField(default=False)
    note = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(internal="on kind child_seen", special="note")

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "on", name="cases_contact_day")]
