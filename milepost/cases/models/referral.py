from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes
from milepost.cases.states import REFERRAL_STATES


class Referral(Row):
    """A service that a provider was asked for: accepted or refused, then finished or dropped.

    `service` is the entry of the directory, where there is one; `action` what of the plan it is for. `answer`: what
    the provider said; `ending`: how it ended.
    """

    action = models.ForeignKey("cases.PlanAction", models.PROTECT, null=True, blank=True, related_name="referrals")
    kind = models.CharField(max_length=40)
    provider = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    service = models.ForeignKey("structures.Service", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=[(code, code) for code in REFERRAL_STATES], default="asked")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    note = models.BinaryField(null=True)
    answer = models.BinaryField(null=True)
    ending = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="action state asked_on answered_on ended_on",
        personal="provider service",
        special="kind note answer ending",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "asked_on", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "case", "state", "asked_on", name="cases_referral_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")), name="cases_referral_answer_after"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("asked_on")), name="cases_referral_end_after"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_on=None, ended_on=None)
                | Q(state__in=("accepted", "refused"), answered_on__isnull=False, ended_on=None)
                | Q(state="finished", answered_on__isnull=False, ended_on__isnull=False)
                | Q(state="dropped", ended_on__isnull=False),
                name="cases_referral_days_of_state",
            ),
        ]

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return REFERRAL_STATES[self.state]
