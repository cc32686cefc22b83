"""A person's own key: made with their password, wrapped anew with a new one, replaced when the password is forgotten."""

from pathlib import Path

import pytest

from milepost.accounts.actions import reset
from milepost.accounts.rules import Refused
from milepost.places.models import Country
from milepost.vault.actions.case_key import make_case_key
from milepost.vault.actions.person_key import change_passphrase, make_key, renew_key
from milepost.vault.actions.unit_key import admit
from milepost.vault.in_use import live_key_of
from milepost.vault.models import PersonKey
from milepost.vault.opening import Locked, WrongPepper, open_with
from milepost.vault.queries import waiting_for
from milepost.vault.sealing import CannotOpen
from tests.conftest import PASSWORD, Cast
from tests.vault.conftest import Unit, pepper_file

NEW = "another long password"


def test_everybody_makes_their_own(cast: Cast) -> None:
    with pytest.raises(Refused, match="their own"):
        make_key(cast.case_worker, PASSWORD, by=cast.head_of_unit)
    make_key(cast.case_worker, PASSWORD, by=cast.case_worker)
    with pytest.raises(Refused, match="already"):
        make_key(cast.case_worker, PASSWORD, by=cast.case_worker)
    assert open_with(cast.case_worker, PASSWORD)


@pytest.mark.parametrize("role", ["focal_point", "viewer", "administrator"])
def test_only_the_file_room_has_keys(cast: Cast, role: str) -> None:
    with pytest.raises(Refused, match="Case worker"):
        make_key(cast.of(role), PASSWORD, by=cast.of(role))


def test_a_key_is_wrapped_by_the_password_and_nothing_else(cast: Cast) -> None:
    with pytest.raises(ValueError, match="password"):
        make_key(cast.case_worker, "not their password", by=cast.case_worker)
    assert not PersonKey.objects.exists()


def test_a_new_passphrase_opens_the_same_key_and_the_old_one_no_more(unit: Unit) -> None:
    case = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    key = live_key_of(unit.worker)
    assert key is not None
    change_passphrase(key, PASSWORD, NEW, by=unit.worker)
    assert open_with(unit.worker, NEW).open_case(case)
    with pytest.raises(CannotOpen):
        open_with(unit.worker, PASSWORD)


def test_nobody_wraps_anothers_key_nor_without_the_old_passphrase(unit: Unit) -> None:
    key = live_key_of(unit.worker)
    assert key is not None
    with pytest.raises(Refused, match="their own"):
        change_passphrase(key, PASSWORD, NEW, by=unit.head)
    with pytest.raises(CannotOpen):
        change_passphrase(key, "something else", NEW, by=unit.worker)


def test_a_forgotten_password_needs_a_new_key_and_someone_who_lets_them_in(
    unit: Unit, albania: Country, cast: Cast
) -> None:
    case = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    reset(unit.worker, albania, password=NEW, by=cast.administrator)
    with pytest.raises(CannotOpen):
        open_with(unit.worker, NEW)
    renew_key(unit.worker, NEW, by=unit.worker)
    with pytest.raises(Locked):
        open_with(unit.worker, NEW).open_case(case)
    assert [key.person for key in waiting_for(unit.body)] == [unit.worker]
    admit(unit.body, unit.worker, by=unit.head, opener=unit.opener())
    assert open_with(unit.worker, NEW).open_case(case)


def test_an_administrator_who_takes_a_persons_password_gets_no_case(unit: Unit, albania: Country, cast: Cast) -> None:
    case = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    reset(unit.worker, albania, password=NEW, by=cast.administrator)
    with pytest.raises(CannotOpen):
        open_with(unit.worker, NEW)
    renew_key(unit.worker, NEW, by=unit.worker)
    with pytest.raises(Locked):
        open_with(unit.worker, NEW).open_case(case)


def test_the_pepper_is_made_once_and_only_its_owner_reads_it(unit: Unit) -> None:
    assert pepper_file().stat().st_mode & 0o777 == 0o600
    assert len(pepper_file().read_text()) >= 32


@pytest.mark.parametrize("broken", ["missing", "another", "empty"])
def test_a_wrong_pepper_is_said_and_never_answered_by_a_new_key(
    unit: Unit, cast: Cast, other_pepper: Path, broken: str
) -> None:
    if broken == "missing":
        other_pepper.unlink()
    else:
        other_pepper.write_text("x" * 40 if broken == "another" else "")
    before = list(PersonKey.objects.values_list("pk", "public"))
    with pytest.raises(WrongPepper):
        open_with(unit.worker, PASSWORD)
    with pytest.raises(WrongPepper):
        renew_key(unit.worker, PASSWORD, by=unit.worker)
    with pytest.raises(WrongPepper):
        make_key(cast.other_case_worker, PASSWORD, by=cast.other_case_worker)
    assert list(PersonKey.objects.values_list("pk", "public")) == before
    assert other_pepper.exists() is (broken != "missing")
