"""What of the file room comes from a pack: `codes.yaml`, the country's lists of words."""

from pathlib import Path
from typing import Any

from django.db import transaction
from pydantic import Field, field_validator

from milepost.audit.record import Actor, record
from milepost.cases.codes import LISTS
from milepost.cases.models import Code
from milepost.places.pack import country_row
from milepost.places.packfile import Change, PackFault, PackRow, Table, read_list
from milepost.places.packfile import load as load_table
from milepost.places.packfile import plan as plan_table


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


def tables(folder: Path) -> list[Table]:
    """The words of every list."""
    country = country_row(folder).code
    rows: dict[str, dict[str, Any]] = {}
    for each in read_list(folder / "codes.yaml", ListRow):
        for position, word in enumerate(each.codes):
            key = f"{each.name}:{word.code}"
            if key in rows:
                raise PackFault(f"{folder.name}/codes.yaml: {key} stands there twice")
            rows[key] = {"list": each.name, "position": position, **word.model_dump()}
    return [Table("code", Code, rows, lambda row: f"{row.list}:{row.code}", {"country": country})]


def plan(folder: Path) -> list[Change]:
    """What loading would change."""
    return [change for table in tables(folder) for change in plan_table(table)]


@transaction.atomic
def load(folder: Path, *, by: Actor) -> list[Change]:
    """Load; nothing to change leaves no event."""
    changes = [change for table in tables(folder) for change in load_table(table)]
    count = sum(change.kind in ("add", "change") for change in changes)
    if count:
        record("cases.load", by=by, country=country_row(folder).code, rows=count)
    return changes
