from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.places.models import name_in, reader_language


class Body(models.Model):
    """An institution: ministry, agency, child protection unit, technical group, police, prosecution, partner …

    `acronyms` and `other_names` are accepted spellings; forms to avoid are the country's terms (`documents.Term`).
    `added_here`: by a person, not by the country's pack, which therefore neither changes nor misses it.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, blank=True, related_name="+")
    names = models.JSONField()
    acronyms = models.JSONField(default=list)
    other_names = models.JSONField(default=list)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    added_here = models.BooleanField(default=False)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "code", "kind", "place", "names", "acronyms", "other_names", "parent", "added_here"),
        Sensitivity.PUBLIC,
    )  # fmt: skip

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "code"]
        verbose_name_plural = "bodies"
        indexes: ClassVar[list[models.Index]] = [models.Index("country", "kind", name="institutions_country_kind")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "code", name="institutions_code_once"),
        ]

    def __str__(self) -> str:
        return self.name(reader_language())

    def name(self, language: str) -> str:
        """The name in a language."""
        return name_in(self.names, language)
