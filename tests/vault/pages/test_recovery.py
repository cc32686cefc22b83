"""The pages of the recovery key: shown once, proved, used."""

import re

from django.test import Client

from milepost.accounts.actions import reset
from milepost.places.models import Country
from milepost.vault.actions.person_key import renew_key
from milepost.vault.models import RecoveryKey
from tests.conftest import Acting, Cast
from tests.vault.conftest import Unit
from tests.vault.pages.test_own_key import words
from tests.vault.test_session import NEW, opener_in, signed_in

WORDS = re.compile(r'<ol class="govuk-list govuk-list--number" lang="en">(.*?)</ol>', re.S)


def shown(client: Client) -> list[str]:
    """The shares on the page that answers to "Show the three shares"."""
    answer = client.post("/keys/recovery/al/set-up/")
    assert "no-store" in answer.headers["Cache-Control"]
    return [" ".join(re.findall(r"<li>(\w+)</li>", part)) for part in WORDS.findall(answer.content.decode())]


def test_the_shares_are_shown_once_and_the_key_counts_once_proved(cast: Cast) -> None:
    client = Acting(cast.administrator)
    assert "None in use" in words(client, "/keys/recovery/")
    shares = shown(client)
    assert [len(share.split()) for share in shares] == [33, 33, 33]
    everywhere = words(client, "/keys/recovery/") + words(client, "/keys/recovery/al/set-up/")
    assert not any(share.split()[5] + "</li>" in everywhere for share in shares)
    wrong = client.post("/keys/recovery/al/prove/", {"first": shares[0], "second": shares[0]})
    assert b"not two shares of this key" in wrong.content
    client.post("/keys/recovery/al/prove/", {"first": shares[2], "second": shares[1]})
    assert RecoveryKey.objects.get().proved_by == cast.administrator
    assert "proved by" in words(client, "/keys/recovery/")
    assert client.get("/keys/recovery/al/prove/").status_code == 404


def test_a_unit_is_brought_back(unit: Unit, albania: Country, cast: Cast, shares: list[str]) -> None:
    reset(unit.head, albania, password=NEW, by=cast.administrator)
    renew_key(unit.head, NEW, by=unit.head)
    client, url = Acting(cast.administrator), f"/keys/units/{unit.body.pk}/recover/"
    assert str(unit.body) in words(client, "/keys/recovery/")
    assert unit.head.name in words(client, url)
    typed = {"member": unit.head.pk, "first": shares[0], "second": shares[1][:-5]}
    assert b"not two shares of this key" in client.post(url, typed).content
    assert client.post(url, typed | {"second": shares[1]}).status_code == 302
    unit.head.new_password_needed = False
    unit.head.save()
    assert opener_in(signed_in(unit.head, NEW)).unit_private(unit.body)


def test_who_may_not(unit: Unit, other: Unit, cast: Cast) -> None:
    for who in (unit.worker, other.head, cast.focal_point, cast.foreign["administrator"]):
        client = signed_in(who)
        for url in ("recovery/al/set-up/", "recovery/al/prove/", f"units/{unit.body.pk}/recover/"):
            assert client.get(f"/keys/{url}").status_code == 404
            assert client.post(f"/keys/{url}").status_code == 404
