"""Who reaches which address of sheets and exports: address x method x relation x person, in a table a person reviewed.

`y` reaches the page or the act, `-` is turned away, `0` finds nothing there: the same answer for what is another unit's
and for what never existed. `MILEPOST_WRITE_ACCESS=1` writes it anew; then read the difference before you commit it.
"""

import csv
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from milepost.accounts.models import Person
from milepost.intake.urls import urlpatterns
from tests.cases.conftest import Unit
from tests.cases.test_access import COLUMNS, answer, browsers, guests
from tests.conftest import Cast
from tests.intake.conftest import BESA, a_csv, matched, uploaded
from tests.intake.test_export import a_file, made

TABLE = Path(__file__).parent / "access.csv"

__all__ = ["guests"]


def patterns() -> Iterator[tuple[str, bool]]:
    """The room's addresses, and whether each names a sheet or an export."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        yield f"intake:{pattern.name}", bool(pattern.pattern.converters)


@pytest.fixture
def rows(unit: Unit, other: Unit, cast: Cast, guests: dict[str, Person]) -> dict[str, list[str]]:
    """The whole table as it is."""
    clients: dict[str, Client] = browsers(cast, guests)
    a_file(unit)
    export, _password = made(unit)
    new, told = uploaded(unit, a_csv([BESA])), matched(unit, a_csv([BESA]))
    pks = {"new": new.pk, "told": told.pk, "export": export.pk, "missing": uuid.UUID(int=0)}
    found: dict[str, list[str]] = {}
    for name, named in patterns():
        of_export = name in ("intake:fetch", "intake:end")
        relations = ("export", "missing") if of_export else ("new", "told", "missing")
        for relation in relations if named else ("",):
            url = reverse(name, args=[pks[relation]] if named else [])
            for method in ("GET", "POST"):
                line = [answer(clients[who], method, url) for who in COLUMNS]
                if any(line[:-1]):
                    found[f"{name} {method} {relation}".strip()] = line
    return found


def test_everyone_reaches_what_the_table_says(rows: dict[str, list[str]]) -> None:
    if os.environ.get("MILEPOST_WRITE_ACCESS"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [["address", *COLUMNS], *([name, *line] for name, line in rows.items())]
            )
    with TABLE.open(newline="") as file:
        table = {row[0]: row[1:] for row in list(csv.reader(file))[1:]}
    assert rows == table
    print(f"{len(rows)} addresses x methods x relations, {len(rows) * len(COLUMNS)} answers")


def _table() -> Iterator[tuple[str, dict[str, str]]]:
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file):
            yield row.pop("address"), row


def test_each_denial_has_someone_who_is_let_in() -> None:
    every = {tuple(name.split()[:2]) for name, _row in _table()}
    assert every == {tuple(name.split()[:2]) for name, row in _table() if "y" in row.values()}


def test_what_names_a_sheet_or_an_export_is_reached_by_the_head_of_its_unit_alone() -> None:
    for name, row in _table():
        if len(name.split()) == 3:
            assert {who for who, cell in row.items() if cell == "y"} <= {"head_of_unit"}, name
            assert {row[who] for who in ("case_worker", "other_head_of_unit", "foreign head_of_unit")} == {"0"}, name
