"""The page of a unit's key: made, joined, left, given a new key."""

from milepost.accounts.actions import withdraw
from milepost.vault.actions.case_key import make_case_keys
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.unit_key import rotate
from milepost.vault.models import UnitKey
from tests.conftest import PASSWORD, Acting, Cast
from tests.vault.conftest import Unit
from tests.vault.pages.test_own_key import words
from tests.vault.test_session import opener_in, signed_in


def test_the_head_makes_the_units_key(shares: list[str], cast: Cast) -> None:
    head, worker = cast.head_of_unit, cast.case_worker
    assert head.body is not None
    url = f"/keys/units/{head.body.pk}/"
    assert "You have no key yet" in words(signed_in(head), f"{url}found/")
    for person in (head, worker):
        make_key(person, PASSWORD, by=person)
    client = signed_in(head)
    assert "This unit has no key yet" in words(client, url)
    assert worker.name in words(client, f"{url}found/")
    client.post(f"{url}found/", {"members": [head.pk, worker.pk]})
    assert "You can open this unit" in words(client, url)
    assert opener_in(signed_in(worker)).unit_private(head.body)


def test_without_a_recovery_key_it_says_who_must_act(cast: Cast) -> None:
    head = cast.head_of_unit
    assert head.body is not None
    answer = Acting(head).get(f"/keys/units/{head.body.pk}/found/")
    assert b"An administrator must set up" in answer.content


def test_the_head_removes_someone_and_the_unit_gets_a_new_key(unit: Unit) -> None:
    make_case_keys(unit.body, 3, by=unit.head, opener=unit.opener())
    client, url = signed_in(unit.head), f"/keys/units/{unit.body.pk}/"
    assert unit.worker.name in words(client, url)
    assert "opens nothing new" in words(client, f"{url}remove/{unit.worker.pk}/")
    client.post(f"{url}remove/{unit.worker.pk}/")
    said = words(client, url)
    assert "The old one is destroyed." in said
    assert "Waiting to be let in" in said  # still employed here, no longer in
    assert UnitKey.objects.filter(unit=unit.body, retired_at=None).get().generation == 2


def test_who_lost_the_role_is_shown_to_the_head(unit: Unit, cast: Cast) -> None:
    withdraw(unit.worker.held()[0], by=cast.administrator)
    assert "No longer here" in words(signed_in(unit.head), f"/keys/units/{unit.body.pk}/")
    assert signed_in(unit.worker).get(f"/keys/units/{unit.body.pk}/").status_code == 404


def test_a_rotation_shows_how_far_it_is_and_any_member_goes_on(unit: Unit) -> None:
    make_case_keys(unit.body, 3, by=unit.head, opener=unit.opener())
    rotate(unit.body, by=unit.head, opener=unit.opener())
    client, url = signed_in(unit.worker), f"/keys/units/{unit.body.pk}/"
    said = words(client, url)
    assert '<progress max="3" value="0"' in said
    client.post(f"{url}reseal/")
    assert "Every file is under the unit" in words(client, url)


def test_the_head_gives_a_new_key(unit: Unit) -> None:
    client, url = signed_in(unit.head), f"/keys/units/{unit.body.pk}/"
    assert "0 files are moved" in words(client, f"{url}rotate/")
    client.post(f"{url}rotate/")
    assert UnitKey.objects.filter(unit=unit.body).count() == 2


def test_a_unit_that_can_search_lets_another(unit: Unit, other: Unit) -> None:
    client = signed_in(unit.head)
    assert "Units that cannot search yet" in words(client, "/keys/")
    client.post(f"/keys/units/{other.body.pk}/share-tags/")
    assert opener_in(signed_in(other.head)).tag_key("al")
    assert "Units that cannot search yet" not in words(client, "/keys/")


def test_another_units_page_is_as_if_it_were_not_there(unit: Unit, other: Unit, cast: Cast) -> None:
    for who in (other.head, other.worker, cast.administrator, cast.viewer, cast.foreign["head_of_unit"]):
        client = signed_in(who)
        for act in ("", "found/", "rotate/", f"remove/{unit.worker.pk}/"):
            assert client.get(f"/keys/units/{unit.body.pk}/{act}").status_code == 404
        for act in (f"admit/{unit.worker.pk}/", "reseal/", "share-tags/", "rotate/"):
            assert client.post(f"/keys/units/{unit.body.pk}/{act}").status_code == 404


def test_a_locked_session_is_told_how_to_go_on(unit: Unit) -> None:
    client = signed_in(unit.head)
    del client.cookies["mp_vault"]
    answer = client.post(f"/keys/units/{unit.body.pk}/rotate/")
    assert answer.status_code == 403
    assert b"This is locked" in answer.content
    assert b"/keys/open/?next=" in answer.content
    assert UnitKey.objects.filter(unit=unit.body).count() == 1
