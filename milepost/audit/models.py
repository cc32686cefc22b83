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
            models.Index("country", "verb", "id", name="audit_country_verb"),
            models.Index("at", "id", name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.on_type} {self.on_id}"


class Checkpoint(models.Model):
    """How far the chain was found unbroken: up to and with event `through`, `count` events, the last with `hash`.

    `begun`: when the walk from the first event began that this one goes on from. `broken`: the first event that does
    not fit. `done`: it had reached the end of the chain. It spares time, not trust: whoever writes to the database can
    write one, which is why `milepost verify_audit` begins at the first event every time.
    """

    at = models.DateTimeField()
    begun = models.DateTimeField()
    through = models.BigIntegerField()
    count = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    broken = models.BigIntegerField(null=True)
    done = models.BooleanField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "at", "begun", "through", "count", "hash", "broken", "done"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.count} events up to {self.through}"
