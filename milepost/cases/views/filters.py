"""What the filters of the list offer: drop-downs of a form that asks by address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where, people_at
from milepost.cases.queries.wanted import AGES, Wanted
from milepost.cases.states import CASE_STATES, RISK_LEVELS, SCHOOL
from milepost.cases.views import wording
from milepost.places.codes import words_of


@dataclass(frozen=True)
class Filter:
    """A drop-down: the name in the address, its label, what it says without a choice, the choices, the chosen one."""

    name: str
    label: str
    all: str
    options: Sequence[tuple[str, Any]]
    chosen: str


def choices(who: Person, country: str, wanted: Wanted) -> dict[str, object]:
    """The filters that stand on the page, those behind "more", and the orders."""

    def drop(name: str, label: str, options: Sequence[tuple[str, Any]], all_: str = "") -> Filter:
        return Filter(name, label, all_ or _("any"), options, getattr(wanted, name))

    words = words_of(country, "concern", "form")
    named = {list_: [(word.code, word.name(wording.language())) for word in found] for list_, found in words.items()}
    states = [("any", _("any")), *((code, state.name) for code, state in CASE_STATES.items())]
    tracks = [("safety", _("safety")), ("nrm", _("trafficking")), ("criminal", _("criminal case"))]
    ages = [*((band, _years(band)) for band in AGES), ("unknown", _("not known"))]
    more = [
        drop("concern", _("Concern"), named["concern"]),
        drop("form", _("Form of exploitation"), named["form"]),
        drop("track", _("Track"), tracks),
        drop("age", _("Age when opened"), ages),
        drop("school", _("School"), list(SCHOOL.items())),
    ]
    return {
        "wanted": wanted,
        "filters": [
            drop("state", _("State"), states, _("open")),
            drop("worker", _("Worker"), [("me", _("me")), ("none", _("nobody")), *_workers(who)], _("anyone")),
            drop("risk", _("Risk"), [("none", _("not assessed")), *RISK_LEVELS.items()]),
            drop("late", _("Late"), [("1", _("only what is late"))]),
        ],
        "more": more,
        "more_open": bool(wanted.opened_from or wanted.opened_to or any(each.chosen for each in more)),
        "order": drop("order", _("Order"), _orders(), _("newest first")),
    }


def _workers(who: Person) -> list[tuple[str, str]]:
    units = bodies_where(who, "case.list")
    found = {each.pk: each.name for unit in units for each in people_at(unit, "case.contact")}
    return sorted(((str(pk), name) for pk, name in found.items()), key=lambda pair: pair[1])


def _orders() -> list[tuple[str, str]]:
    return [
        ("oldest", _("oldest first")), ("since", _("longest in its state")), ("risk", _("highest risk first")),
        ("worker", _("by worker")), ("number", _("by number")),
    ]  # fmt: skip


def _years(band: str) -> str:
    if band == "18":
        return _("18 and older")
    return _("%(band)s years") % {"band": band.replace("-", "–")}
