from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity


class Event(models.Model):
    """One act, in a chain: each event holds the hash of the one before. Append-only by triggers in the database.

    `verb` is the action's name ("report.submit"). Texts typed by people, names of children and search words never
    stand here: `detail` holds codes, numbers and field names.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    country = models.CharField(max_length=8)
    on_type = models.CharField(max_length=60)
    on_id = models.CharField(max_length=60)
    detail = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": Sensitivity.INTERNAL,
        "at": Sensitivity.INTERNAL,
        "verb": Sensitivity.INTERNAL,
        "by_id": Sensitivity.INTERNAL,
        "by_name": Sensitivity.PERSONAL,
        "country": Sensitivity.INTERNAL,
        "on_type": Sensitivity.INTERNAL,
        "on_id": Sensitivity.INTERNAL,
        "detail": Sensitivity.INTERNAL,
        "previous": Sensitivity.INTERNAL,
        "hash": Sensitivity.INTERNAL,
    }

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "on_type", "on_id", name="audit_country_on"),
            models.Index("by_id", "id", name="audit_by"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.on_type} {self.on_id}"
