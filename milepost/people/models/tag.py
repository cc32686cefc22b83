from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.people.codes import TAGS


class Tag(models.Model):
    """A search tag of a child: a few bits under the country's tag key. `milepost.vault.tags` says what it tells."""

    country = models.ForeignKey("places.Country", models.PROTECT, db_index=False, related_name="+")
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=16, choices=list(TAGS.items()))
    value = models.BigIntegerField()
    generation = models.PositiveSmallIntegerField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "child", "kind", "generation"), Sensitivity.INTERNAL
    ) | {"value": Sensitivity.PERSONAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # In this order it is also the index that a search reads, and all that it reads.
            models.UniqueConstraint("country", "kind", "value", "child", name="people_tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} tag of {self.child_id}"
