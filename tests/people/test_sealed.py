"""A sealed column opens with its key, in its row, and nowhere else."""

import uuid

import pytest

from milepost.people.models import Child
from milepost.people.sealed import read, sealed_columns, write, write_all
from milepost.vault.sealing import CannotOpen, new_key

KEY = new_key()


def test_what_was_written_is_read_again() -> None:
    row = Child()
    write_all(row, {"given_name": "Qëndresa", "surname": "Çela"}, KEY)
    assert (read(row, "given_name", KEY), read(row, "surname", KEY)) == ("Qëndresa", "Çela")
    assert "Qëndresa".encode() not in (row.given_name or b"")


def test_an_empty_text_is_not_recorded() -> None:
    row = Child()
    write(row, "given_name", "", KEY)
    assert row.given_name is None
    assert read(row, "given_name", KEY) == ""


def test_neither_another_key_nor_another_row_nor_another_column_opens_it() -> None:
    row = Child()
    write(row, "given_name", "Ana", KEY)
    with pytest.raises(CannotOpen):
        read(row, "given_name", new_key())
    for moved in (Child(id=uuid.uuid4(), given_name=row.given_name), Child(id=row.pk, surname=row.given_name)):
        with pytest.raises(CannotOpen):
            read(moved, "surname" if moved.surname else "given_name", KEY)


def test_short_names_do_not_tell_their_length() -> None:
    row = Child()
    write_all(row, {"given_name": "Ana", "surname": "Kryemadhi-Gjergjovina"}, KEY)
    assert len(row.given_name or b"") == len(row.surname or b"")


def test_printing_a_row_shows_no_name() -> None:
    row = Child(reference="K7QM-2F9X")
    write(row, "given_name", "Marker", KEY)
    assert (str(row), repr(row)) == ("K7QM-2F9X", "<Child: K7QM-2F9X>")


def test_all_that_a_child_says_of_itself_is_sealed() -> None:
    assert sealed_columns(Child) == (
        "given_name", "surname", "other_names", "birth", "id_number", "address", "phone", "nationality",
    )  # fmt: skip
