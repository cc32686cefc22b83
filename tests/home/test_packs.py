"""Country packs: loaded once, a second time nothing changes, a change is shown and applied, a fault says where."""

import shutil
from pathlib import Path

import pytest

from milepost.audit.models import Event
from milepost.home import packs
from milepost.institutions.models import Body
from milepost.places.models import Country, Place
from milepost.places.packfile import PackFault
from milepost.reporting.edition import EditionFault, read
from milepost.reporting.models import StoredEdition
from milepost.roadmap.models import Priority, Step
from tests.conftest import Cast


def test_albania_has_its_places_priorities_and_steps(albania: Country) -> None:
    assert Place.objects.filter(country=albania, level="county").count() == 12
    assert Place.objects.filter(country=albania, level="municipality").count() == 61
    assert Priority.objects.filter(country=albania).count() == 4
    assert Step.objects.filter(country=albania).count() == 3
    assert Body.objects.filter(country=albania, kind="cpu").count() == 61


@pytest.mark.parametrize(
    ("alias", "name"),
    [("Vlora", "Vlorë"), ("tirana", "Tiranë"), ("Kamza", "Kamëz"), ("Shkodra", "Shkodër"), ("Berati", "Berat")],
)
def test_a_municipality_is_found_by_its_other_names(albania: Country, alias: str, name: str) -> None:
    places = Place.objects.filter(country=albania, level="municipality")
    called = [
        each
        for each in places
        if alias.casefold() in {word.casefold() for word in (*each.names.values(), *each.aliases)}
    ]
    assert [each.name("sq") for each in called] == [name]


def test_unknown_is_not_zero(albania: Country) -> None:
    place = Place.objects.get(country=albania, names__sq="Dropull")
    assert (place.population, place.latitude) == (None, None)


def test_loading_again_changes_nothing_and_leaves_no_event(cast: Cast) -> None:
    count = Event.objects.count()
    changes = packs.load("al", by=cast.system)
    assert {change.kind for change in changes} == {"same"}
    assert Event.objects.count() == count


@pytest.fixture
def own_pack(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of Albania's pack that a test may change."""
    folder = tmp_path / "al"
    shutil.copytree(packs.FOLDER / "al", folder)
    monkeypatch.setattr(packs, "folder", lambda code: folder)
    return folder


def test_a_change_is_shown_then_applied_and_what_vanished_is_kept(own_pack: Path, cast: Cast) -> None:
    places = own_pack / "places.csv"
    lines = places.read_text().splitlines()
    changed = [line.replace(",62232,", ",62233,") for line in lines if "AL-12-KONISPOL" not in line]
    places.write_text("\n".join(changed))
    plan = [change for change in packs.plan("al") if change.kind != "same" and change.what == "place"]
    assert [(change.kind, change.code, dict(change.fields)) for change in plan] == [
        ("change", "AL-01-BERAT", {"population": (62232, 62233)}),
        ("gone", "AL-12-KONISPOL", {}),
    ]
    packs.load("al", by=cast.system)
    assert Place.objects.get(code="AL-01-BERAT").population == 62233
    assert Place.objects.filter(code="AL-12-KONISPOL").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("bodies.yaml", "kind: agency", "kind: agencies", r"al/bodies\.yaml:3: .*kind"),
        ("roadmap.yaml", "number: 2", "number: two", r"al/roadmap\.yaml:\d+: priorities\.1\.number"),
        ("pack.yaml", "code: al", "kode: al", r"al/pack\.yaml:1: "),
        ("terms.yaml", "code: cpu", "kode: cpu", r"al/terms\.yaml:2: 0"),
        ("places.csv", "40.7058", "140.7", r"al/places\.csv:\d+: latitude"),
    ],
)
def test_a_bad_file_gives_file_line_and_reason(own_pack: Path, file: str, old: str, new: str, fault: str) -> None:
    path = own_pack / file
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(PackFault, match=fault):
        packs.plan("al")


def test_a_bad_edition_gives_file_line_and_reason() -> None:
    source = (packs.FOLDER / "editions" / "2023.yaml").read_text()
    faulty = source.replace("points: 5", "points: many").replace("kind: step_list", "kind: steps")
    with pytest.raises(EditionFault) as raised:
        read(faulty, "2023.yaml")
    lines = faulty.splitlines()
    for line in str(raised.value).splitlines():
        name, number, _where, reason = line.split(":", 3)
        assert name == "2023.yaml"
        assert "many" in lines[int(number) - 1] or "steps" in lines[int(number) - 1]
        assert reason.strip()


def test_an_edition_in_use_never_changes(cast: Cast, report: object) -> None:
    from milepost.reporting.actions.edition import load

    source = (packs.FOLDER / "editions" / "2023.yaml").read_text()
    load(read(source, "2023.yaml"), by=cast.system)
    with pytest.raises(EditionFault, match="used by 1 report"):
        load(read(source.replace("points: 5", "points: 7"), "2023.yaml"), by=cast.system)
    assert StoredEdition.objects.get(pk="2023").edition.question("overall_progress").points == 5


def test_the_next_edition_maps_keys() -> None:
    later = read((packs.FOLDER / "editions" / "2024.yaml").read_text(), "2024.yaml")
    assert later.follows == "2023"
    assert later.key_from("highlights") == "highlights"
