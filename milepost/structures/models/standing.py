"""What everything that stands in a municipality has: since when it is there, until when, and who wrote it down."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity


class Standing(models.Model):
    """Something that is there from a day to a day. No beginning: the day is not known. No end: it is still there.

    `ended_on` is its last day. `number` counts its savings, so that two writers meet. `token`: the form that made it,
    so that a form sent twice makes one.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    names = models.JSONField(default=dict, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    number = models.PositiveIntegerField(default=1)
    token = models.UUIDField(null=True, blank=True, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


def there_on(day: date, begins: str) -> Q:
    """What surely stood on a day. One of which no beginning is known is sure from the day it was written down."""
    return _not_over(day) & (Q(**{f"{begins}__lte": day}) | Q(**{f"{begins}__isnull": True, "at__date__lte": day}))


def perhaps_on(day: date, begins: str) -> Q:
    """What may have stood on a day: it was written down later, and nobody knows since when it is there."""
    return _not_over(day) & Q(**{f"{begins}__isnull": True, "at__date__gt": day})


def _not_over(day: date) -> Q:
    return Q(ended_on=None) | Q(ended_on__gte=day)


STANDING = dict.fromkeys(
    ("id", "country", "place", "names", "ended_on", "number", "token", "by", "at"), Sensitivity.INTERNAL
)
"""The sensitivity classes of these fields."""


def ends_after(name: str, begins: str) -> models.CheckConstraint:
    """It does not end before it begins."""
    in_order = Q(ended_on__gte=models.F(begins)) | Q(ended_on=None) | Q(**{f"{begins}__isnull": True})
    return models.CheckConstraint(condition=in_order, name=name)
