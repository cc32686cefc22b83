from datetime import datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.group_meeting import GroupMeeting
from milepost.cases.models.row import Row, classes, together
from milepost.cases.states import GUEST_ROLES


class Guest(Row):
    """Someone of another office who was invited to a case in a role, until a day; the last day counts.

    `by` invited them. `ended_at`: when the invitation was ended before its day. What it grants: `rules.access`.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(code, code) for code in GUEST_ROLES])
    until = models.DateField()
    meeting = models.ForeignKey(GroupMeeting, models.PROTECT, null=True, blank=True, related_name="guests")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(internal="person role until meeting ended_at ended_by")

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "person", "until", name="cases_guest_open")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "country", "case", "person", condition=models.Q(ended_at=None), name="cases_guest_one_open"
            ),
            together("cases_guest_ended_pair", "ended_at", "ended_by"),
        ]

    @property
    def closes_at(self) -> datetime:
        """The moment at which the key stops opening: when the last day is over."""
        return timezone.make_aware(datetime.combine(self.until + timedelta(days=1), time()))
