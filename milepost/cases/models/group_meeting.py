from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes, together
from milepost.cases.states import CONVENERS, GROUP_STATES


class GroupMeeting(Row):
    """A meeting of the intersectoral technical group about one case: called, then held or not.

    `planned_at`: the day and hour it was called for; `held_on` the day it met. Child and parents are invited, or there
    is a reason why not (sealed). `cancel_reason`: why it did not meet. One meeting waits at a time.
    """

    state = models.CharField(max_length=10, choices=[(code, code) for code in GROUP_STATES], default="called")
    convened_by = models.CharField(max_length=10, choices=[(code, code) for code in CONVENERS])
    planned_at = models.DateTimeField()
    child_invited = models.BooleanField(default=False)
    child_reason = models.BinaryField(null=True)
    parents_invited = models.BooleanField(default=False)
    parents_reason = models.BinaryField(null=True)
    held_on = models.DateField(null=True, blank=True)
    minutes = models.BinaryField(null=True)
    decisions = models.BinaryField(null=True)
    cancel_reason = models.BinaryField(null=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="state convened_by planned_at child_invited parents_invited held_on settled_at settled_by",
        special="child_reason parents_reason minutes decisions cancel_reason",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "planned_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "state", "planned_at", name="cases_group_planned"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "country", "case", condition=models.Q(state="called"), name="cases_group_one_called"
            ),
            together("cases_group_settled_pair", "settled_at", "settled_by"),
            models.CheckConstraint(
                condition=models.Q(state="held", held_on__isnull=False)
                | models.Q(~models.Q(state="held"), held_on=None),
                name="cases_group_held_day",
            ),
        ]

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return GROUP_STATES[self.state]


class GroupInvitation(Row):
    """Someone of a sector who was asked to a meeting. `attended`: null is not recorded."""

    meeting = models.ForeignKey(GroupMeeting, models.PROTECT, related_name="invitations")
    position = models.PositiveSmallIntegerField()
    sector = models.CharField(max_length=40)
    body = models.ForeignKey("institutions.Body", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.BinaryField(null=True)
    attended = models.BooleanField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="meeting position sector body attended", personal="name"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "meeting", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "meeting", "position", name="cases_invitation_once"),
        ]
