"""A unit that nobody can open comes back with any two of three shares, and with nothing less."""

from itertools import combinations

import pytest

from milepost.accounts.actions import reset
from milepost.accounts.rules import Refused
from milepost.places.models import Country
from milepost.vault.actions.case_key import make_case_key
from milepost.vault.actions.person_key import renew_key
from milepost.vault.actions.recovery import WrongShares, prove_recovery, recover_unit, set_up_recovery
from milepost.vault.actions.unit_key import rotate
from milepost.vault.in_use import recovery_key_of
from milepost.vault.models import CaseKey, RecoveryKey
from milepost.vault.opening import Locked, open_with
from tests.conftest import PASSWORD, Cast
from tests.vault.conftest import Unit

NEW = "another long password"


def lost(unit: Unit, albania: Country, cast: Cast) -> CaseKey:
    """Head and worker forget their passwords on one day; a case is in the unit."""
    case = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    for person in (unit.head, unit.worker):
        reset(person, albania, password=NEW, by=cast.administrator)
        renew_key(person, NEW, by=person)
        with pytest.raises(Locked):
            open_with(person, NEW).open_case(case)
    return case


@pytest.mark.parametrize("which", list(combinations(range(3), 2)))
def test_any_two_shares_bring_a_unit_back(
    unit: Unit, albania: Country, cast: Cast, shares: list[str], which: tuple[int, int]
) -> None:
    case = lost(unit, albania, cast)
    typed = [f"  {shares[number].upper()}\n" for number in which]
    recover_unit(unit.body, typed, unit.head, by=cast.administrator)
    assert open_with(unit.head, NEW).open_case(case)
    with pytest.raises(Locked):
        open_with(unit.worker, NEW).open_case(case)


@pytest.mark.parametrize("number", range(3))
def test_one_share_does_not(unit: Unit, albania: Country, cast: Cast, shares: list[str], number: int) -> None:
    lost(unit, albania, cast)
    for typed in ([shares[number]], [shares[number]] * 2, [shares[number], "academic " * 33], [shares[number], ""], []):
        with pytest.raises(WrongShares):
            recover_unit(unit.body, typed, unit.head, by=cast.administrator)


def test_nor_do_two_shares_of_another_set(unit: Unit, albania: Country, cast: Cast, shares: list[str]) -> None:
    lost(unit, albania, cast)
    _key, others = set_up_recovery(albania, by=cast.administrator)
    for typed in (others[:2], [shares[0], others[0]]):
        with pytest.raises(WrongShares):
            recover_unit(unit.body, typed, unit.head, by=cast.administrator)


def test_a_unit_in_the_middle_of_a_rotation_comes_back_whole(
    unit: Unit, albania: Country, cast: Cast, shares: list[str]
) -> None:
    rotate(unit.body, by=unit.head, opener=unit.opener())
    case = lost(unit, albania, cast)
    old = make_case_key(unit.body, by=unit.head, opener=open_with(unit.head, NEW))
    recover_unit(unit.body, shares[1:], unit.head, by=unit.head)
    assert set(open_with(unit.head, NEW).open_cases([case.pk, old.pk])) == {case.pk, old.pk}
    assert len(open_with(unit.head, NEW).unit_privates(unit.body)) == 2


def test_it_counts_only_once_proved(albania: Country, cast: Cast) -> None:
    key, shares = set_up_recovery(albania, by=cast.administrator)
    assert recovery_key_of(albania) is None
    with pytest.raises(WrongShares):
        prove_recovery(key, [shares[0]], by=cast.administrator)
    assert recovery_key_of(albania) is None
    prove_recovery(key, [shares[2], shares[0]], by=cast.administrator)
    assert recovery_key_of(albania) == key
    with pytest.raises(Refused, match="proved already"):
        prove_recovery(key, shares[:2], by=cast.administrator)


def test_the_newest_proved_one_is_in_use(albania: Country, cast: Cast, shares: list[str]) -> None:
    first = recovery_key_of(albania)
    second, words = set_up_recovery(albania, by=cast.administrator)
    assert recovery_key_of(albania) == first
    prove_recovery(second, words[:2], by=cast.administrator)
    assert recovery_key_of(albania) == second


def test_a_rotation_moves_a_unit_to_the_recovery_key_in_use(
    unit: Unit, albania: Country, cast: Cast, shares: list[str]
) -> None:
    second, words = set_up_recovery(albania, by=cast.administrator)
    prove_recovery(second, words[:2], by=cast.administrator)
    key = rotate(unit.body, by=unit.head, opener=unit.opener())
    assert key.recovery_seals.get().recovery_key == second
    recover_unit(unit.body, words[:2], unit.worker, by=cast.administrator)
    with pytest.raises(WrongShares):
        recover_unit(unit.body, shares[:2], unit.worker, by=cast.administrator)


@pytest.mark.parametrize("role", ["case_worker", "focal_point", "other_head_of_unit"])
def test_who_may_not(unit: Unit, albania: Country, cast: Cast, shares: list[str], role: str) -> None:
    with pytest.raises(Refused):
        recover_unit(unit.body, shares[:2], unit.head, by=cast.of(role))
    with pytest.raises(Refused):
        set_up_recovery(albania, by=cast.of(role))
    with pytest.raises(Refused):
        prove_recovery(RecoveryKey(country=albania), shares[:2], by=cast.of(role))


def test_only_for_someone_who_works_there(unit: Unit, other: Unit, cast: Cast, shares: list[str]) -> None:
    with pytest.raises(Refused, match="no role at this unit"):
        recover_unit(unit.body, shares[:2], other.worker, by=cast.administrator)


def test_the_database_holds_the_public_half_only(albania: Country, cast: Cast) -> None:
    key, shares = set_up_recovery(albania, by=cast.administrator)
    kept = str(RecoveryKey.objects.filter(pk=key.pk).values().get())
    assert not any(word in kept for share in shares for word in share.split() if len(word) > 6)
    assert PASSWORD not in kept
