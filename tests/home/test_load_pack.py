"""The command `load_pack`: shows what changes, all or nothing; a fault says which file and line before anything is shown."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from milepost.home import packs
from milepost.places.models import Place
from milepost.reporting.models import Report, StoredEdition
from tests.conftest import Cast

EDITION = packs.FOLDER / "editions" / "2023.yaml"


@pytest.fixture
def pack(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented country's pack that a test may change, with an edition of its own."""
    folder = tmp_path / "demo"
    shutil.copytree(packs.FOLDER / "demo", folder)
    (folder / "editions").mkdir()
    own = EDITION.read_text(encoding="utf-8").replace('code: "2023"', 'code: "demo-1"', 1)
    (folder / "editions" / "demo-1.yaml").write_text(own, encoding="utf-8")
    monkeypatch.setattr(packs, "folder", lambda code: folder)
    return folder


def load(*options: str) -> str:
    told = io.StringIO()
    call_command("load_pack", "demo", *options, stdout=told)
    return told.getvalue()


def refused(*options: str) -> str:
    """The sentences of a pack that is refused; nothing else is said and nothing is loaded."""
    places, told = Place.objects.count(), io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("load_pack", "demo", *options, stdout=told)
    assert told.getvalue() == ""
    assert (Place.objects.count(), StoredEdition.objects.filter(pk="demo-1").exists()) == (places, False)
    return str(error.value)


BOTH = pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["load", "dry run"])


def test_a_dry_run_shows_what_loading_then_does(pack: Path) -> None:
    shown = load("--dry-run")
    assert "+ edition demo-1" in shown
    assert "1 to add, 0 to change" in shown
    assert not StoredEdition.objects.filter(pk="demo-1").exists()
    assert "1 added, 0 changed" in load()
    assert StoredEdition.objects.filter(pk="demo-1").exists()
    assert "0 added, 0 changed" in load()


def test_a_pack_is_found_in_capitals(cast: Cast) -> None:
    told = io.StringIO()
    call_command("load_pack", "AL", "--dry-run", stdout=told)
    assert "0 to add, 0 to change" in told.getvalue()


@BOTH
def test_a_broken_edition_is_named_by_file_and_line(pack: Path, options: tuple[str, ...]) -> None:
    edition = pack / "editions" / "demo-1.yaml"
    lines = edition.read_text(encoding="utf-8").replace("points: 5", "points: many").splitlines()
    edition.write_text("\n".join(lines), encoding="utf-8")
    line = next(number for number, each in enumerate(lines, 1) if "points: many" in each)
    assert f"demo/editions/demo-1.yaml:{line}: " in refused(*options)


@BOTH
def test_an_edition_in_another_encoding_is_named(pack: Path, options: tuple[str, ...]) -> None:
    (pack / "editions" / "demo-1.yaml").write_bytes("título: año".encode("latin-1"))
    assert refused(*options).startswith("demo/editions/demo-1.yaml:1: cannot be read as UTF-8 text")


@BOTH
def test_an_edition_that_a_report_uses_cannot_change(pack: Path, report: Report, options: tuple[str, ...]) -> None:
    own = EDITION.read_text(encoding="utf-8").replace("points: 5", "points: 7")
    (pack / "editions" / "demo-1.yaml").write_text(own, encoding="utf-8")
    assert "Edition 2023 is used by 1 report(s)" in refused(*options)


@BOTH
@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("places.csv", "DM-2,", "XX,", "no place DM-2"),
        ("places.csv", "region,", "regions,", "no level regions"),
        ("bodies.yaml", "names:", "place: nowhere, names:", "no place nowhere"),
        ("bodies.yaml", "names:", "parent: nobody, names:", "no body nobody"),
    ],
)
def test_a_row_that_leads_nowhere_is_named_by_file_and_line(
    pack: Path, options: tuple[str, ...], file: str, old: str, new: str, reason: str
) -> None:
    text = (pack / file).read_text(encoding="utf-8")
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    first = refused(*options).splitlines()[0]
    name, line, code, said = first.split(":")
    assert (name, said.strip()) == (f"demo/{file}", reason)
    assert code.strip() in (pack / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


@BOTH
def test_a_fault_at_the_end_of_a_pack_leaves_its_beginning_unloaded(pack: Path, options: tuple[str, ...]) -> None:
    places = pack / "places.csv"
    places.write_text(places.read_text(encoding="utf-8") + "DM-99,region,,Far away,Loin,,,,,\n", encoding="utf-8")
    (pack / "roadmap.yaml").write_text("priorities: many", encoding="utf-8")
    assert "demo/roadmap.yaml:1: priorities" in refused(*options)
