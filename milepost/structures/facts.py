"""What people write down about teams and services, as plain values: forms make them, actions keep them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from milepost.documents.models import Source
from milepost.places.models import Place


@dataclass(frozen=True)
class TeamFacts:
    """A team. `kind`: field_team or technical_group. `names`: language -> name; empty where it has none of its own."""

    kind: str
    names: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    source: Source | None = None
    set_up_on: date | None = None


@dataclass(frozen=True)
class ServiceFacts:
    """A service. `kind`: a code of the country's list `service`. `serves`: other municipalities that it is for, too.

    `capacity` is in places; None is "not recorded".
    """

    kind: str
    names: Mapping[str, str] = field(default_factory=dict)
    serves: tuple[Place, ...] = ()
    capacity: int | None = None
    telephone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    starts_on: date | None = None
