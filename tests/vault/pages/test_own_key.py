"""What a worker sees of their own key, from the first sign-in on."""

from pathlib import Path

import pytest
from django.test import Client

from milepost.accounts.actions import reset
from milepost.accounts.models import Person
from milepost.places.models import Country
from milepost.vault.models import PersonKey
from tests.conftest import PASSWORD, Acting, Cast
from tests.vault.conftest import Unit
from tests.vault.test_session import NEW, opener_in, signed_in


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_first_sign_in_leads_to_making_a_key(cast: Cast) -> None:
    client = Client()
    answer = client.post("/sign-in/", {"login": cast.case_worker.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/keys/"
    assert "/keys/make/" in words(client, "/keys/")
    assert "Your password opens it" in words(client, "/keys/make/")
    assert client.post("/keys/make/", {"password": PASSWORD}).headers["Location"] == "/keys/"
    assert "Your key is made." in words(client, "/keys/")
    assert opener_in(client)


def test_a_wrong_password_makes_no_key(cast: Cast) -> None:
    answer = Acting(cast.case_worker).post("/keys/make/", {"password": "something else"})
    assert b"This is not your password." in answer.content
    assert not PersonKey.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "administrator", "focal_point"])
def test_who_keeps_no_files_has_no_key_page(cast: Cast, role: str) -> None:
    for url in ("/keys/", "/keys/make/", "/keys/renew/", "/keys/open/"):
        assert Acting(cast.of(role)).get(url).status_code == 403


def test_the_key_page_says_that_it_is_open_and_which_it_is(unit: Unit) -> None:
    said = words(signed_in(unit.worker), "/keys/")
    assert "Open" in said
    assert PersonKey.objects.get(person=unit.worker).fingerprint in said
    assert str(unit.body) in said


def test_a_session_without_its_cookie_is_opened_again(unit: Unit) -> None:
    client = signed_in(unit.worker)
    del client.cookies["mp_vault"]
    assert "/keys/open/" in words(client, "/keys/")
    assert 'value="/roadmap/"' in words(client, "/keys/open/?next=/roadmap/")
    answer = client.post("/keys/open/", {"password": PASSWORD, "next": "/roadmap/"})
    assert answer.headers["Location"] == "/roadmap/"
    assert opener_in(client)


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_opening_leads_to_our_own_pages_only(unit: Unit, elsewhere: str) -> None:
    client = signed_in(unit.worker)
    answer = client.post("/keys/open/", {"password": PASSWORD, "next": elsewhere})
    assert answer.headers["Location"] == "/keys/"


def test_passwords_are_not_tried_out_at_a_screen_left_open(unit: Unit) -> None:
    client = signed_in(unit.worker)
    answers = [client.post("/keys/open/", {"password": f"guess number {n}"}).content for n in range(12)]
    assert b"Too many tries" in answers[-1]


def forgotten(unit: Unit, albania: Country, cast: Cast) -> Client:
    """An administrator gave a new first password, and the worker chose their own."""
    reset(unit.worker, albania, password="a first password", by=cast.administrator)
    client = signed_in(Person.objects.get(pk=unit.worker.pk), "a first password")
    typed = {"oldpassword": "a first password", "password1": NEW, "password2": NEW}
    assert client.post("/password/", typed).status_code == 302
    return signed_in(unit.worker, NEW)


def test_a_forgotten_password_is_said_and_answered_by_a_new_key(unit: Unit, albania: Country, cast: Cast) -> None:
    client = forgotten(unit, albania, cast)
    assert "made with an earlier password" in words(client, "/keys/")
    assert "opens nothing until" in words(client, "/keys/renew/")
    client.post("/keys/renew/", {"password": NEW})
    assert "You are not let in yet" in words(client, "/keys/")
    head = signed_in(unit.head)
    assert "Let them in" in words(head, f"/keys/units/{unit.body.pk}/")
    head.post(f"/keys/units/{unit.body.pk}/admit/{unit.worker.pk}/")
    assert opener_in(client).unit_private(unit.body)


def test_a_missing_pepper_is_said_on_the_page_and_nothing_is_made(unit: Unit, other_pepper: Path) -> None:
    other_pepper.unlink()
    client = signed_in(unit.worker)
    assert "MILEPOST_PEPPER must be put back" in words(client, "/keys/")
    before = list(PersonKey.objects.values_list("pk", "public"))
    assert client.post("/keys/renew/", {"password": PASSWORD}).headers["Location"] == "/keys/"
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert b"cannot change now" in client.post("/password/", typed).content
    assert list(PersonKey.objects.values_list("pk", "public")) == before
