"""Signing in: a wrong password five times locks one account for one network, not the ministry behind it."""

from django.test import Client

from milepost.accounts.models import Person
from tests.conftest import Cast

RIGHT, WRONG = "a long enough password", "not the password"
WAIT = "Too many wrong passwords. Wait five minutes, then try again."


def sign_in(person: str, password: str, *, network: str = "192.0.2.7") -> str:
    """What the page says; empty when the person is in."""
    browser = Client(REMOTE_ADDR=network)
    response = browser.post("/sign-in/", {"login": person, "password": password})
    return "" if response.status_code == 302 else response.content.decode()


def lock(person: Person, *, network: str = "192.0.2.7") -> None:
    for _ in range(5):
        assert WAIT not in sign_in(person.email, WRONG, network=network)


def test_after_five_wrong_passwords_the_right_one_waits_too(cast: Cast) -> None:
    lock(cast.viewer)
    assert WAIT in sign_in(cast.viewer.email, RIGHT)


def test_the_account_is_locked_however_its_address_is_written(cast: Cast) -> None:
    lock(cast.viewer)
    assert WAIT in sign_in(cast.viewer.email.upper(), RIGHT)


def test_everyone_else_behind_the_same_address_signs_in(cast: Cast) -> None:
    lock(cast.viewer)
    lock(cast.approver)
    lock(cast.contributor)
    assert sign_in(cast.focal_point.email, RIGHT) == ""


def test_who_is_guessed_at_from_elsewhere_signs_in_from_the_office(cast: Cast) -> None:
    lock(cast.viewer, network="198.51.100.9")
    assert sign_in(cast.viewer.email, RIGHT) == ""


def test_a_network_that_guesses_at_many_accounts_waits(cast: Cast) -> None:
    for number in range(60):
        assert WAIT not in sign_in(f"nobody{number}@al.example", WRONG)
    assert WAIT in sign_in("nobody60@al.example", WRONG)
    assert sign_in(cast.viewer.email, RIGHT, network="203.0.113.5") == ""
