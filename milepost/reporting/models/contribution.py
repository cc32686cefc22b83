from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.reporting.content import Slot
from milepost.reporting.states import CONTRIBUTION_STATES, PROPOSAL_STATES


class Contribution(models.Model):
    """A question (or one priority or step of it) given to a person of another body, until a day."""

    report = models.ForeignKey("reporting.Report", models.CASCADE, related_name="contributions")
    question = models.CharField(max_length=32)
    item = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due = models.DateField()
    remind_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=[(code, code) for code in CONTRIBUTION_STATES], default="asked")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "question", "item", "person", "asked_by", "asked_at", "due", "remind_on", "reminded_at",
         "message", "state"),
        Sensitivity.INTERNAL,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "report",
                "question",
                "item",
                "person",
                condition=models.Q(state__in=["asked", "offered"]),
                name="reporting_contribution_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} for {self.person_id}"

    @property
    def slot(self) -> Slot:
        """The place in the form."""
        return Slot(self.question, self.item or None)

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return CONTRIBUTION_STATES[self.state]


class Proposal(models.Model):
    """One text of a contributor: drafted, sent, then accepted or handed back with a comment."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    value = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=[(code, code) for code in PROPOSAL_STATES], default="draft")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "contribution", "number", "value", "revision", "state", "at", "decided_by", "decided_at", "comment"),
        Sensitivity.INTERNAL,
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["contribution", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("contribution", "number", name="reporting_proposal_once"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="reporting_proposal_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} p{self.number}"

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return PROPOSAL_STATES[self.state]
