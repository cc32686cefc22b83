"""The lists of words come from the pack; what is not in them is not recorded."""

from pathlib import Path

import pytest

from milepost.audit.models import Event
from milepost.home import packs
from milepost.places import pack
from milepost.places.codes import LISTS, UnknownCode, check, names_of, words_of
from milepost.places.models import Code
from milepost.places.packfile import PackFault
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("country", ["al", "demo"])
def test_every_list_has_words_in_both_packs(country: str) -> None:
    assert {word.list for word in Code.objects.filter(country=country)} == set(LISTS)


@pytest.mark.parametrize("country", ["al", "demo"])
def test_every_word_is_named_in_the_countrys_languages(country: str) -> None:
    languages = {"al": {"en", "sq"}, "demo": {"en", "fr"}}[country]
    assert not [word for word in Code.objects.filter(country=country) if set(word.names) != languages]


@pytest.mark.parametrize("country", ["al", "demo"])
def test_every_form_of_exploitation_has_an_international_term(country: str) -> None:
    terms = {word.term for word in Code.objects.filter(country=country, list="form")}
    assert terms <= {"C138", "C182-3a", "C182-3b", "C182-3c", "C182-3d"}


def test_the_countries_have_other_words() -> None:
    ours = set(Code.objects.filter(country="al", list="form").values_list("code", flat=True))
    theirs = set(Code.objects.filter(country="demo", list="form").values_list("code", flat=True))
    assert theirs - ours
    assert ours - theirs


def test_words_keep_the_order_of_the_pack() -> None:
    assert [word.code for word in words_of("al", "measure")["measure"]][:2] == ["family_supervision", "emergency"]


def test_a_known_code_passes_an_unknown_one_is_named() -> None:
    check("al", form="begging", hazard=["traffic", "night"], sector="")
    with pytest.raises(UnknownCode, match="harvest"):
        check("al", form="harvest")
    with pytest.raises(UnknownCode, match="dust"):
        check("al", hazard=["traffic", "dust"])


def test_names_are_in_the_readers_language() -> None:
    assert names_of("al", "sq")["form", "begging"] == "lypje"
    assert names_of("al", "fr")["form", "begging"] == "begging"


def test_loading_again_changes_nothing(cast: Cast) -> None:
    before = Event.objects.count()
    assert {change.kind for change in pack.load(packs.folder("al"), by=cast.system)} == {"same"}
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("- {list: forms, codes: []}", 'no list "forms"'),
        ("- list: form\n  codes:\n    - {code: Begging, names: {en: b}}", "codes.yaml:3"),
        ("- list: form\n  codes:\n    - {code: a, names: {en: a}}\n    - {code: a, names: {en: a}}", "twice"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, lines: str, reason: str) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "pack.yaml").write_text("{code: xx, names: {en: X}, languages: [en], levels: []}")
    (folder / "places.csv").write_text("code,level,parent,name_en\n")
    (folder / "codes.yaml").write_text(lines)
    with pytest.raises(PackFault, match=reason):
        pack.tables(folder)
