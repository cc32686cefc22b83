"""Loading editions."""

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.audit.record import record
from milepost.reporting.edition import Edition, EditionFault
from milepost.reporting.models import StoredEdition


@transaction.atomic
def load(edition: Edition, *, by: Person) -> StoredEdition:
    """Keep an edition. The same content again changes nothing; other content is refused once a report uses it."""
    stored = StoredEdition.objects.filter(pk=edition.code).first()
    if stored and stored.digest == edition.digest:
        return stored
    if stored and stored.reports.exists():
        raise EditionFault(
            f"Edition {edition.code} is used by {stored.reports.count()} report(s), so its content cannot change. "
            "Give the new content a new code and map its keys with `follows` and `maps`."
        )
    stored = stored or StoredEdition(code=edition.code)
    stored.body, stored.digest = edition.model_dump(mode="json"), edition.digest
    stored.loaded_at = timezone.now()
    stored.save()
    record("edition.load", by=by, on=stored, digest=edition.digest)
    return stored
