import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import together
from milepost.cases.states import REPORT_STATES
from milepost.people.codes import SEXES


class ConcernReport(models.Model):
    """Someone saw or heard that a child may need protection. Who the child is may be unknown.

    Sealed under a key of its own, to the unit where the child was found: whoever reports cannot read it back.
    `age_months` is a guess. `taken_at`: police or a worker took the child into protection, and handed them over.
    `token`: the form that it came from, so that a form sent twice is one report.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.ForeignKey("vault.CaseKey", models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField()
    concerns = models.JSONField(default=list)
    immediate_risk = models.BooleanField(default=False)
    taken_at = models.DateTimeField(null=True, blank=True)
    sex = models.CharField(max_length=12, choices=[(code, code) for code in SEXES], default="not_recorded")
    age_months = models.PositiveSmallIntegerField(null=True, blank=True)
    company = models.CharField(max_length=40, blank=True)
    narrative = models.BinaryField(null=True)
    place_detail = models.BinaryField(null=True)
    identity = models.BinaryField(null=True)
    reporter_contact = models.BinaryField(null=True)
    handed_to = models.BinaryField(null=True)
    state = models.CharField(max_length=14, choices=[(code, code) for code in REPORT_STATES], default="reported")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="reports")
    out_reason = models.CharField(max_length=40, blank=True)
    out_note = models.BinaryField(null=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    token = models.UUIDField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = (
        dict.fromkeys(
            ("id", "country", "unit", "place", "key", "source", "reported_by", "reported_at", "seen_at", "state",
             "case", "out_reason", "proposed_at", "proposed_by", "decided_at", "decided_by", "token"),
            Sensitivity.INTERNAL,
        )
        | dict.fromkeys(("sex", "age_months", "company", "place_detail", "reporter_contact"), Sensitivity.PERSONAL)
        | dict.fromkeys(
            ("concerns", "immediate_risk", "taken_at", "narrative", "identity", "handed_to", "out_note"),
            Sensitivity.SPECIAL,
        )
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "unit", "-reported_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "unit", "state", "reported_at", name="cases_report_desk"),
            models.Index("country", "reported_by", "reported_at", name="cases_report_own"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "token", name="cases_report_token_once"),
            together("cases_report_proposed_pair", "proposed_at", "proposed_by"),
            together("cases_report_decided_pair", "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("decided_by")), name="cases_report_two_people"
            ),
            models.CheckConstraint(
                condition=models.Q(state="accepted", case__isnull=False)
                | models.Q(~models.Q(state="accepted"), case=None),
                name="cases_report_accepted_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"report of concern {self.pk}"

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return REPORT_STATES[self.state]
