from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.reporting.content import Slot
from milepost.reporting.states import IMPORTED_STATES


class Import(models.Model):
    """One document read into a report. The original is kept with its hash (`documents.StoredFile`)."""

    report = models.ForeignKey("reporting.Report", models.CASCADE, related_name="imports")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    contribution = models.ForeignKey(
        "reporting.Contribution", models.PROTECT, null=True, blank=True, related_name="imports"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "file", "contribution", "by", "at"), Sensitivity.INTERNAL
    )

    def __str__(self) -> str:
        return f"{self.report_id} {self.at:%Y-%m-%d %H:%M}"


class Piece(models.Model):
    """A paragraph, heading, list item or cell of the document, as it stood there, and where it was put."""

    document = models.ForeignKey(Import, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    text = models.TextField()
    source = models.TextField(blank=True)
    role = models.CharField(max_length=10)
    question = models.CharField(max_length=32, blank=True)
    item = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "document", "number", "text", "source", "role", "question", "item", "note", "settled_by", "settled_at"),
        Sensitivity.INTERNAL,
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["document", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("document", "number", name="reporting_piece_once"),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_by=None)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
                name="reporting_piece_settled_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} #{self.number}"

    @property
    def slot(self) -> Slot | None:
        """Where it was put, if anywhere."""
        return Slot(self.question, self.item or None) if self.question else None


class ImportedAnswer(models.Model):
    """What a document says for a slot. `waiting`: the report says something else there, and a person decides."""

    document = models.ForeignKey(Import, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=32)
    item = models.PositiveSmallIntegerField(default=0)
    value = models.JSONField()
    state = models.CharField(max_length=8, choices=[(code, code) for code in IMPORTED_STATES])

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "document", "question", "item", "value", "state"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["document", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("document", "question", "item", name="reporting_imported_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.state}"

    @property
    def slot(self) -> Slot:
        """The place in the form."""
        return Slot(self.question, self.item or None)
