from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes, together
from milepost.cases.states import CLOSURE_STATES, TOLD


class Closure(Row):
    """The worker proposes to close, someone else decides. A refused one stays in the file with its reason."""

    reason = models.CharField(max_length=40)
    child_told = models.CharField(max_length=10, choices=[(code, code) for code in TOLD])
    family_told = models.CharField(max_length=10, choices=[(code, code) for code in TOLD])
    note = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=[(code, code) for code in CLOSURE_STATES], default="proposed")
    answer = models.BinaryField(null=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="state decided_at decided_by", special="reason child_told family_told note answer"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "country", "case", condition=models.Q(state="proposed"), name="cases_closure_one_open"
            ),
            together("cases_closure_decided_pair", "decided_at", "decided_by"),
            models.CheckConstraint(condition=~models.Q(decided_by=models.F("by")), name="cases_closure_two_people"),
        ]

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return CLOSURE_STATES[self.state]
