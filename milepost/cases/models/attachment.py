from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.models.row import Row, classes, together
from milepost.cases.states import FILE_KINDS, SECTIONS


class Attachment(Row):
    """A photo or document of a case. Name and description are sealed; its bytes stand in `AttachmentContent`.

    `evidence`: the untouched original of a photo is kept too. `section`: what it belongs to, empty for none. A removed
    one keeps its row, with who removed it and why, and no bytes.
    """

    kind = models.CharField(max_length=10, choices=[(code, code) for code in FILE_KINDS])
    name = models.BinaryField(null=True)
    description = models.BinaryField(null=True)
    evidence = models.BooleanField(default=False)
    taken_on = models.DateField(null=True, blank=True)
    section = models.CharField(max_length=16, choices=[(code, code) for code in SECTIONS], blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    removed_reason = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="kind evidence taken_on section removed_at removed_by", special="name description removed_reason"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "case", "-at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "case", "at", name="cases_attachment_case")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            together("cases_attachment_removed_pair", "removed_at", "removed_by", "removed_reason"),
        ]


class AttachmentContent(Row):
    """The bytes of an attachment, sealed: `shown` is what people see, `original` the untouched photo of evidence.

    `size`: bytes before sealing. Apart from `Attachment`, so that no list reads megabytes. Null once it is removed.
    """

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="contents")
    which = models.CharField(max_length=8, choices=[("shown", "shown"), ("original", "original")], default="shown")
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = classes(
        internal="attachment which media_type size", special="content"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "attachment", "which", name="cases_content_once"),
        ]
