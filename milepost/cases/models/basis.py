from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes, together
from milepost.cases.states import GIVERS


class Basis(Row):
    """On which legal basis something is done with a child's data, or who consented to it, since when and until when.

    Kind and purpose are words of the country's lists. `given_by`: who gave it; "none" where the law asks nobody. It is
    in force until `withdrawn_on`, the day on which it was taken back; who noted that, and why, stands beside it.
    """

    kind = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    given_on = models.DateField()
    given_by = models.CharField(max_length=10, choices=[(code, code) for code in GIVERS])
    note = models.BinaryField(null=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_note = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="kind purpose given_on given_by withdrawn_on withdrawn_by", special="note withdrawn_note"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "given_on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "given_on", name="cases_basis_day")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            together("cases_basis_withdrawn_pair", "withdrawn_on", "withdrawn_by"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None) | models.Q(given_on__lte=models.F("withdrawn_on")),
                name="cases_basis_withdrawn_after",
            ),
        ]

    @property
    def in_force(self) -> bool:
        """Whether nobody took it back."""
        return self.withdrawn_on is None
