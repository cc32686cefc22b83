from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes, together
from milepost.cases.states import ACTION_STATES, AGREEMENT, PLAN_STATES


class Plan(Row):
    """A protection plan: a measure, its aim, actions. Every saving of a draft is a new `number`; one is in force.

    Parents and child agreed, refused or were not asked, with the reason sealed; whoever approves did not write it.
    """

    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=[(code, code) for code in PLAN_STATES], default="draft")
    measure = models.CharField(max_length=40)
    review_on = models.DateField(null=True, blank=True)
    aim = models.BinaryField(null=True)
    parents = models.CharField(max_length=10, choices=[(code, code) for code in AGREEMENT], default="not_asked")
    child_agrees = models.CharField(max_length=10, choices=[(code, code) for code in AGREEMENT], default="not_asked")
    agreement_reason = models.BinaryField(null=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="number state review_on agreed_at agreed_by approved_at approved_by",
        special="measure aim parents child_agrees agreement_reason",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "case", "number", name="cases_plan_once"),
            models.UniqueConstraint(
                "country", "case", condition=models.Q(state="active"), name="cases_plan_one_active"
            ),
            together("cases_plan_agreed_pair", "agreed_at", "agreed_by"),
            together("cases_plan_approved_pair", "approved_at", "approved_by"),
            models.CheckConstraint(condition=~models.Q(approved_by=models.F("by")), name="cases_plan_two_people"),
        ]

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return PLAN_STATES[self.state]


class PlanAction(Row):
    """One thing that the plan says is done: by whom, until when, who pays."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=40)
    what = models.BinaryField(null=True)
    owner = models.BinaryField(null=True)
    owner_body = models.ForeignKey("institutions.Body", models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField()
    cost_source = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=[(code, code) for code in ACTION_STATES], default="open")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="plan position owner_body due cost_source state ended_at ended_by",
        personal="owner",
        special="service what",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "plan", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "plan", "position", name="cases_action_once"),
            together("cases_action_ended_pair", "ended_at", "ended_by"),
        ]

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return ACTION_STATES[self.state]
