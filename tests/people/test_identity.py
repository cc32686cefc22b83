"""An identity is clean from the moment it exists, and printing one shows nothing."""

import pytest

from milepost.people.codes import BIRTHS
from milepost.people.dates import PartialDate
from milepost.people.identity import LINE, Care, Identity, changed, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Arben \t Hoxha ", "Arben Hoxha"),
        ("Qe\u0308ndresa", "Qëndresa"),  # e + two dots, as a telephone may send it
        ("Besa\u200b\u202e", "Besa"),
        ("Ana\nMaria", "Ana Maria"),
        ("A\u00a0B\x00", "A B"),
        ("", ""),
    ],
)
def test_a_text_is_one_clean_line(typed: str, kept: str) -> None:
    assert clean(typed) == kept
    assert Identity(given_name=typed).given_name == kept


def test_a_number_has_no_spaces_and_big_letters() -> None:
    assert Identity(id_number=" k3 0409 012x ").id_number == "K30409012X"


def test_no_text_is_longer_than_its_column() -> None:
    assert len(Identity(surname="a" * 999).surname) == LINE


@pytest.mark.parametrize(
    ("birth", "estimated", "known"),
    [
        (PartialDate(2011, 5, 12), False, "exact"),
        (PartialDate(2011, 5), False, "year_month"),
        (PartialDate(2011), False, "year"),
        (PartialDate(2011), True, "estimated"),
        (None, True, "unknown"),
    ],
)
def test_how_well_the_birth_is_known_is_what_stands_in_clear(
    birth: PartialDate | None, estimated: bool, known: str
) -> None:
    assert Identity(birth=birth, birth_estimated=estimated).birth_known == known
    assert known in BIRTHS


def test_other_names_stand_one_by_one() -> None:
    assert Identity(other_names="Beni, Ben ; Arbenaki").alternatives == ("Beni", "Ben", "Arbenaki")
    assert Identity().alternatives == ()


def test_printing_shows_nothing() -> None:
    secret = Identity(given_name="Marker", surname="Marker", address="Marker", birth=PartialDate(2011))
    assert f"{secret!r}{secret}{[secret]}" == "<Identity><Identity>[<Identity>]"
    assert "Marker" not in repr(Care("mother", name="Marker", contact="Marker"))


def test_a_change_is_named_by_its_fields() -> None:
    before = Identity(given_name="Ana", birth=PartialDate(2011))
    assert changed(before, Identity(given_name=" Ana ", birth=PartialDate(2011))) == []
    assert changed(before, Identity(given_name="Anna", birth=PartialDate(2011, 5))) == ["given_name", "birth"]


def test_words_outside_the_code_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="sex"):
        Identity(sex="f")
    with pytest.raises(ValueError, match="relation"):
        Care("friend")
