"""Keeping files."""

import hashlib

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.audit.record import record
from milepost.documents.models import StoredFile
from milepost.places.models import Country


@transaction.atomic
def keep(name: str, media_type: str, content: bytes, country: Country, *, by: Person) -> StoredFile:
    """Keep a file under its hash. The same bytes again are the file that is there."""
    sha256 = hashlib.sha256(content).hexdigest()
    kept = StoredFile.objects.filter(country=country, sha256=sha256).first()
    if kept:
        return kept
    kept = StoredFile.objects.create(
        country=country, sha256=sha256, name=name[:255], media_type=media_type, size=len(content), content=content,
        at=timezone.now(), by=by,
    )  # fmt: skip
    record("document.keep", by=by, on=kept, sha256=sha256)
    return kept
