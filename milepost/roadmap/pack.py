"""What of the roadmap comes from a pack: `roadmap.yaml`, the priorities and the steps already planned."""

from datetime import date
from pathlib import Path

from django.db import transaction

from milepost.audit.record import Actor, record
from milepost.places.pack import country_row
from milepost.places.packfile import Change, PackRow, Table, read_yaml
from milepost.places.packfile import load as load_table
from milepost.places.packfile import plan as plan_table
from milepost.roadmap.models import Priority, Step


class PriorityRow(PackRow):
    """A priority."""

    number: int
    titles: dict[str, str]


class StepRow(PackRow):
    """A next step that was planned before the country came to Milepost."""

    start: date
    end: date
    number: int
    titles: dict[str, str]
    owner: str = ""


class RoadmapRow(PackRow):
    """`roadmap.yaml`."""

    priorities: list[PriorityRow]
    steps: list[StepRow] = []


def tables(folder: Path) -> list[Table]:
    """Priorities and steps. Steps of periods that the pack does not name are the country's own work."""
    country = country_row(folder).code
    roadmap = read_yaml(folder / "roadmap.yaml", RoadmapRow)
    priorities = {str(row.number): row.model_dump() for row in roadmap.priorities}
    steps = {
        f"{row.start} {row.number}": row.model_dump()
        | {"title": row.titles.get("en") or next(iter(row.titles.values()))}
        for row in roadmap.steps
    }
    starts = {row.start for row in roadmap.steps}
    return [
        Table("priority", Priority, priorities, lambda row: str(row.number), {"country": country}),
        Table("step", Step, steps, lambda row: f"{row.start} {row.number}", {"country": country, "start__in": starts}),
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
        record("roadmap.load", by=by, country=country_row(folder).code, rows=count)
    return changes
