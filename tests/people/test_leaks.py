"""Whoever has the database alone has no word of a child: markers planted by every action, looked for in its raw bytes."""

import base64
import json
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection

from milepost.accounts.rules import Refused
from milepost.people.actions.carer import add_carer, change_carer
from milepost.people.actions.child import change_identity, register
from milepost.people.actions.joining import join, separate
from milepost.people.actions.search import search
from milepost.people.dates import PartialDate
from milepost.people.identity import Care, Identity
from tests.vault.conftest import Unit


@dataclass
class Marks:
    """Words that occur nowhere else, one for each box that something is typed into."""

    made: int = 0

    def next(self) -> str:
        self.made += 1
        letters = "bcdfghkm"  # letters only, so that a word folded for its tag is still itself
        return f"Qzv{letters[self.made // 8]}wjx{letters[self.made % 8]}kqz"

    def all(self) -> list[str]:
        """Every word handed out so far."""
        return [Marks(number).next() for number in range(self.made)]


def traces(word: str) -> Iterator[bytes]:
    """A word in the shapes in which it could lie in a file."""
    for cased in {word, word.lower(), word.upper()}:
        plain = cased.encode()
        yield from (plain, cased.encode("utf-16-le"), cased.encode("utf-16-be"))
        yield from (plain.hex().encode(), plain.hex().upper().encode())
        yield urllib.parse.quote(cased).encode()
        for shift in range(
            3
        ):  # in base64 a word looks different at each of three places; the edges depend on neighbours
            coded = base64.b64encode(b"\0" * shift + plain).rstrip(b"=")
            yield coded[-(-shift * 8 // 6) + (shift > 0) : -1]


def raw_database() -> bytes:
    """The database as its file would be; on PostgreSQL every row of every table, with bytes as they are."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return bytes(connection.connection.serialize())
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                parts += [
                    bytes(v) if isinstance(v, bytes | memoryview) else json.dumps(v, default=str).encode() for v in row
                ]
    return b"\0".join(parts)


def found(words: list[str]) -> set[str]:
    """The words of which any trace lies in the database."""
    image = raw_database()
    return {word for word in words if any(trace in image for trace in traces(word))}


@pytest.fixture
def marks(unit: Unit, searching: Unit) -> Marks:
    """Every action with a marker in every box."""
    marks, opener = Marks(), unit.opener()

    def identity() -> Identity:
        given, surname, other, number, address, phone, nationality = (marks.next() for _ in range(7))
        return Identity(
            given, surname, other, PartialDate(2013, 4, 9),
            id_number=number, address=address, phone=phone, nationality=nationality,
        )  # fmt: skip

    child = register(unit.body, identity(), by=unit.worker, opener=opener)
    second = register(unit.body, identity(), by=unit.worker, opener=opener)
    change_identity(child, identity(), base=1, by=unit.worker, opener=opener)
    carer = add_carer(child, Care("mother", marks.next(), marks.next()), by=unit.worker, opener=opener)
    change_carer(carer, Care("mother", marks.next(), marks.next()), base=1, by=unit.worker, opener=opener)
    separate(
        join(child, second, marks.next(), by=unit.worker, opener=opener), marks.next(), by=unit.head, opener=opener
    )
    search(unit.body, identity(), by=unit.worker, opener=opener)
    search(searching.body, identity(), by=searching.worker, opener=searching.opener())
    with pytest.raises(Refused):
        search(unit.body, Identity(marks.next()), by=unit.worker, opener=opener)
    return marks


def test_the_database_holds_no_word_of_a_child(marks: Marks) -> None:
    assert marks.made == 42
    assert found(marks.all()) == set()


def test_nor_the_date_of_birth(unit: Unit) -> None:
    before = raw_database()
    register(unit.body, Identity("Ana", "Hoxha", birth=PartialDate(1907, 11, 23)), by=unit.worker, opener=unit.opener())
    for shape in (b"1907-11-23", b"23.11.1907", b"19071123", b"1907-11"):
        assert raw_database().count(shape) == before.count(shape) == 0


@pytest.mark.parametrize("shape", range(len(list(traces("Aa1")))))
def test_the_scan_finds_a_word_in_clear(db: None, shape: int) -> None:
    """The test that can fail: a marker planted in each shape, in a throwaway table, is seen."""
    word = Marks(3).next()
    planted = sorted(traces(word))[shape]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE throwaway (text %s)" % ("BLOB" if connection.vendor == "sqlite" else "bytea"))
        cursor.execute("INSERT INTO throwaway VALUES (%s)", [b"before " + planted + b" after"])
    assert found([word]) == {word}


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_the_scan_finds_a_word_within_longer_base64(db: None, before: str) -> None:
    word = Marks(3).next()
    coded = base64.b64encode(f"{before}{word} and more".encode())
    assert any(trace in coded for trace in traces(word))


def test_a_query_log_or_a_printed_row_shows_bytes(unit: Unit) -> None:
    word = Marks(4).next()
    child = register(unit.body, Identity(word, word), by=unit.worker, opener=unit.opener())
    assert word not in f"{child!r}{child}{child.__dict__}"
