"""Case keys, for the rooms above: make one, share it with another unit or with one person, end the share.

They have no pages.
"""

from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.vault.in_use import live_key_of, live_unit_key
from milepost.vault.models import CaseKey, CaseSeal, PersonCaseSeal
from milepost.vault.opening import Opener
from milepost.vault.rows import insert
from milepost.vault.rules import can_end_share, can_receive, can_share_case_key, can_share_with_person
from milepost.vault.sealing import new_key, seal_to


def make_case_key(unit: Body, *, by: Person, opener: Opener) -> CaseKey:
    """A new case key, sealed to the unit. `opener.open_case` gives it for the rest of the request, also to someone who
    cannot open it afterwards, so a field team can report what it will not read again."""
    return make_case_keys(unit, 1, by=by, opener=opener)[0]


@sensitive_variables()
@transaction.atomic
def make_case_keys(unit: Body, count: int, *, by: Person, opener: Opener) -> list[CaseKey]:
    """Several at once (an old register, the demo): one event, two inserts."""
    require(can_receive(unit), "key.make_case_key", unit.country_id)
    unit_key = live_unit_key(unit, lock=True)
    assert unit_key is not None
    keys = [CaseKey(country_id=unit.country_id) for _ in range(count)]
    secrets, public = [new_key() for _ in keys], bytes(unit_key.public)
    insert(keys)
    insert(
        [
            CaseSeal(
                country_id=unit.country_id, case_key_id=key.pk, unit_key_id=unit_key.pk, sealed=seal_to(public, secret)
            )
            for key, secret in zip(keys, secrets, strict=True)
        ]
    )
    for key, secret in zip(keys, secrets, strict=True):
        opener.remember(key, secret)
    record("key.make_case_key", by=by, on=unit_key, unit=unit.code, count=count)
    return keys


@sensitive_variables()
@transaction.atomic
def share_case_key(case_key: CaseKey, to_unit: Body, until: datetime | None, *, by: Person, opener: Opener) -> CaseSeal:
    """Seal a case key to another unit: until a moment (an open referral), or for good (`None`: a transfer).

    A unit that has the key for good keeps it so. Raises `Refused` where the opener cannot open the case.
    """
    require(can_share_case_key(case_key, to_unit, opener), "key.share_case_key", to_unit.country_id)
    unit_key = live_unit_key(to_unit, lock=True)
    assert unit_key is not None
    # The unit may hold a seal under a generation that is being replaced: that row moves, no second one is made.
    seal = (
        CaseSeal.objects.filter(case_key=case_key, unit_key__unit=to_unit)
        .select_for_update(of=("self",), no_key=True)
        .first()
    )
    lasting = seal is not None and seal.until is None
    seal = seal or CaseSeal(country_id=case_key.country_id, case_key=case_key)
    seal.unit_key, seal.until = unit_key, None if lasting else until
    seal.sealed = seal_to(bytes(unit_key.public), opener.open_case(case_key))
    seal.save()
    record("key.share_case_key", by=by, on=case_key, unit=to_unit.code, until=until)
    return seal


@transaction.atomic
def end_share(case_key: CaseKey, unit: Body, *, by: Person) -> None:
    """End a unit's access to a case. The rooms above decide who may; the last lasting seal stays."""
    require(can_end_share(case_key, unit), "key.end_share", unit.country_id)
    CaseSeal.objects.filter(country=case_key.country_id, case_key=case_key, unit_key__unit=unit).delete()
    record("key.end_share", by=by, on=case_key, unit=unit.code)


@sensitive_variables()
@transaction.atomic
def share_with_person(
    case_key: CaseKey, person: Person, until: datetime, *, by: Person, opener: Opener
) -> PersonCaseSeal:
    """Seal a case key to one person's own key, until a moment. A second time sets another end.

    Raises `Refused` where the opener cannot open the case, or the person has no key or no role that takes one.
    """
    require(can_share_with_person(case_key, person, until, opener), "key.share_with_person", case_key.country_id)
    own = live_key_of(person)
    assert own is not None
    seal, _made = PersonCaseSeal.objects.update_or_create(
        country_id=case_key.country_id, case_key=case_key, person=person,
        defaults={
            "person_key": own, "until": until, "sealed": seal_to(bytes(own.public), opener.open_case(case_key)),
        },
    )  # fmt: skip
    record("key.share_with_person", by=by, on=case_key, person=person.pk, until=until)
    return seal


@transaction.atomic
def end_share_with_person(case_key: CaseKey, person: Person, *, by: Person) -> None:
    """End what was sealed to a person. The rooms above decide who may."""
    PersonCaseSeal.objects.filter(country=case_key.country_id, case_key=case_key, person=person).delete()
    record("key.end_share_with_person", by=by, on=case_key, person=person.pk)
