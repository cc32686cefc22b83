"""What Albania's country pack knows, read from its files, and two things that it does not hold yet."""

import csv
from pathlib import Path
from typing import Any

import yaml

from milepost.reporting.knowledge import Avoid, Body, Knowledge, KnownCount, Level, Place, Source, Term

PACK = Path(__file__).parents[3] / "milepost" / "packs" / "al"

STREET = Term(
    "street_situation",
    {"en": "child in street situation", "sq": "fëmijë në situatë rruge"},
    avoid=(Avoid("children in street life", "children in street situation"),),
)
FIELD_TEAMS = KnownCount(("field teams",), 22, 2019, "set up after decision 129")


def knowledge() -> Knowledge:
    """All of it, without the bodies that stand for each municipality."""
    places = _places()
    return Knowledge(
        terms=(*map(_term, _rows("terms.yaml")), STREET),
        bodies=tuple(_body(row) for row in _rows("bodies.yaml") if "each_place" not in row),
        places=places,
        levels=tuple(
            Level(row["code"], row["names"], sum(place.level == row["code"] for place in places))
            for row in _rows("pack.yaml")["levels"]
        ),
        sources=tuple(map(_source, _rows("documents.yaml"))),
        counts=(FIELD_TEAMS,),
    )


def _rows(name: str) -> Any:
    return yaml.safe_load((PACK / name).read_text(encoding="utf-8"))


def _term(row: Any) -> Term:
    avoid = tuple(Avoid(each["form"], each["use"]) for each in row.get("avoid", ()))
    return Term(row["code"], row["names"], tuple(row.get("abbreviations", ())), row.get("expansions", {}), avoid)


def _body(row: Any) -> Body:
    return Body(row["code"], row["names"], tuple(row.get("acronyms", ())), tuple(row.get("other_names", ())))


def _source(row: Any) -> Source:
    return Source(
        row["kind"], row["number"], row.get("date"), row["titles"], tuple(row.get("other_titles", ())),
        row.get("starts"), row.get("former", False),
    )  # fmt: skip


def _places() -> tuple[Place, ...]:
    with (PACK / "places.csv").open(encoding="utf-8") as lines:
        return tuple(
            Place(
                row["level"],
                {"sq": row["name_sq"], "en": row["name_en"]},
                tuple(filter(None, row["aliases"].split("|"))),
            )
            for row in csv.DictReader(lines)
        )
