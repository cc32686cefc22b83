from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.reporting.states import REPORT_STATES


class Report(models.Model):
    """A country's report of a period in an edition. A correction is a further version that replaces the one before."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    edition = models.ForeignKey("reporting.StoredEdition", models.PROTECT, related_name="reports")
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=12, choices=[(code, code) for code in REPORT_STATES], default="draft")
    due = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next_years")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="correction")
    correction_reason = models.TextField(blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "start", "end", "version", "edition", "language", "state", "due", "opened_by", "opened_at",
         "previous", "replaces", "correction_reason"),
        Sensitivity.INTERNAL,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "-start", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "start", "version", name="reporting_report_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="reporting_end_after_start"),
            models.CheckConstraint(
                condition=models.Q(replaces=None, correction_reason="")
                | (models.Q(replaces__isnull=False) & ~models.Q(correction_reason="")),
                name="reporting_correction_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.start} v{self.version}"

    @property
    def status(self) -> State:
        """The state's word, owner and what it leads to."""
        return REPORT_STATES[self.state]

    @property
    def address(self) -> dict[str, Any]:
        """The arguments of every address of this report."""
        return {"country": self.country_id, "start": self.start, "version": self.version}


class ReportItem(models.Model):
    """A priority or a carried step, as this report's questions quote it. The number is the one printed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8, choices=[("priority", "priority"), ("step", "step")])
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    priority = models.ForeignKey("roadmap.Priority", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.ForeignKey("roadmap.Step", models.PROTECT, null=True, blank=True, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "kind", "number", "title", "priority", "step"), Sensitivity.PUBLIC
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["report", "kind", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("report", "kind", "number", name="reporting_item_once"),
        ]

    def __str__(self) -> str:
        return self.title
