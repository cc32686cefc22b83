from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.accounts.states import State
from milepost.audit.sensitivity import Sensitivity
from milepost.reporting.content import Slot
from milepost.reporting.states import ROUND_STATES, THREAD_STATES


class Round(models.Model):
    """One round of review: the content as it was sent (frozen, with its hash), who sent it, who decided and how."""

    report = models.ForeignKey("reporting.Report", models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(code, code) for code in ROUND_STATES], default="open")
    content = models.JSONField()
    revisions = models.JSONField()
    digest = models.CharField(max_length=64)
    message = models.TextField(blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "number", "state", "content", "revisions", "digest", "message", "sent_by", "sent_at",
         "decided_by", "decided_at", "decision_note"),
        Sensitivity.INTERNAL,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["report", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("report", "number", name="reporting_round_once"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="reporting_round_decided_pair",
            ),
            # The approver is never the one who sent it: the database holds it too.
            models.CheckConstraint(
                condition=~models.Q(state="approved") | ~models.Q(decided_by=models.F("sent_by")),
                name="reporting_round_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} round {self.number}"

    @property
    def status(self) -> State:
        """The state's word and owner."""
        return ROUND_STATES[self.state]


class RoundFile(models.Model):
    """A file of a round, of the report as it was sent: the bytes are in `documents.StoredFile`, under their hash."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="files")
    format = models.CharField(max_length=8)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "round", "format", "file"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["round", "format"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("round", "format", name="reporting_round_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.format}"


class Thread(models.Model):
    """Comments on one question, open or resolved. `sent_back`: it came with sending the report back."""

    report = models.ForeignKey("reporting.Report", models.CASCADE, related_name="threads")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="threads")
    question = models.CharField(max_length=32)
    item = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=[(code, code) for code in THREAD_STATES], default="open")
    sent_back = models.BooleanField(default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "round", "question", "item", "state", "sent_back", "opened_by", "opened_at", "resolved_by",
         "resolved_at"),
        Sensitivity.INTERNAL,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["report", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state="open", resolved_at=None, resolved_by=None)
                | models.Q(state="resolved", resolved_at__isnull=False, resolved_by__isnull=False),
                name="reporting_thread_resolved_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.state}"

    @property
    def slot(self) -> Slot:
        """The place in the form."""
        return Slot(self.question, self.item or None)


class Comment(models.Model):
    """One comment of a thread; never changed."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "thread", "text", "by", "at"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["thread", "id"]

    def __str__(self) -> str:
        return f"{self.thread_id} #{self.pk}"


class Justification(models.Model):
    """Why a warning stays: shown to the approver. Holds for the finding with this fingerprint."""

    report = models.ForeignKey("reporting.Report", models.CASCADE, related_name="justifications")
    code = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    question = models.CharField(max_length=32, blank=True)
    item = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "code", "fingerprint", "question", "item", "text", "by", "at"), Sensitivity.INTERNAL
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("report", "fingerprint", name="reporting_justification_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.question}"
