"""Signing in opens the key for the session: half in the session's row, half in the browser; neither opens alone."""

import base64

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from pytest_django import Settings

from milepost.accounts.models import Person
from milepost.vault import session
from milepost.vault.opening import Opener, open_with
from milepost.vault.session import COOKIE
from tests.conftest import PASSWORD
from tests.vault.conftest import Unit

NEW = "another long password"


def signed_in(person: Person, password: str = PASSWORD) -> Client:
    """A browser of the person, through the real sign-in page."""
    client = Client()
    answer = client.post("/sign-in/", {"login": person.email, "password": password})
    assert answer.status_code == 302, answer.content
    return client


def opener_in(client: Client) -> Opener:
    """What a page would be given for the browser's next request."""
    request = RequestFactory().get("/")
    request.session = client.session
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.user = Person.objects.get(pk=client.session["_auth_user_id"])
    return session.opened(request)


def test_signing_in_opens_the_key(unit: Unit) -> None:
    opener = opener_in(signed_in(unit.worker))
    assert opener
    assert opener.unit_private(unit.body) == unit.opener().unit_private(unit.body)


def test_the_cookie_is_kept_from_scripts_and_other_sites(unit: Unit, settings: Settings) -> None:
    cookie = signed_in(unit.worker).cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert cookie["max-age"] == signed_in(unit.worker).cookies["sessionid"]["max-age"]
    settings.SESSION_COOKIE_SECURE = True
    assert signed_in(unit.worker).cookies[COOKIE]["secure"]


def test_neither_half_opens_alone(unit: Unit) -> None:
    client = signed_in(unit.worker)
    cookie = client.cookies.pop(COOKIE)
    assert not opener_in(client)
    client.cookies[COOKIE] = base64.urlsafe_b64encode(b"x" * 32).decode()
    assert not opener_in(client)
    client.cookies[COOKIE] = cookie.value
    kept = client.session
    del kept["vault"]
    kept.save()
    assert not opener_in(client)


@pytest.mark.parametrize("junk", ["", "!", "é", "YQ==", "A" * 44])
def test_a_broken_cookie_is_a_locked_session_and_no_error(unit: Unit, junk: str) -> None:
    client = signed_in(unit.worker)
    client.cookies[COOKIE] = junk
    assert not opener_in(client)
    assert client.get("/").status_code == 200


def test_half_of_one_person_and_half_of_another_do_not_open(unit: Unit) -> None:
    one, other = signed_in(unit.worker), signed_in(unit.head)
    one.cookies[COOKIE] = other.cookies[COOKIE].value
    assert not opener_in(one)


def test_the_session_row_holds_no_private_half(unit: Unit) -> None:
    private = open_with(unit.worker, PASSWORD)._private
    assert private is not None
    client = signed_in(unit.worker)
    row = Session.objects.get(pk=client.cookies["sessionid"].value)
    everything = str(row.get_decoded()).encode() + row.session_data.encode()
    for form in (private, base64.b64encode(private), private.hex().encode()):
        assert form not in everything


def test_signing_out_takes_both_halves(unit: Unit) -> None:
    client = signed_in(unit.worker)
    key = client.cookies["sessionid"].value
    client.post("/sign-out/")
    assert client.cookies[COOKIE].value == ""
    assert not Session.objects.filter(pk=key).exists()


def test_a_new_password_renews_the_halves_and_ends_other_sessions(unit: Unit) -> None:
    here, elsewhere = signed_in(unit.worker), signed_in(unit.worker)
    before = here.cookies[COOKIE].value
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/password/", typed).status_code == 302
    assert here.cookies[COOKIE].value != before
    assert opener_in(here).unit_private(unit.body)
    assert elsewhere.get("/").status_code == 302  # to the sign-in page
    assert elsewhere.get("/").headers["Location"].startswith("/sign-in/")
    assert opener_in(signed_in(unit.worker, NEW)).unit_private(unit.body)


def test_who_has_no_key_signs_in_as_ever(cast_member: Person) -> None:
    client = signed_in(cast_member)
    assert COOKIE not in client.cookies
    assert not opener_in(client)
    assert client.get("/").status_code == 200


@pytest.fixture
def cast_member(db: None) -> Person:
    return Person.objects.get(email="viewer@al.example")


def test_the_cost_in_production_is_not_the_cost_in_tests() -> None:
    from milepost import settings as production

    assert (production.VAULT_OPS, production.VAULT_MEMORY) == (8, 64 * 1024 * 1024)
    assert settings.VAULT_MEMORY < production.VAULT_MEMORY
