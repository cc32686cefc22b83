import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import together
from milepost.cases.states import CASE_STATES, CRIMINAL_STATES, NRM_STATES, RISK_LEVELS, SAFETY_STATES
from milepost.people.codes import SEXES


class Case(models.Model):
    """One episode: a unit works on what happened to a child, from registration to closing.

    `number` is what people call it; it holds the unit and year that opened it (`opened_unit`, `year`, `serial`) and
    stays when another unit takes over. `unit` is who holds it now, `transferred_to` who is asked to take it.
    `entered_at`: when a file that was kept elsewhere became known here; null where it was opened here on the day.
    `sex` and `age_months` are as they were when it was opened. `previous`: the child's earlier episode.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", models.PROTECT, related_name="+")
    key = models.ForeignKey("vault.CaseKey", models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    opened_unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    opened_at = models.DateTimeField(default=timezone.now)
    entered_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(code, code) for code in CASE_STATES], default="registered")
    since = models.DateTimeField(default=timezone.now)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    concerns = models.JSONField(default=list)
    immediate_risk = models.BooleanField(default=False)
    sex = models.CharField(max_length=12, choices=[(code, code) for code in SEXES], default="not_recorded")
    age_months = models.PositiveSmallIntegerField(null=True, blank=True)
    age_estimated = models.BooleanField(default=False)
    risk_level = models.CharField(max_length=8, choices=[(code, code) for code in RISK_LEVELS], null=True, blank=True)  # noqa: DJ001 - null is "not assessed"
    safety = models.CharField(max_length=16, choices=[(code, code) for code in SAFETY_STATES], default="none")
    nrm = models.CharField(max_length=16, choices=[(code, code) for code in NRM_STATES], default="not_screened")
    criminal = models.CharField(max_length=16, choices=[(code, code) for code in CRIMINAL_STATES], default="none")
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    transferred_to = models.ForeignKey("institutions.Body", models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closure = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - null is "open"

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = (
        dict.fromkeys(
            ("id", "country", "unit", "key", "number", "opened_unit", "year", "serial", "opened_at", "entered_at",
             "opened_by", "state", "since", "worker", "previous", "merged_into", "transferred_to", "closed_at",
             "closed_by"),
            Sensitivity.INTERNAL,
        )
        | dict.fromkeys(("child", "sex", "age_months", "age_estimated"), Sensitivity.PERSONAL)
        | dict.fromkeys(
            ("concerns", "immediate_risk", "risk_level", "safety", "nrm", "criminal", "closure"), Sensitivity.SPECIAL
        )
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "-opened_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "unit", "state", "opened_at", name="cases_case_unit"),
            models.Index("country", "worker", "state", name="cases_case_worker"),
            models.Index("country", "child", name="cases_case_child"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "number", name="cases_case_number_once"),
            models.UniqueConstraint("country", "opened_unit", "year", "serial", name="cases_case_serial_once"),
            models.UniqueConstraint(
                "country", "unit", "child", name="cases_case_one_open",
                condition=models.Q(closed_at=None, merged_into=None),
            ),
            together("cases_case_closed_pair", "closed_at", "closed_by", "closure"),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | models.Q(~models.Q(state="closed"), closed_at=None),
                name="cases_case_closed_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="transferred", transferred_to__isnull=False)
                | models.Q(~models.Q(state="transferred"), transferred_to=None),
                name="cases_case_transferred_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged_duplicate", merged_into__isnull=False)
                | models.Q(~models.Q(state="merged_duplicate"), merged_into=None),
                name="cases_case_merged_state",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return CASE_STATES[self.state]

    @property
    def address(self) -> dict[str, str]:
        """What its addresses are made of."""
        return {"country": self.country_id, "number": self.number}


class CaseStep(models.Model):
    """One step of a case: the line of its timeline. Never changed. `about` is the row that the step wrote.

    `track`: whose states `before` and `after` are. `token`: the form that was sent, so that a repeated one is found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    track = models.CharField(max_length=8, default="case")
    verb = models.CharField(max_length=24)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    about = models.UUIDField(null=True, blank=True)
    token = models.UUIDField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "case", "verb", "at", "by", "about", "token"), Sensitivity.INTERNAL
    ) | dict.fromkeys(("track", "before", "after"), Sensitivity.SPECIAL)

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "at", name="cases_step_timeline")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "token", name="cases_step_token_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb}"
