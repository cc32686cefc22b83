from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.reporting.content import Slot


class Answer(models.Model):
    """The answer of one slot as it stands: the last revision's value. `item` is 0 for a question asked once.

    `carried`: taken over from last year and not yet confirmed by anyone.
    """

    report = models.ForeignKey("reporting.Report", models.CASCADE, related_name="answers")
    question = models.CharField(max_length=32)
    item = models.PositiveSmallIntegerField(default=0)
    value = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    carried = models.BooleanField(default=False)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "question", "item", "value", "revision", "by", "at", "carried"), Sensitivity.INTERNAL
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("report", "question", "item", name="reporting_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.slot)

    @property
    def slot(self) -> Slot:
        """The answer's place in the form."""
        return Slot(self.question, self.item or None)


class Revision(models.Model):
    """One saved value of an answer; never changed. `by` wrote it, `with_` helped (a contributor's text accepted)."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    value = models.JSONField(null=True)
    how = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    contributor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "answer", "number", "value", "how", "by", "contributor", "at"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["answer", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("answer", "number", name="reporting_revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} r{self.number}"


class KeptText(models.Model):
    """What a person typed while someone else saved the same answer: kept beside it until they decide between both."""

    report = models.ForeignKey("reporting.Report", models.CASCADE, related_name="kept_texts")
    question = models.CharField(max_length=32)
    item = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    value = models.JSONField(null=True)
    base = models.PositiveIntegerField()
    at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "report", "question", "item", "person", "value", "base", "at"), Sensitivity.INTERNAL
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("report", "question", "item", "person", name="reporting_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} kept for {self.person_id}"

    @property
    def slot(self) -> Slot:
        """The place in the form."""
        return Slot(self.question, self.item or None)
