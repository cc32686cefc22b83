"""What people write down about a case, as plain values: forms make them, actions seal them, pages show them.

None of them prints what it holds. `texts` is what is sealed, by column; the rest stands in clear because it counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from milepost.accounts.models import Person
from milepost.institutions.models import Body
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.places.models import Place


class _Silent:
    """Shows only its class."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


@dataclass(frozen=True, repr=False)
class Concern(_Silent):
    """A report of concern. `age_months` is a guess; `identity` is what is known of the names."""

    source: str
    seen_at: datetime
    concerns: tuple[str, ...]
    immediate_risk: bool = False
    taken_at: datetime | None = None
    sex: str = "not_recorded"
    age_months: int | None = None
    company: str = ""
    place: Place | None = None
    narrative: str = ""
    place_detail: str = ""
    identity: str = ""
    reporter_contact: str = ""
    handed_to: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {name: getattr(self, name) for name in CONCERN_TEXTS}


CONCERN_TEXTS = ("narrative", "place_detail", "identity", "reporter_contact", "handed_to")


@dataclass(frozen=True, repr=False)
class Assessment(_Silent):
    """An initial assessment. `screening`: the answer (yes, no, unknown) to each of the pack's questions."""

    risk_level: str
    factors: tuple[str, ...] = ()
    child_seen_on: date | None = None
    screening: Mapping[str, str] = field(default_factory=dict)
    trafficking_suspected: bool | None = None
    summary: str = ""
    child_view: str = ""

    @property
    def clear(self) -> dict[str, Any]:
        """What stands in clear, by column."""
        return {
            "risk_level": self.risk_level,
            "factors": list(self.factors),
            "child_seen_on": self.child_seen_on,
            "screening": dict(self.screening),
            "trafficking_suspected": self.trafficking_suspected,
        }

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {"summary": self.summary, "child_view": self.child_view}


@dataclass(frozen=True, repr=False)
class Picture(_Silent):
    """A full assessment."""

    family: str = ""
    school: str = ""
    health: str = ""
    income: str = ""
    child_view: str = ""
    restricted: str = ""

    @property
    def clear(self) -> dict[str, Any]:
        """Nothing stands in clear."""
        return {}

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return dict(vars(self))


@dataclass(frozen=True, repr=False)
class Work(_Silent):
    """The facts of an exploitation."""

    form: str
    sector: str = ""
    hours_week: int | None = None
    hazards: tuple[str, ...] = ()
    gainer: str = ""
    coercion: tuple[str, ...] = ()
    recruitment: str = ""
    began: PartialDate | None = None
    school: str = "not_recorded"
    withdrawn_on: date | None = None
    returned_on: date | None = None
    note: str = ""

    @property
    def clear(self) -> dict[str, Any]:
        """What stands in clear, by column."""
        names = ("form", "sector", "hours_week", "gainer", "recruitment", "school", "withdrawn_on", "returned_on")
        lists = {"hazards": list(self.hazards), "coercion": list(self.coercion)}
        return {name: getattr(self, name) for name in names} | lists | {"began": str(self.began or "")}

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {"note": self.note}

    def words(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Its codes by list."""
        names = ("form", "sector", "gainer", "recruitment")
        yield from ((name, (getattr(self, name),)) for name in names)
        yield "hazard", self.hazards
        yield "coercion", self.coercion


@dataclass(frozen=True, repr=False)
class Task(_Silent):
    """One thing of a plan: what, by whom, until when, who pays."""

    service: str
    due: date
    what: str = ""
    owner: str = ""
    owner_body: Body | None = None
    cost_source: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {"what": self.what, "owner": self.owner}


@dataclass(frozen=True, repr=False)
class Protection(_Silent):
    """A protection plan as it is written: measure, aim, what is to be done."""

    measure: str
    tasks: tuple[Task, ...]
    review_on: date | None = None
    aim: str = ""

    @property
    def clear(self) -> dict[str, Any]:
        """What stands in clear, by column."""
        return {"measure": self.measure, "review_on": self.review_on}

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {"aim": self.aim}

    def words(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Its codes by list."""
        yield "measure", (self.measure,)
        yield "service", [task.service for task in self.tasks]
        yield "cost_source", [task.cost_source for task in self.tasks]


@dataclass(frozen=True, repr=False)
class Agreement(_Silent):
    """Whether parents and child agree with a plan; a refusal needs its reason."""

    parents: str
    child: str
    reason: str = ""


@dataclass(frozen=True, repr=False)
class Visit(_Silent):
    """A contact: a visit, a call, or a try."""

    on: date
    kind: str
    child_seen: bool = False
    note: str = ""


@dataclass(frozen=True, repr=False)
class Look(_Silent):
    """A review: how great the risk is now, and whether the plan stays ("keep") or changes ("change")."""

    on: date
    risk_level: str
    outcome: str
    note: str = ""


@dataclass(frozen=True, repr=False)
class Ending(_Silent):
    """Why a case is to be closed, and who was told."""

    reason: str
    child_told: str
    family_told: str
    note: str = ""


@dataclass(frozen=True, repr=False)
class Safety(_Silent):
    """A step of the safety track; `verb` is one that leads on from where the child is."""

    verb: str
    on: date
    provider: Body | None = None
    parents_told: str = "not_told"
    court_asked_on: date | None = None
    where: str = ""
    note: str = ""


@dataclass(frozen=True, repr=False)
class Mechanism(_Silent):
    """A step of the National Referral Mechanism."""

    verb: str
    on: date
    form: str = ""
    note: str = ""


@dataclass(frozen=True, repr=False)
class Proceeding(_Silent):
    """A step of the criminal track."""

    verb: str
    on: date
    article: str = ""
    support_person: bool = False
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, repr=False)
class Planned(_Silent):
    """A plan of before: written and agreed on a day, approved later or not yet. `done`: position (from 1) -> day."""

    on: date
    protection: Protection
    agreement: Agreement
    approved_on: date | None = None
    done: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, repr=False)
class Past(_Silent):
    """One episode that was kept elsewhere until now, as far as it is known: what was written down, on which day.

    `child`: one of the unit, or the identity of a new one. `worker` wrote it; who enters it is who decided.
    `seen_at` of `concern` is the day of the report; without a report `concerns` says what it is about.
    """

    child: Child | Identity
    opened_on: date
    concerns: tuple[str, ...] = ()
    concern: Concern | None = None
    worker: Person | None = None
    assessment: tuple[date, Assessment] | None = None
    picture: tuple[date, Picture] | None = None
    work: tuple[date, Work] | None = None
    planned: Planned | None = None
    visits: tuple[Visit, ...] = ()
    looks: tuple[Look, ...] = ()
    safety: tuple[Safety, ...] = ()
    mechanism: tuple[Mechanism, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    ending: tuple[date, Ending] | None = None

    def words(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Every code that it holds, by the country's list that it must be in."""
        yield "concern", self.concerns
        if self.concern:
            yield "concern", self.concern.concerns
            yield "source", (self.concern.source,)
            yield "company", (self.concern.company,)
        if self.assessment:
            yield "risk_factor", self.assessment[1].factors
            yield "screening", self.assessment[1].screening
        if self.work:
            yield from self.work[1].words()
        if self.planned:
            yield from self.planned.protection.words()
        yield "contact", [visit.kind for visit in self.visits]
        yield "form", [step.form for step in self.mechanism]
        yield "article", [step.article for step in self.proceedings]
        if self.ending:
            yield "closure", (self.ending[1].reason,)
