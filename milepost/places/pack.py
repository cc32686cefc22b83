"""What of a country and its places comes from a pack: `pack.yaml`, `places.csv` and `codes.yaml`."""

from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import transaction
from pydantic import Field, field_validator, model_validator

from milepost.audit.record import Actor, record
from milepost.places.codes import LISTS, forget_names
from milepost.places.models import Code, Country, Place
from milepost.places.packfile import Change, PackFault, PackRow, Table, read_csv_lines, read_list, read_yaml
from milepost.places.packfile import load as load_table
from milepost.places.packfile import plan as plan_table


class LevelRow(PackRow):
    """An administrative level."""

    code: str
    names: dict[str, str]


class CountryRow(PackRow):
    """`pack.yaml`."""

    code: str = Field(pattern=r"^[a-z]{2,8}$")
    names: dict[str, str]
    languages: list[str]
    levels: list[LevelRow]
    limits: dict[str, int] = {}
    invented: bool = False
    edition: str = "2023"


class PlaceRow(PackRow):
    """A line of `places.csv`. Names stand in columns `name_<language>`; aliases are separated by `|`."""

    code: str
    level: str
    parent: str | None = None
    names: dict[str, str]
    aliases: list[str] = []
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    population: int | None = Field(default=None, ge=0)
    population_year: int | None = Field(default=None, ge=1800, le=2100)

    @model_validator(mode="before")
    @classmethod
    def _from_columns(cls, line: Any) -> Any:
        """A line as the CSV spells it: names gathered, aliases cut."""
        if not isinstance(line, dict) or "names" in line:
            return line
        names = {key.removeprefix("name_"): value for key, value in line.items() if key.startswith("name_")}
        rest = {key: value for key, value in line.items() if not key.startswith("name_")}
        aliases = [each.strip() for each in rest.pop("aliases", "").split("|") if each.strip()]
        return rest | {"names": names, "aliases": aliases}


class CodeRow(PackRow):
    """A word of a list."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9_./-]*$", max_length=40)
    names: dict[str, str]
    term: str = ""


class ListRow(PackRow):
    """A list and its words, in the order in which forms show them."""

    name: str = Field(alias="list")
    codes: list[CodeRow]

    @field_validator("name")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in LISTS:
            raise ValueError(f'no list "{value}"; there are: {", ".join(LISTS)}')
        return value


def country_row(folder: Path) -> CountryRow:
    """The pack's head. Raises `PackFault`."""
    return read_yaml(folder / "pack.yaml", CountryRow)


def tables(folder: Path) -> list[Table]:
    """The country, its places (parents first), and the words of its lists."""
    head = country_row(folder)
    country = head.model_dump(exclude={"edition"}) | {"has_pack": True}
    order = [level.code for level in head.levels]
    lines = _place_rows(folder, order)
    lines.sort(key=lambda row: (order.index(row.level), row.code))
    return [
        Table("country", Country, {head.code: country}, lambda row: row.code, {"code": head.code}),
        Table(
            "place", Place, {row.code: row.model_dump() for row in lines}, lambda row: row.code,
            {"country": head.code}, {"parent": Place},
        ),
        Table("code", Code, _codes(folder), lambda row: f"{row.list}:{row.code}", {"country": head.code}),
    ]  # fmt: skip


def _codes(folder: Path) -> dict[str, dict[str, Any]]:
    """The words of every list, by list and code. Raises `PackFault`."""
    rows: dict[str, dict[str, Any]] = {}
    for each in read_list(folder / "codes.yaml", ListRow):
        for position, word in enumerate(each.codes):
            key = f"{each.name}:{word.code}"
            if key in rows:
                raise PackFault(f"{folder.name}/codes.yaml: {key} stands there twice")
            rows[key] = {"list": each.name, "position": position, **word.model_dump()}
    return rows


def _place_rows(folder: Path, levels: Sequence[str]) -> list[PlaceRow]:
    """The places, each in a place and at a level that is there. Raises `PackFault`."""
    numbered = read_csv_lines(folder / "places.csv", PlaceRow)
    known = {row.code for _line, row in numbered}
    found = [(line, row, f"no place {row.parent}") for line, row in numbered if row.parent and row.parent not in known]
    found += [(line, row, f"no level {row.level}") for line, row in numbered if row.level not in levels]
    if found:
        lines = (
            f"{folder.name}/places.csv:{line}: {row.code}: {reason}"
            for line, row, reason in sorted(found, key=itemgetter(0))
        )
        raise PackFault("\n".join(lines))
    return [row for _line, row in numbered]


def plan(folder: Path) -> list[Change]:
    """What loading would change."""
    return [change for table in tables(folder) for change in plan_table(table)]


@transaction.atomic
def load(folder: Path, *, by: Actor) -> list[Change]:
    """Load; nothing to change leaves no event."""
    changes = [change for table in tables(folder) for change in load_table(table)]
    forget_names()
    count = sum(change.kind in ("add", "change") for change in changes)
    if count:
        record("places.load", by=by, country=country_row(folder).code, rows=count)
    return changes
