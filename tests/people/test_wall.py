"""The two columns: nothing in the record can reach a child, nor the file room the record; not through a third room either.

`make check` holds the imports by the contracts in pyproject.toml. Here the contracts are held to name every room, and
foreign keys, which the linter cannot see, are held to the same wall.
"""

import tomllib
from itertools import product
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parent.parent.parent
RECORD = ("reporting", "roadmap")
FILE_ROOM = ("cases", "people", "intake")


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Who imports whom."""
    return grimp.build_graph("milepost", cache_dir=None)


def chains(graph: grimp.ImportGraph, importer: str, imported: str) -> set[tuple[str, ...]]:
    return graph.find_shortest_chains(f"milepost.{importer}", f"milepost.{imported}")


@pytest.mark.parametrize(("record", "room"), list(product(RECORD, FILE_ROOM)))
def test_neither_column_imports_the_other(imports: grimp.ImportGraph, record: str, room: str) -> None:
    assert not chains(imports, record, room)
    assert not chains(imports, room, record)


def test_an_import_through_a_third_room_would_be_seen() -> None:
    graph = grimp.build_graph("milepost", cache_dir=None)
    graph.add_import(importer="milepost.documents.queries", imported="milepost.people.queries")
    assert chains(graph, "reporting", "people")


def test_the_contracts_forbid_both_ways() -> None:
    """In one contract the file room stands above the record, in another below: so neither may import the other."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rooms = [[layer.strip("()") for layer in each.get("layers", [])] for each in contracts]
    for lower, upper in [*product(RECORD, FILE_ROOM), *product(FILE_ROOM, RECORD)]:
        assert any({lower, upper} <= set(each) and each.index(lower) > each.index(upper) for each in rooms)


def reachable(start: type[models.Model]) -> set[str]:
    """The rooms that a row leads to by its keys, and the keys of these."""
    seen, waiting = {start}, [start]
    while waiting:
        for field in waiting.pop()._meta.concrete_fields:
            target = field.related_model
            if isinstance(target, type) and issubclass(target, models.Model) and target not in seen:
                seen.add(target)
                waiting.append(target)
    return {model._meta.app_label for model in seen}


def test_no_key_leads_from_one_column_to_the_other() -> None:
    for model in apps.get_models():
        columns = {
            name for name, rooms in (("record", RECORD), ("file room", FILE_ROOM)) if reachable(model) & set(rooms)
        }
        assert len(columns) < 2 or model._meta.app_label == "home", model
