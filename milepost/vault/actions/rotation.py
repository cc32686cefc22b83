"""Moving what is sealed to a unit's old key to its new one, in batches that a kill does not hurt.

There is no cursor. What is left to do is what still points to a replaced generation, so a batch is done or it is not,
and whoever comes next goes on. The old private half is destroyed only when nothing points to it.
"""

from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.vault.in_use import live_unit_key
from milepost.vault.models import CaseSeal, RecoverySeal, TagSeal, UnitKey, UnitSeal
from milepost.vault.opening import Locked, Opener, in_force
from milepost.vault.queries import still_to_reseal, tags_to_reseal
from milepost.vault.rules import can_reseal
from milepost.vault.sealing import open_from, seal_to

Seal = TypeVar("Seal", CaseSeal, TagSeal)
BATCH = 500
"""Seals moved in one transaction."""


@sensitive_variables()
@transaction.atomic
def reseal(unit: Body, *, by: Person, opener: Opener, size: int = BATCH) -> int:
    """Move one batch; returns how many case seals are left. With none left, the replaced generations are retired.

    Raises `Locked` where the opener does not hold every generation in use.
    """
    require(can_reseal(by, unit), "key.reseal", unit.country_id)
    key = live_unit_key(unit, lock=True)
    if key is None:
        raise Locked(f"unit {unit.pk}")
    privates = dict(opener.unit_privates(unit))
    still_to_reseal(unit).exclude(in_force()).delete()
    moved = _move(
        still_to_reseal(unit).select_for_update(of=("self",), no_key=True).order_by("pk")[:size], key, privates
    )
    CaseSeal.objects.bulk_update(moved, ["unit_key", "sealed"])
    left = still_to_reseal(unit).count()
    if not left:
        tags = _move(tags_to_reseal(unit).select_for_update(of=("self",), no_key=True), key, privates)
        TagSeal.objects.bulk_update(tags, ["unit_key", "sealed"])
        _retire(unit, opener)
    record("key.reseal", by=by, on=key, unit=unit.code, moved=len(moved), left=left)
    return left


def reseal_all(unit: Body, *, by: Person, opener: Opener) -> int:
    """Every batch to the end, each in its own transaction; returns how many there were."""
    batches = 1
    while reseal(unit, by=by, opener=opener):
        batches += 1
    return batches


@sensitive_variables()
def _move(seals: QuerySet[Seal], key: UnitKey, privates: dict[int, bytes]) -> list[Seal]:
    moved = []
    for seal in seals:
        if seal.unit_key_id not in privates:
            raise Locked(f"key {seal.unit_key_id} of unit {key.unit_id}")
        seal.sealed = seal_to(bytes(key.public), open_from(privates[seal.unit_key_id], bytes(seal.sealed)))
        seal.unit_key = key
        moved.append(seal)
    return moved


def _retire(unit: Body, opener: Opener) -> None:
    """Destroy the private halves that nothing is sealed to. The lock keeps new seals off while we look again."""
    old = UnitKey.objects.filter(unit=unit, replaced_at__isnull=False, retired_at=None).select_for_update(no_key=True)
    done = [key for key in old if not key.case_seals.exists() and not key.tag_seals.exists()]
    UnitSeal.objects.filter(unit_key__in=done).delete()
    RecoverySeal.objects.filter(unit_key__in=done).delete()
    UnitKey.objects.filter(pk__in=[key.pk for key in done]).update(retired_at=timezone.now())
    opener.refresh()
