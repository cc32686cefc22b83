from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from milepost.audit.sensitivity import Sensitivity
from milepost.vault.sealing import Cost, Where, Wrapped, fingerprint


class PersonKey(models.Model):
    """A person's key pair; `wrapped` is the private half under passphrase and pepper, with `salt`, `ops` and `mem`.

    `pepper_mark` tells which pepper, so that a wrong one is never taken for a wrong passphrase. One is live per person.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    generation = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    ops = models.PositiveIntegerField()
    mem = models.PositiveIntegerField()
    wrapped = models.BinaryField(max_length=200)
    pepper_mark = models.BinaryField(max_length=8)
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "person", "generation", "public", "salt", "ops", "mem", "pepper_mark", "made_at", "retired_at"),
        Sensitivity.INTERNAL,
    ) | {"wrapped": Sensitivity.SPECIAL}

    class Meta:
        ordering: ClassVar[list[str]] = ["person", "generation"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("person", "generation", name="vault_person_generation"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(retired_at=None), name="vault_person_one_live"
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.generation} of person {self.person_id}"

    @property
    def where(self) -> Where:
        """The place that the private half is bound to."""
        return Where("vault_personkey", "wrapped", f"{self.person_id}/{self.generation}")

    @property
    def fingerprint(self) -> str:
        """What two people compare before one lets the other in."""
        return fingerprint(bytes(self.public))

    @property
    def as_wrapped(self) -> Wrapped:
        """The private half as `sealing.unwrap` takes it."""
        return Wrapped(bytes(self.salt), Cost(self.ops, self.mem), bytes(self.wrapped))

    def take(self, wrapped: Wrapped, mark: bytes) -> None:
        """Hold a private half that was wrapped anew; does not save."""
        self.salt, self.ops, self.mem = wrapped.salt, wrapped.cost.ops, wrapped.cost.mem
        self.wrapped, self.pepper_mark = wrapped.sealed, mark
