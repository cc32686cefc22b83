from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from milepost.accounts.roles import ROLES, Role
from milepost.audit.sensitivity import Sensitivity


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of an e-mail address, in any case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who signs in. `is_service`: the command line of one machine, which cannot sign in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey("institutions.Body", models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    is_service = models.BooleanField(default=False)
    new_password_needed = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = {
        "id": Sensitivity.INTERNAL,
        "password": Sensitivity.PERSONAL,
        "last_login": Sensitivity.PERSONAL,
        "email": Sensitivity.PERSONAL,
        "name": Sensitivity.PERSONAL,
        "title": Sensitivity.INTERNAL,
        "body": Sensitivity.INTERNAL,
        "language": Sensitivity.INTERNAL,
        "is_active": Sensitivity.INTERNAL,
        "is_service": Sensitivity.INTERNAL,
        "new_password_needed": Sensitivity.INTERNAL,
        "added_at": Sensitivity.INTERNAL,
    }

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def held(self) -> "list[Assignment]":
        """The person's assignments, read once per request: the person object lives as long as the request."""
        kept: list[Assignment] | None = self.__dict__.get("_held")
        if kept is None:
            kept = self.__dict__["_held"] = list(self.assignments.all())
        return kept

    def forget_held(self) -> None:
        """Read the assignments again next time: one was given or taken away."""
        self.__dict__.pop("_held", None)


class Assignment(models.Model):
    """A person holds a role in a country (at a place or a body of it), from a day until a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=20, choices=[(code, code) for code in ROLES])
    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey("institutions.Body", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "person", "role", "country", "place", "body", "since", "until", "given_by"), Sensitivity.INTERNAL
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "role", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("country", "role", name="accounts_country_role"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="accounts_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.country_id}"

    @property
    def policy(self) -> Role:
        """The role's verbs and words."""
        return ROLES[self.role]

    def holds_on(self, day: date) -> bool:
        """Whether the assignment is in force on a day; the last day counts."""
        return self.since <= day and (self.until is None or day <= self.until)
