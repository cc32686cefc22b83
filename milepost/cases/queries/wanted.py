"""What a list of files is asked for: filters and order, as they stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case as When
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models import When as Then
from django.db.models.functions import Cast
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.models import Case, Exploitation
from milepost.cases.queries.duties import duties_of
from milepost.cases.states import OPEN_STATES, RISK_LEVELS

AGES = {"0-4": (0, 5), "5-11": (5, 12), "12-14": (12, 15), "15-17": (15, 18), "18": (18, 100)}
"""Bands of the age at the opening, in years: from, and below. Those of SDG indicator 8.7.1, and what is outside."""
ORDERS = {
    "": ("-opened_at", "id"), "oldest": ("opened_at", "id"), "since": ("since", "id"), "number": ("number",),
    "risk": ("_risk", "-opened_at", "id"), "worker": (F("worker__name").asc(nulls_first=True), "-opened_at", "id"),
}  # fmt: skip
"""The orders of the list; the first is the one without a wish."""
_TRACKS = {
    "safety": Q(safety__in=("none", "ended")),
    "nrm": Q(nrm__in=("not_screened", "screened_no", "not_victim")),
    "criminal": Q(criminal="none"),
}
_RISKS = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class Wanted:
    """The filters of the list and its order. An empty one does not filter."""

    state: str = ""
    worker: str = ""
    risk: str = ""
    concern: str = ""
    form: str = ""
    track: str = ""
    late: str = ""
    opened_from: str = ""
    opened_to: str = ""
    age: str = ""
    school: str = ""
    number: str = ""
    order: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Wanted":
        """From an address; what is not a filter is left out."""
        return cls(
            **{name: str(given.get(name, "")).replace("\0", "").strip()[:60] for name in cls.__dataclass_fields__}
        )


def filtered(cases: QuerySet[Case], wanted: Wanted, person: Person) -> QuerySet[Case]:
    """The cases that fit every filter. Without a state: those that are open."""
    if wanted.state != "any":
        cases = cases.filter(state=wanted.state) if wanted.state else cases.filter(state__in=OPEN_STATES)
    if wanted.worker:
        cases = cases.filter(**_worker(wanted.worker, person))
    if wanted.risk:
        cases = cases.filter(risk_level=None if wanted.risk == "none" else wanted.risk)
    if wanted.track in _TRACKS:
        cases = cases.exclude(_TRACKS[wanted.track])
    if wanted.number:
        cases = cases.filter(number__icontains=wanted.number)
    cases = _opened(_aged(cases, wanted.age), wanted)
    return _late(_concerning(_worked(cases, wanted), wanted.concern), wanted.late)


def ordered(cases: QuerySet[Case], order: str) -> QuerySet[Case]:
    """In one of `ORDERS`; another word is no order."""
    whens = [Then(risk_level=level, then=Value(place)) for level, place in _RISKS.items()]
    if order == "risk":
        cases = cases.annotate(_risk=When(*whens, default=Value(len(RISK_LEVELS))))
    return cases.order_by(*ORDERS.get(order, ORDERS[""]))


def _worker(wanted: str, person: Person) -> dict[str, object]:
    if wanted == "none":
        return {"worker": None}
    if wanted == "me":
        return {"worker": person}
    return {"worker": int(wanted)} if wanted.isdecimal() and len(wanted) < 10 else {"pk": None}


def _concerning(cases: QuerySet[Case], concern: str) -> QuerySet[Case]:
    """The list is a few codes in JSON: its text is searched for the code in its quotes, alike on both databases."""
    if not concern:
        return cases
    return cases.annotate(_concerns=Cast("concerns", TextField())).filter(_concerns__contains=f'"{concern}"')


def _worked(cases: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    """By what the last saving of the facts of exploitation says."""
    last = Exploitation.objects.filter(country=OuterRef("country"), case=OuterRef("pk")).order_by("-number")
    for column, value in (("form", wanted.form), ("school", wanted.school)):
        if value:
            found = Subquery(last.values(column)[:1], output_field=CharField())
            cases = cases.annotate(**{f"_{column}": found}).filter(**{f"_{column}": value})
    return cases


def _aged(cases: QuerySet[Case], band: str) -> QuerySet[Case]:
    if band == "unknown":
        return cases.filter(age_months=None)
    if band not in AGES:
        return cases
    low, high = AGES[band]
    return cases.filter(age_months__gte=low * 12, age_months__lt=high * 12)


def _opened(cases: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    between: dict[str, Any] = {}
    if since := _start_of(wanted.opened_from):
        between["opened_at__gte"] = since
    if until := _start_of(wanted.opened_to):
        between["opened_at__lt"] = until + timedelta(days=1)
    return cases.filter(**between)


def _start_of(day: str) -> datetime | None:
    """The first moment of a day as an address writes it; what is no day does not filter."""
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(day), time()))
    except (ValueError, OverflowError):
        return None


def _late(cases: QuerySet[Case], late: str) -> QuerySet[Case]:
    """What is late is computed, with working hours and extensions: no column knows it. Three queries more."""
    if not late:
        return cases
    return cases.filter(Q(pk__in={duty.case.pk for duty in duties_of(cases) if duty.case and duty.late}))
