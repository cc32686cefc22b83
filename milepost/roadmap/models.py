from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.roadmap.states import REPORTED, STEP_STATES


class Priority(models.Model):
    """A priority of a country's roadmap. `titles`: language -> title, quoted by the questions."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    titles = models.JSONField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "number", "titles"), Sensitivity.PUBLIC
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "number"]
        verbose_name_plural = "priorities"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "number", name="roadmap_priority_number"),
        ]

    def __str__(self) -> str:
        return self.title("en")

    def title(self, language: str) -> str:
        """The title in a language, else in English, else in the first there is."""
        titles: dict[str, str] = self.titles
        return titles.get(language) or titles.get("en") or next(iter(titles.values()), "")


class Step(models.Model):
    """A next step planned for a period. What became of it is its state; `Succession` links it to the year after.

    `owner` is the responsible body as written; `seen_by` the indicator by which one sees that the step is done.
    `status` is what the submitted report of the period says of it, `reported_until` the last day of that report.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    titles = models.JSONField(default=dict, blank=True)
    owner = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True, blank=True)
    seen_by = models.CharField(max_length=500, blank=True)
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="steps")
    state = models.CharField(max_length=12, choices=[(code, code) for code in STEP_STATES], default="planned")
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=[(code, code) for code in REPORTED], blank=True)
    reported_until = models.DateField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "start", "end", "number", "title", "titles", "text", "owner", "due", "seen_by", "priority",
         "state", "reason", "decided_by", "decided_at", "status", "reported_until"),
        Sensitivity.PUBLIC,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "start", "number", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "start", name="roadmap_step_period")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="roadmap_step_end_after_start"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="roadmap_step_decided_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(status="", reported_until=None)
                | (~models.Q(status="") & models.Q(reported_until__isnull=False)),
                name="roadmap_step_reported_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        """The title in a language where the pack has it, else as written."""
        return str(self.titles.get(language) or self.title)


class Succession(models.Model):
    """One step came out of another: continued in the year after, merged into it, or split off from it."""

    before = models.ForeignKey(Step, models.PROTECT, related_name="led_to")
    after = models.ForeignKey(Step, models.PROTECT, related_name="came_from")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(("id", "before", "after"), Sensitivity.PUBLIC)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("before", "after", name="roadmap_succession_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="roadmap_succession_two_steps"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} > {self.after_id}"
