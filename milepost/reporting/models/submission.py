from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity


class Submission(models.Model):
    """A report as it was sent: its content, frozen, with its hash; for ever."""

    report = models.OneToOneField("reporting.Report", models.PROTECT, related_name="submission")
    round = models.OneToOneField("reporting.Round", models.PROTECT, related_name="submission")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "round", "content", "digest", "by", "at"), Sensitivity.INTERNAL
    )

    def __str__(self) -> str:
        return f"{self.report_id} {self.digest[:12]}"


class SubmittedFile(models.Model):
    """A file of a submission: the bytes are in `documents.StoredFile`, under their hash."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files")
    format = models.CharField(max_length=8)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "submission", "format", "file"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["submission", "format"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("submission", "format", name="reporting_submitted_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.format}"
