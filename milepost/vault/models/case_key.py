import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity


class CaseKey(models.Model):
    """The key that a case's fields are sealed under. It exists only sealed: to the units that may read the case, and to
    people who were invited to it until a moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(("id", "country", "made_at"), Sensitivity.INTERNAL)

    def __str__(self) -> str:
        return str(self.id)


class CaseSeal(models.Model):
    """A case key sealed to a unit. `until`: the end of an open referral; after it the seal is not opened."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    case_key = models.ForeignKey(CaseKey, models.PROTECT, related_name="seals")
    unit_key = models.ForeignKey("vault.UnitKey", models.PROTECT, related_name="case_seals")
    sealed = models.BinaryField(max_length=80)
    until = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "case_key", "unit_key", "until"), Sensitivity.INTERNAL
    ) | {"sealed": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "case_key", "unit_key", name="vault_case_seal_once"),
        ]

    def __str__(self) -> str:
        return f"seal of {self.case_key_id} to {self.unit_key_id}"


class PersonCaseSeal(models.Model):
    """A case key sealed to one person's own key, until a moment. A person who renews their key loses it."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    case_key = models.ForeignKey(CaseKey, models.PROTECT, related_name="person_seals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person_key = models.ForeignKey("vault.PersonKey", models.PROTECT, related_name="case_seals")
    sealed = models.BinaryField(max_length=80)
    until = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "case_key", "person", "person_key", "until"), Sensitivity.INTERNAL
    ) | {"sealed": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "case_key", "person", name="vault_person_case_seal_once"),
        ]

    def __str__(self) -> str:
        return f"seal of {self.case_key_id} to person {self.person_id}"


class TagSeal(models.Model):
    """A country's key of search tags, sealed to a unit. See `tags.py`."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    generation = models.PositiveSmallIntegerField(default=1)
    unit_key = models.ForeignKey("vault.UnitKey", models.PROTECT, related_name="tag_seals")
    sealed = models.BinaryField(max_length=80)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "generation", "unit_key"), Sensitivity.INTERNAL
    ) | {"sealed": Sensitivity.SPECIAL}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "generation", "unit_key", name="vault_tag_seal_once"),
        ]

    def __str__(self) -> str:
        return f"seal of the tag key {self.generation} to {self.unit_key_id}"
