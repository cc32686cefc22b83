"""A case key sealed to one person opens to them until a moment, while they hold the role and the key; to nobody else."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from milepost.accounts.actions import assign, withdraw
from milepost.accounts.models import Person
from milepost.accounts.rules import Refused
from milepost.vault.actions.case_key import (
    end_share_with_person,
    make_case_key,
    make_case_keys,
    share_with_person,
)
from milepost.vault.actions.person_key import make_key, renew_key
from milepost.vault.actions.rotation import reseal_all
from milepost.vault.actions.unit_key import admit, rotate
from milepost.vault.models import CaseKey, PersonCaseSeal, UnitSeal
from milepost.vault.opening import Locked, open_with
from tests.conftest import PASSWORD, Cast
from tests.vault.conftest import Unit, read, written


@pytest.fixture
def guest(unit: Unit, cast: Cast) -> Person:
    """Someone of another office, with a key of their own."""
    make_key(cast.group_guest, PASSWORD, by=cast.group_guest)
    return cast.group_guest


@pytest.fixture
def case(unit: Unit) -> CaseKey:
    """A case of the unit."""
    return make_case_key(unit.body, by=unit.head, opener=unit.opener())


def soon(hours: int = 1) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def share(unit: Unit, case: CaseKey, person: Person, until: datetime | None = None) -> PersonCaseSeal:
    return share_with_person(case, person, until or soon(), by=unit.head, opener=unit.opener())


def opens(unit: Unit, case: CaseKey, person: Person) -> bool:
    return case.pk in unit.opener(person).open_cases([case.pk])


def test_it_opens_to_the_person_and_to_no_other_guest(unit: Unit, cast: Cast, guest: Person, case: CaseKey) -> None:
    sealed = written(case, unit.opener(), "Besa, seen at the market")
    make_key(cast.prosecution_clerk, PASSWORD, by=cast.prosecution_clerk)
    share(unit, case, guest)
    assert read(case, unit.opener(guest), sealed) == "Besa, seen at the market"
    with pytest.raises(Locked):
        unit.opener(cast.prosecution_clerk).open_case(case)


def test_it_opens_only_what_was_shared(unit: Unit, guest: Person, case: CaseKey) -> None:
    other = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    share(unit, case, guest)
    assert set(unit.opener(guest).open_cases([case.pk, other.pk])) == {case.pk}
    assert not unit.opener(guest).units()


def test_it_ends_with_its_moment(unit: Unit, guest: Person, case: CaseKey, monkeypatch: pytest.MonkeyPatch) -> None:
    share(unit, case, guest)
    assert opens(unit, case, guest)
    later = soon(2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not opens(unit, case, guest)
    assert opens(unit, case, unit.worker)


def test_end_share_with_person_ends_it_before(unit: Unit, guest: Person, case: CaseKey) -> None:
    share(unit, case, guest)
    end_share_with_person(case, guest, by=unit.head)
    assert not opens(unit, case, guest)
    assert not PersonCaseSeal.objects.exists()


def test_who_lost_the_role_opens_nothing_though_still_sealed_to(
    unit: Unit, cast: Cast, guest: Person, case: CaseKey
) -> None:
    share(unit, case, guest)
    withdraw(guest.held()[0], by=cast.administrator)
    guest.forget_held()
    assert not opens(unit, case, guest)


def test_a_new_key_loses_it_and_another_share_gives_it_again(unit: Unit, guest: Person, case: CaseKey) -> None:
    share(unit, case, guest)
    renew_key(guest, PASSWORD, by=guest)
    assert not opens(unit, case, guest)
    share(unit, case, guest)
    assert opens(unit, case, guest)


def test_the_old_key_does_not_open_it_though_its_seal_were_put_back(unit: Unit, guest: Person, case: CaseKey) -> None:
    """A seal restored from a backup, and the old key in someone's hands."""
    seal, before = share(unit, case, guest), open_with(guest, PASSWORD)
    renew_key(guest, PASSWORD, by=guest)
    seal.pk = None
    seal.save(force_insert=True)
    assert not before.open_cases([case.pk])


def test_a_rotation_of_the_unit_changes_nothing(unit: Unit, guest: Person, case: CaseKey) -> None:
    share(unit, case, guest)
    sealed = bytes(PersonCaseSeal.objects.get().sealed)
    rotate(unit.body, by=unit.head, opener=unit.opener())
    reseal_all(unit.body, by=unit.head, opener=unit.opener())
    assert bytes(PersonCaseSeal.objects.get().sealed) == sealed
    assert opens(unit, case, guest)


def test_a_second_share_sets_another_end(unit: Unit, guest: Person, case: CaseKey) -> None:
    for hours in (1, 5, 2):
        seal = share(unit, case, guest, soon(hours))
    assert PersonCaseSeal.objects.get().until == seal.until


@pytest.mark.parametrize(
    ("who", "sentence"), [("viewer", "no role that can be invited"), ("prosecution_clerk", "no key yet")]
)
def test_share_with_person_needs_a_role_and_a_key(
    unit: Unit, cast: Cast, case: CaseKey, who: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        share(unit, case, cast.of(who))


def test_share_with_person_needs_a_day_to_come(unit: Unit, guest: Person, case: CaseKey) -> None:
    with pytest.raises(Refused, match="has passed"):
        share(unit, case, guest, timezone.now())


def test_who_cannot_open_cannot_share_with_a_person(unit: Unit, other: Unit, guest: Person, case: CaseKey) -> None:
    with pytest.raises(Refused, match="cannot open"):
        share_with_person(case, guest, soon(), by=other.head, opener=other.opener())


def test_a_guest_is_not_let_into_a_unit(unit: Unit, guest: Person) -> None:
    """Their role covers the country, and must not make them a member of any unit of it."""
    with pytest.raises(Refused, match="no role at this unit"):
        admit(unit.body, guest, by=unit.head, opener=unit.opener())


def test_a_former_worker_who_is_a_guest_now_opens_no_unit(unit: Unit, cast: Cast, case: CaseKey) -> None:
    """Their seal of the unit is still there until the head removes it."""
    withdraw(unit.worker.held()[0], by=cast.administrator)
    assign(unit.worker, "group_guest", case.country, by=cast.administrator)
    unit.worker.forget_held()
    assert UnitSeal.objects.filter(person=unit.worker).exists()
    assert not unit.opener(unit.worker).units()
    assert not opens(unit, case, unit.worker)


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_list_of_cases_opens_to_a_guest_with_one_query(
    unit: Unit, guest: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases, opener = make_case_keys(unit.body, count, by=unit.head, opener=unit.opener()), unit.opener()
    for case in cases:
        share_with_person(case, guest, soon(), by=unit.head, opener=opener)
    theirs = unit.opener(guest)
    guest.held()  # read once per request, by whatever asked first
    with django_assert_num_queries(1):
        assert len(theirs.open_cases([case.pk for case in cases])) == count
        theirs.open_case(cases[0])
