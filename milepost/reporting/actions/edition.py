"""Loading editions."""

from typing import Literal

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.audit.record import record
from milepost.reporting.edition import Edition, EditionFault
from milepost.reporting.models import StoredEdition


@transaction.atomic
def load(edition: Edition, *, by: Person) -> StoredEdition:
    """Keep an edition. The same content again changes nothing; other content is refused once a report uses it."""
    kind, stored = compared(edition)
    if kind == "same":
        return stored
    stored.body, stored.digest = edition.model_dump(mode="json"), edition.digest
    stored.loaded_at = timezone.now()
    stored.save()
    record("edition.load", by=by, on=stored, digest=edition.digest)
    return stored


def compared(edition: Edition) -> tuple[Literal["add", "change", "same"], StoredEdition]:
    """What loading the edition does, and to which row. Raises `EditionFault` when a report uses other content."""
    stored = StoredEdition.objects.filter(pk=edition.code).first()
    if stored is None:
        return "add", StoredEdition(code=edition.code)
    if stored.digest == edition.digest:
        return "same", stored
    if stored.reports.exists():
        raise EditionFault(
            f"Edition {edition.code} is used by {stored.reports.count()} report(s), so its content cannot change. "
            "Give the new content a new code and map its keys with `follows` and `maps`."
        )
    return "change", stored
