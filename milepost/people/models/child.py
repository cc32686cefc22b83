import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity
from milepost.people.codes import BIRTHS, SEXES


class Child(models.Model):
    """A child as a unit knows them: whose file it is, and who the child is, sealed under the child's own key.

    `reference` is the number that units name to each other on the telephone: drawn by lot, so it says nothing. `unit`
    is whom to ask. `merged_into`: this row was a second one of the same child. `tagged`: the generation of the tag key
    that the search tags were made with, null where it was locked when the child was written. `version` counts changes
    of the identity, so that nobody overwrites another person's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    unit = models.ForeignKey("institutions.Body", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    key = models.ForeignKey("vault.CaseKey", models.PROTECT, related_name="+")
    sex = models.CharField(max_length=12, choices=list(SEXES.items()))
    birth_known = models.CharField(max_length=10, choices=list(BIRTHS.items()))
    given_name = models.BinaryField(null=True)
    surname = models.BinaryField(null=True)
    other_names = models.BinaryField(null=True)
    birth = models.BinaryField(null=True)
    id_number = models.BinaryField(null=True)
    address = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    nationality = models.BinaryField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    tagged = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = (
        dict.fromkeys(
            ("id", "country", "unit", "reference", "key", "merged_into", "tagged", "version", "made_at", "made_by"),
            Sensitivity.INTERNAL,
        )
        | dict.fromkeys(("sex", "birth_known", "given_name", "surname", "other_names", "birth"), Sensitivity.PERSONAL)
        | dict.fromkeys(("id_number", "address", "phone", "nationality"), Sensitivity.PERSONAL)
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "unit", "reference"]
        verbose_name_plural = "children"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "unit", "tagged", name="people_child_unit_tagged"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "reference", name="people_child_reference_once"),
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("id")), name="people_child_not_itself"),
        ]

    def __str__(self) -> str:
        return self.reference
