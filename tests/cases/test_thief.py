"""A thief has every row of the database, the pepper and the secret key, and no passphrase; and knows a child by name.

They read no text of a case, and get no yes and no no about the child: every run of bytes that could be a key is tried
on all that is sealed, and as a tag key on the names that they know. The twin of each denial has the right key, and sees.
`vault/test_thief.py` steals the folder of a running system; docs/explanation/keys.md says the same in its table.
"""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from milepost.cases.actions.contact import contact
from milepost.cases.facts import Visit
from milepost.cases.models import Case
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.people.models import Child, Tag
from milepost.people.sealed import sealed_columns
from milepost.people.tags import kept
from milepost.vault.models import CaseSeal, TagSeal
from milepost.vault.sealing import CannotOpen, UnknownVersion, Where, open_from, open_sealed
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, signed_in

KNOWN = Identity(given_name="Xhulioneda", surname="Tafilaku", birth=PartialDate(2014, 5), sex="girl")
STRANGER = Identity(given_name="Leonora", surname="Kastrati", birth=PartialDate(2013, 4), sex="girl")
KEY = 32


@pytest.fixture
def loot(unit: Unit, other: Unit) -> tuple[list[bytes], Case]:
    """Every value that lies there in clear, and a case of a known child, in a running system with two people signed in."""
    case = unit.assessed(unit.registered(KNOWN), summary="She sleeps at the station")
    contact(
        case, Visit(timezone.localdate(), "office", note="Afraid of her uncle"), by=unit.worker, opener=unit.opener()
    )
    other.registered(Identity(given_name="Arta", surname="Prifti", birth=PartialDate(2012, 1)))
    for person in (unit.worker, other.head):
        signed_in(person).get("/cases/")
    signed_in(unit.worker).get(at(case))
    return list(_values()), case


def _values() -> Iterator[bytes]:
    """Every value of every row, as bytes; and what lies on the disk beside the database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (_bytes(value) for value in row if value is not None)
    for name in ("pepper", "secret_key"):
        yield (Path(settings.DATA) / name).read_bytes()


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _keys(values: list[bytes]) -> set[bytes]:
    """Everything that could be a key: runs of 32 bytes at the ends and common offsets, and 64 characters of hex."""
    found = set()
    for value in set(values):
        for start in (0, 1, 8, 16, 17, 24, 41, len(value) - KEY):
            if 0 <= start <= len(value) - KEY:
                found.add(value[start : start + KEY])
        if len(value) == 2 * KEY:
            with contextlib.suppress(ValueError):
                found.add(bytes.fromhex(value.decode()))
    return found


def _tag_values() -> set[tuple[str, int]]:
    return set(Tag.objects.values_list("kind", "value"))


def test_no_value_that_lies_there_says_a_word(loot: tuple[list[bytes], Case]) -> None:
    values, _case = loot
    everything = b"\n".join(values).lower()
    for word in (b"xhulioneda", b"tafilaku", b"she sleeps", b"afraid of her", b"sits at the crossroads"):
        assert word not in everything
    assert b"case.view" in everything  # what is in clear by design is there


def test_nothing_that_lies_there_opens_a_text_or_a_key(loot: tuple[list[bytes], Case]) -> None:
    values, case = loot
    keys = _keys(values)
    assert len(keys) > 300
    boxes = [bytes(each) for each in CaseSeal.objects.values_list("sealed", flat=True)]
    boxes += [bytes(each) for each in TagSeal.objects.values_list("sealed", flat=True)]
    child = Child.objects.get(pk=case.child_id)
    column = next(name for name in sealed_columns(Child) if getattr(child, name))
    tried = 0
    for key in keys:
        for box in boxes:
            with pytest.raises(CannotOpen):
                open_from(key, box)
            tried += 1
        with pytest.raises((CannotOpen, UnknownVersion)):
            open_sealed(key, bytes(getattr(child, column)), _where(child, column))
    print(f"{len(keys)} keys tried on {len(boxes)} seals: {tried}")


def _where(child: Child, column: str) -> Where:
    return Where(child._meta.db_table, column, str(child.pk))


def test_a_known_name_gets_no_yes_and_no_no(loot: tuple[list[bytes], Case], unit: Unit) -> None:
    """Under any key that lies there, a child who is there matches no more tags than one who is not."""
    values, _case = loot
    there, keys = _tag_values(), _keys(values)
    hits = {
        name: sum(bool(kept(key, child) & there) for key in keys) for name, child in (("is", KNOWN), ("not", STRANGER))
    }
    assert hits == {"is": 0, "not": 0}
    right = unit.opener().tag_key("al")
    assert right not in keys
    assert kept(right, KNOWN) <= there  # the twin: with the tag key it is a yes
    assert not kept(right, STRANGER) & there


def test_the_session_of_someone_signed_in_opens_nothing_without_the_cookie(loot: tuple[list[bytes], Case]) -> None:
    _values, case = loot
    from django.contrib.sessions.models import Session

    session = (
        Session.objects.filter(expire_date__gt=timezone.now() - timedelta(days=1)).order_by("-expire_date").first()
    )
    assert session is not None
    thief = Client()
    thief.cookies["sessionid"] = session.session_key
    assert thief.get(at(case)).status_code in (302, 403)
    assert b"station" not in thief.get(at(case)).content
