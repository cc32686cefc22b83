"""What of the bodies comes from a pack: `bodies.yaml`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from django.db import transaction

from milepost.audit.record import Actor, record
from milepost.institutions.models import Body
from milepost.places.models import Place
from milepost.places.pack import PlaceRow, country_row
from milepost.places.packfile import Change, PackFault, PackRow, Table, read_csv, read_list_lines
from milepost.places.packfile import load as load_table
from milepost.places.packfile import plan as plan_table

Kind = Literal[
    "ministry", "agency", "cpu", "field_team", "technical_group", "police", "prosecution", "provider", "partner",
    "coordinator", "council", "inspectorate", "employers", "workers", "international",
]  # fmt: skip


class EachPlace(PackRow):
    """One such body in every place of a level; `{code}` and `{place}` stand for the place's code and name."""

    level: str


class BodyRow(PackRow):
    """A body, or (with `each_place`) one in every place of a level."""

    code: str
    kind: Kind
    names: dict[str, str]
    place: str | None = None
    parent: str | None = None
    acronyms: list[str] = []
    other_names: list[str] = []
    each_place: EachPlace | None = None


def tables(folder: Path) -> list[Table]:
    """The bodies, parents first."""
    country = country_row(folder).code
    numbered = list(_expanded(folder))
    rows = [row for _line, row in numbered]
    bodies, places = {row["code"] for row in rows}, {row.code for row in read_csv(folder / "places.csv", PlaceRow)}
    found = [(line, row, f"no body {row['parent']}") for line, row in numbered if row["parent"] not in {None, *bodies}]
    found += [(line, row, f"no place {row['place']}") for line, row in numbered if row["place"] not in {None, *places}]
    if found:
        faults = (f"{folder.name}/bodies.yaml:{line}: {row['code']}: {reason}" for line, row, reason in found)
        raise PackFault("\n".join(faults))
    rows.sort(key=lambda row: bool(row["parent"]))
    return [
        Table(
            "body", Body, {row["code"]: row for row in rows}, lambda row: row.code,
            {"country": country, "added_here": False}, {"place": Place, "parent": Body},
        )
    ]  # fmt: skip


def _expanded(folder: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every body as a row, with its line; one that stands in each place, once for each."""
    for line, row in read_list_lines(folder / "bodies.yaml", BodyRow):
        plain = row.model_dump(exclude={"each_place"})
        if row.each_place is None:
            yield line, plain
            continue
        for place in read_csv(folder / "places.csv", PlaceRow):
            if place.level == row.each_place.level:
                names = {
                    language: name.replace("{place}", place.names.get(language) or place.names["en"])
                    for language, name in row.names.items()
                }
                code = row.code.replace("{code}", place.code)
                yield line, plain | {"code": code, "place": place.code, "names": names}


def plan(folder: Path) -> list[Change]:
    """What loading would change."""
    return [change for table in tables(folder) for change in plan_table(table)]


@transaction.atomic
def load(folder: Path, *, by: Actor) -> list[Change]:
    """Load; nothing to change leaves no event."""
    changes = [change for table in tables(folder) for change in load_table(table)]
    count = sum(change.kind in ("add", "change") for change in changes)
    if count:
        record("institutions.load", by=by, country=country_row(folder).code, rows=count)
    return changes
