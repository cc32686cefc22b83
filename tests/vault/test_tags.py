"""A child is found again across spellings, by tags that say nothing without the country's key."""

from datetime import date

import pytest

from milepost.vault.sealing import new_key
from milepost.vault.tags import fold, sound, tag, tags_of

KEY = new_key()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoxha", "Hodja"), ("Hoxha", "Hoxhaj"), ("Hoxha", "Hoxhë"), ("Xhemal", "Zhemal"), ("Qemal", "Çemal"),
        ("Qemal", "Cemal"), ("Këlmendi", "Kelmend"), ("Gjon", "Gon"), ("Dhimitër", "Dimiter"), ("Thoma", "Toma"),
        ("Rrapi", "Rapi"), ("Llesh", "Lesh"), ("Ylli", "Illi"), ("Agron Gjoka", "GJOKA  agroni"),
        ("Vjollca", "Vjollcë"), ("Shpresa", "Spresa"), ("Хоџа", "Hodza"), ("O’Brien", "O'Brien"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("Arben", "Agron"), ("Hoxha", "Gjoka"), ("Ana", "Eva"), ("Besa", "Besim")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_folding_keeps_letters_and_forgets_order() -> None:
    assert fold("  Çela-ARBËN ") == "arben cela"
    assert fold("") == fold("123") == sound("") == ""


def test_the_tags_of_a_child() -> None:
    one = tags_of(KEY, name="Qemal", surname="Hoxha", born=date(2012, 3, 1), year=None)
    assert set(one) == {"name_year", "sound", "surname_birth"}
    assert one == tags_of(KEY, name="qemal", surname="HOXHA", born=date(2012, 3, 1), year=None)
    respelt = tags_of(KEY, name="Çemal", surname="Hodja", born=date(2012, 3, 1), year=None)
    assert (one["sound"], one["surname_birth"]) == (respelt["sound"], respelt["surname_birth"])
    assert one["name_year"] != respelt["name_year"]


def test_what_is_not_known_makes_no_tag() -> None:
    assert tags_of(KEY, name="", surname="", born=None, year=2012) == {}
    assert set(tags_of(KEY, name="Ana", surname="", born=None, year=2012)) == {"name_year"}


def test_another_key_or_kind_gives_other_tags() -> None:
    assert len({tag(KEY, "sound", "ana"), tag(KEY, "name_year", "ana"), tag(new_key(), "sound", "ana")}) == 3


def test_a_tag_is_as_wide_as_asked_and_collides_as_often_as_said() -> None:
    tags = [tag(KEY, "sound", str(number), bits=12) for number in range(4096)]
    assert all(0 <= each < 4096 for each in tags)
    # 4,096 words in 4,096 places fill about 1 - 1/e of them.
    assert 0.60 < len(set(tags)) / 4096 < 0.66
