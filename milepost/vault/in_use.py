"""Which key is in use: of a person, of a unit, of a country. Rules, reads and actions all ask it here."""

from milepost.accounts.models import Person
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.vault.models import PersonKey, RecoveryKey, UnitKey


def live_key_of(person: Person) -> PersonKey | None:
    """The person's key in use."""
    return PersonKey.objects.filter(person=person, retired_at=None).first()


def live_unit_key(unit: Body, *, lock: bool = False) -> UnitKey | None:
    """The key that is sealed to from now on. `lock`: hold it to the end of the transaction, so that it is not retired.

    A rotation that commits while we wait for the lock makes the first look find nothing: hence the second.
    """
    keys = UnitKey.objects.filter(country=unit.country_id, unit=unit, replaced_at=None)
    if not lock:
        return keys.first()
    return keys.select_for_update(no_key=True).first() or keys.select_for_update(no_key=True).first()


def recovery_key_of(country: Country | str) -> RecoveryKey | None:
    """The recovery key in use: the newest that was proved."""
    return RecoveryKey.objects.filter(country=country, proved_at__isnull=False).order_by("-generation").first()
