from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.cases.codes import LISTS
from milepost.places.models import name_in


class Code(models.Model):
    """A word of one of the country's lists: "begging" of the forms of exploitation. Records hold its `code`.

    `term`: the international term it is counted under ("C182-3a"), empty where there is none. `position`: the place in
    its list. A word that vanished from the pack stays here, because old records speak of it.
    """

    country = models.ForeignKey("places.Country", models.PROTECT, related_name="+")
    list = models.CharField(max_length=20, choices=list(LISTS.items()))
    code = models.CharField(max_length=40)
    names = models.JSONField()
    term = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "country", "list", "code", "names", "term", "position"), Sensitivity.PUBLIC
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["country", "list", "position", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("country", "list", "code", name="cases_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.list}:{self.code}"

    def name(self, language: str) -> str:
        """The word in a language."""
        return name_in(self.names, language)
