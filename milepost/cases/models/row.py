"""What every record of a case has: a uuid (bound into what is sealed), country, case, who wrote it and when."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity


class Row(models.Model):
    """A record of a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


def classes(internal: str = "", personal: str = "", special: str = "") -> dict[str, Sensitivity]:
    """The sensitivity classes of a record: those of `Row`, and the names given with spaces between."""
    return (
        dict.fromkeys(("id", "country", "case", "by", "at", *internal.split()), Sensitivity.INTERNAL)
        | dict.fromkeys(personal.split(), Sensitivity.PERSONAL)
        | dict.fromkeys(special.split(), Sensitivity.SPECIAL)
    )


def together(name: str, *fields: str) -> models.CheckConstraint:
    """Fields that are all there or all missing: who decided, and when."""
    none = models.Q(**dict.fromkeys((f"{field}__isnull" for field in fields), True))
    every = models.Q(**dict.fromkeys((f"{field}__isnull" for field in fields), False))
    return models.CheckConstraint(condition=none | every, name=name)
