from typing import ClassVar

from django.db import models

from milepost.audit.sensitivity import Sensitivity
from milepost.reporting.edition import Edition


class StoredEdition(models.Model):
    """An edition as loaded from its file. It never changes once a report uses it (`actions.edition.load`)."""

    code = models.CharField(max_length=32, primary_key=True)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    SENSITIVITY: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("code", "body", "digest", "loaded_at"), Sensitivity.PUBLIC
    )

    def __str__(self) -> str:
        return self.code

    @property
    def edition(self) -> Edition:
        """The questions. Parsed once per digest: an edition in use never changes."""
        if self.digest not in _editions:
            _editions[self.digest] = Edition.model_validate(self.body)
        return _editions[self.digest]


_editions: dict[str, Edition] = {}
