from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from milepost.audit.sensitivity import Sensitivity
from milepost.places.models import name_in, reader_language
from milepost.structures.models.standing import STANDING, Standing, ends_after

KINDS: dict[str, str | Promise] = {
    "field_team": _("field team"),
    "technical_group": _("technical group"),
}
ROLES: dict[str, str | Promise] = {"leader": _("leads it"), "member": _("member")}


class Team(Standing):
    """A field team or a technical group of a municipality.

    `order`: number and date of the decision that set it up, as written; `source`: the same among the documents.
    """

    kind = models.CharField(max_length=20, choices=[(code, code) for code in KINDS])
    order = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey("documents.Source", models.PROTECT, null=True, blank=True, related_name="+")
    set_up_on = models.DateField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = STANDING | dict.fromkeys(
        ("kind", "order", "source", "set_up_on"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "place", "kind", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "kind", "set_up_on", name="structures_team_kind"),
            models.Index("country", "place", name="structures_team_place"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [ends_after("structures_team_days", "set_up_on")]

    def __str__(self) -> str:
        return self.name(reader_language())

    def name(self, language: str) -> str:
        """Its own name in a language, else what it is and where."""
        return name_in(self.names, language) or capfirst(f"{KINDS[self.kind]}, {self.place.name(language)}")


class TeamMember(models.Model):
    """Someone of a team, by sector: staff, never a child. `until` is the last day; no `since`: not known."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    sector = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    telephone = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=10, choices=[(code, code) for code in ROLES], default="member")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    token = models.UUIDField(null=True, blank=True, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "team", "sector", "role", "since", "until", "token", "by", "at"), Sensitivity.INTERNAL
    ) | dict.fromkeys(("name", "telephone"), Sensitivity.PERSONAL)

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "team", "role", "sector", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(since=None) | models.Q(until__gte=models.F("since")),
                name="structures_member_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.sector}"
