"""The labelled reports of this folder as content, knowledge and expected findings."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from milepost.reporting import edition
from milepost.reporting.checks.finding import Finding
from milepost.reporting.content import Content, Item, Slot, from_json, normalise
from milepost.reporting.importing.read import read
from milepost.reporting.knowledge import Avoid, Body, Knowledge, KnownCount, Level, Place, Source, Term
from tests.reporting.checks import knowledge_of_albania

ALBANIA = "albania"
INVENTED = ("sarunda", "velmark", "korvania", "montrive", "tarvia")
NO_PLAN = {"owner": "", "due": "", "indicator": "", "priority": 0}
FOLDER = Path(__file__).parent / "reports"
PACKS = Path(__file__).parents[3] / "milepost" / "packs"
DOCUMENT = PACKS / "al" / "reports" / "albania-2022-2023-report.txt"


@dataclass(frozen=True)
class Expected:
    """A fault that a person found by reading. `beyond`: only a reader who understands the text can find it."""

    slot: str
    code: str
    words: str
    beyond: bool = False

    def matches(self, finding: Finding) -> bool:
        """Whether a finding is about this fault."""
        about = self.words.casefold()
        said = f"{finding.quote} {finding.message}".casefold()
        return str(finding.slot) == self.slot and finding.code == self.code and about in said


@dataclass(frozen=True)
class Labelled:
    """A report with what a person found in it."""

    content: Content
    knowledge: Knowledge
    expected: tuple[Expected, ...]


def the_form() -> edition.Edition:
    """The form of 2023."""
    return edition.read((PACKS / "editions" / "2023.yaml").read_text(encoding="utf-8"), "2023.yaml")


def albania() -> Labelled:
    """Albania's own report, read from its document."""
    form = the_form()
    read_in = read(DOCUMENT.read_bytes(), DOCUMENT.name, form)
    content = Content(
        "al", "Albania", date(2022, 5, 1), date(2023, 4, 30), form,
        priorities=read_in.priorities, steps=read_in.steps, answers=read_in.answers,
    )  # fmt: skip
    data = _load("albania")
    return Labelled(content, knowledge_of_albania.knowledge(), _expected(data))


def invented(name: str) -> Labelled:
    """An invented country's report."""
    data = _load(name)
    return Labelled(_content(data), _knowledge(data.get("knowledge", {})), _expected(data))


def labelled(name: str) -> Labelled:
    """One of them, by name."""
    return albania() if name == ALBANIA else invented(name)


def _load(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _expected(data: Any) -> tuple[Expected, ...]:
    return tuple(Expected(**row) for row in data["expected"])


def _content(data: Any) -> Content:
    form = the_form()
    answers = {}
    for place, value in data["answers"].items():
        key, _slash, number = place.partition("/")
        question = form.question(key)
        stored = {"steps": [{**NO_PLAN, **step} for step in value["steps"]]} if "steps" in value else value
        recorded = normalise(question, from_json(question, stored))
        assert recorded is not None, place
        answers[Slot(key, int(number) if number else None)] = recorded
    return Content(
        "xx", data["country"], data["start"], data["end"], form,
        priorities=_items(data["priorities"]), steps=_items(data["steps"]), answers=answers,
        language=data.get("language", "en"),
    )  # fmt: skip


def _items(titles: list[str]) -> tuple[Item, ...]:
    return tuple(Item(number, title) for number, title in enumerate(titles, start=1))


def _knowledge(data: Any) -> Knowledge:
    return Knowledge(
        terms=tuple(
            Term(
                row["code"], row["names"], tuple(row.get("abbreviations", ())), row.get("expansions", {}),
                tuple(Avoid(**each) for each in row.get("avoid", ())),
            )
            for row in data.get("terms", ())
        ),
        bodies=tuple(
            Body(row["code"], row["names"], tuple(row.get("acronyms", ())), tuple(row.get("other_names", ())))
            for row in data.get("bodies", ())
        ),
        places=tuple(
            Place(row["level"], row["names"], tuple(row.get("aliases", ()))) for row in data.get("places", ())
        ),
        levels=tuple(Level(**row) for row in data.get("levels", ())),
        sources=tuple(Source(**row) for row in data.get("sources", ())),
        counts=tuple(KnownCount(**{**row, "words": tuple(row["words"])}) for row in data.get("counts", ())),
    )  # fmt: skip
