"""What of words and sources comes from a pack: `terms.yaml` and `documents.yaml`."""

import datetime
from pathlib import Path
from typing import Literal

from django.db import transaction

from milepost.audit.record import Actor, record
from milepost.documents.models import Source, Term
from milepost.places.pack import country_row
from milepost.places.packfile import Change, PackRow, Table, read_list
from milepost.places.packfile import load as load_table
from milepost.places.packfile import plan as plan_table


class Avoided(PackRow):
    """A form not to write, and what to write instead."""

    form: str
    use: str


class TermRow(PackRow):
    """A word of the field."""

    code: str
    names: dict[str, str]
    abbreviations: list[str] = []
    expansions: dict[str, str] = {}
    avoid: list[Avoided] = []


class SourceRow(PackRow):
    """A law, decision, directive or publication."""

    code: str
    kind: Literal["law", "decision", "directive", "plan", "convention", "publication"]
    titles: dict[str, str]
    number: str = ""
    date: datetime.date | None = None
    other_titles: list[str] = []
    starts: int | None = None
    former: bool = False
    certainty: Literal["V", "K", "I", ""] = ""
    citation: str = ""
    url: str = ""


def tables(folder: Path) -> list[Table]:
    """Terms and sources."""
    scope = {"country": country_row(folder).code}
    terms = read_list(folder / "terms.yaml", TermRow)
    sources = read_list(folder / "documents.yaml", SourceRow)
    return [
        Table("term", Term, {row.code: row.model_dump() for row in terms}, lambda row: row.code, scope),
        Table("document", Source, {row.code: row.model_dump() for row in sources}, lambda row: row.code, scope),
    ]


def plan(folder: Path) -> list[Change]:
    """What loading would change."""
    return [change for table in tables(folder) for change in plan_table(table)]


@transaction.atomic
def load(folder: Path, *, by: Actor) -> list[Change]:
    """Load; nothing to change leaves no event."""
    changes = [change for table in tables(folder) for change in load_table(table)]
    count = sum(change.kind in ("add", "change") for change in changes)
    if count:
        record("documents.load", by=by, country=country_row(folder).code, rows=count)
    return changes
