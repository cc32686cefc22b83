from typing import ClassVar

from django.conf import settings
from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.places.models import name_in


class Source(models.Model):
    """A law, decision, directive or publication. `starts`: the first year of the programme it approves.

    `former`: no longer in force. `certainty`: how well the pack knows the entry (V seen in a
    public source, K general knowledge, I inferred).
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40, blank=True)
    date = models.DateField(null=True, blank=True)
    titles = models.JSONField()
    other_titles = models.JSONField(default=list)
    starts = models.PositiveSmallIntegerField(null=True, blank=True)
    former = models.BooleanField(default=False)
    certainty = models.CharField(max_length=2, blank=True)
    citation = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "code", "kind", "number", "date", "titles", "other_titles", "starts", "former", "certainty",
         "citation", "url"),
        Sensitivity.PUBLIC,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "code", name="documents_source_once"),
        ]

    def __str__(self) -> str:
        return self.title("en")

    def title(self, language: str) -> str:
        """The title in a language."""
        return name_in(self.titles, language)


class Term(models.Model):
    """A word of the field: its form per language, abbreviations, what these stand for, and forms to avoid.

    `expansions`: language to the right expansion of the abbreviation; `avoid`: list of {"form", "use"}.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    names = models.JSONField()
    abbreviations = models.JSONField(default=list)
    expansions = models.JSONField(default=dict)
    avoid = models.JSONField(default=list)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "code", "names", "abbreviations", "expansions", "avoid"), Sensitivity.PUBLIC
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "code", name="documents_term_once"),
        ]

    def __str__(self) -> str:
        return self.code


class StoredFile(models.Model):
    """A file kept for ever under its SHA-256: originals of imports, files of rounds and submissions. At most 20 MB."""

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "sha256", "name", "media_type", "size", "content", "at", "by"), Sensitivity.INTERNAL
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "sha256", name="documents_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.media_type}"
