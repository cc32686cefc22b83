"""The way back when nobody can open a unit: three shares on paper, any two of which are the recovery key (SLIP-39)."""

from collections.abc import Iterable

import shamir_mnemonic
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.vault.actions.unit_key import seal_to_members
from milepost.vault.models import RecoveryKey, RecoverySeal
from milepost.vault.rules import can_prove_recovery, can_recover_unit, can_set_up_recovery
from milepost.vault.sealing import CannotOpen, new_key, new_pair, open_from, public_of, seal_to

THRESHOLD, SHARES = 2, 3


class WrongShares(Exception):
    """The words are not two shares of this key: mistyped, of another set, the same one twice, or too few."""


@sensitive_variables()
@transaction.atomic
def set_up_recovery(country: Country, *, by: Person) -> tuple[RecoveryKey, list[str]]:
    """A new recovery key and its three shares of 33 English words, which exist nowhere but in this answer."""
    require(can_set_up_recovery(by, country.pk), "recovery.set_up", country.pk)
    pair = new_pair()
    generation = RecoveryKey.objects.filter(country=country).count() + 1
    key = RecoveryKey.objects.create(country=country, generation=generation, public=pair.public, made_by=by)
    shares = shamir_mnemonic.generate_mnemonics(1, [(THRESHOLD, SHARES)], pair.private)[0]
    record("recovery.set_up", by=by, on=key, generation=generation)
    return key, shares


@sensitive_variables()
@transaction.atomic
def prove_recovery(key: RecoveryKey, shares: Iterable[str], *, by: Person) -> RecoveryKey:
    """Two shares open a test value: from now on units are sealed to this key. Raises `WrongShares`."""
    require(can_prove_recovery(by, key), "recovery.prove", key.country_id)
    test = new_key()
    try:
        opened = open_from(_combined(shares), seal_to(bytes(key.public), test))
    except CannotOpen:
        raise WrongShares from None
    if opened != test:
        raise WrongShares
    key.proved_at, key.proved_by = timezone.now(), by
    key.save(update_fields=["proved_at", "proved_by"])
    record("recovery.prove", by=by, on=key)
    return key


@sensitive_variables()
@transaction.atomic
def recover_unit(unit: Body, shares: Iterable[str], member: Person, *, by: Person) -> None:
    """Two shares open the unit's key, and it is sealed to one member, who lets the others in. Raises `WrongShares`."""
    require(can_recover_unit(by, unit, member=member), "recovery.use", unit.country_id)
    private = _combined(shares)
    seals = RecoverySeal.objects.filter(
        country=unit.country_id, unit_key__unit=unit, unit_key__retired_at=None,
        recovery_key__public=public_of(private),
    ).select_related("unit_key")  # fmt: skip
    if not any(seal.unit_key.replaced_at is None for seal in seals):
        raise WrongShares
    for seal in seals:
        seal_to_members(seal.unit_key, open_from(private, bytes(seal.sealed)), [member], recovery=False)
    record("recovery.use", by=by, on=member, country=unit.country_id, unit=unit.code)


@sensitive_variables()
def _combined(shares: Iterable[str]) -> bytes:
    typed = [" ".join(share.lower().split()) for share in shares]
    try:
        combined: bytes = shamir_mnemonic.combine_mnemonics(typed)
    except (shamir_mnemonic.MnemonicError, ValueError, IndexError, KeyError):
        raise WrongShares from None
    return combined
