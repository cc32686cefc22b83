"""What people write down about a case, as plain values: forms make them, actions seal them, pages show them.

None of them prints what it holds. `texts` is what is sealed, by column; the rest stands in clear because it counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from milepost.institutions.models import Body
from milepost.people.dates import PartialDate
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
class Invited(_Silent):
    """Someone who is asked to a meeting of the technical group, for a sector."""

    sector: str
    name: str = ""
    body: Body | None = None


@dataclass(frozen=True, repr=False)
class Gathering(_Silent):
    """A meeting of the technical group as it is called. Whoever of child and parents is not invited has a reason."""

    convened_by: str
    planned_at: datetime
    invited: tuple[Invited, ...]
    child_invited: bool = False
    parents_invited: bool = False
    child_reason: str = ""
    parents_reason: str = ""

    @property
    def clear(self) -> dict[str, Any]:
        """What stands in clear, by column."""
        names = ("convened_by", "planned_at", "child_invited", "parents_invited")
        return {name: getattr(self, name) for name in names}

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {"child_reason": self.child_reason, "parents_reason": self.parents_reason}


@dataclass(frozen=True, repr=False)
class Outcome(_Silent):
    """What a meeting of the technical group came to. `attended`: by position of who was asked; None is not recorded."""

    held_on: date
    attended: Mapping[int, bool | None] = field(default_factory=dict)
    minutes: str = ""
    decisions: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {"minutes": self.minutes, "decisions": self.decisions}
