from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes, together
from milepost.cases.states import CASE_STATES, TRANSFER_STATES


class Transfer(Row):
    """A file on its way to another unit, and who had it from when to when. `before`: the state in which it stood."""

    from_unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    note = models.BinaryField(null=True)
    before = models.CharField(max_length=20, choices=[(code, code) for code in CASE_STATES])
    state = models.CharField(max_length=10, choices=[(code, code) for code in TRANSFER_STATES], default="sent")
    answer = models.BinaryField(null=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="from_unit to_unit reason before state decided_at decided_by", special="note answer"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "to_unit", "state", name="cases_transfer_in"),
            models.Index("country", "from_unit", "state", name="cases_transfer_out"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "country", "case", condition=models.Q(state="sent"), name="cases_transfer_one_open"
            ),
            together("cases_transfer_decided_pair", "decided_at", "decided_by"),
            models.CheckConstraint(condition=~models.Q(from_unit=models.F("to_unit")), name="cases_transfer_two_units"),
        ]

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return TRANSFER_STATES[self.state]
