"""Which cases a person may see, and act on: the twin of `rules.access` over many rows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.accounts.rules import countries_where
from milepost.cases.models import Case, CaseStep, ConcernReport, Guest, Purpose
from milepost.cases.rules.access import ARRIVING, RECEIVING, invited, may_be_invited
from milepost.cases.states import OPEN_STATES
from milepost.institutions.models import Body

_WITH = ("unit", "country", "worker", "transferred_to")


def cases_within(person: Person, verb: str = "case.list") -> QuerySet[Case]:
    """The cases of the units where the person holds the verb: number, state and dates. Names need `cases_for`."""
    there = Case.objects.filter(country__in=_countries(person, verb), unit__in=bodies_where(person, verb))
    return there.select_related(*_WITH)


def cases_for(person: Person, verb: str) -> QuerySet[Case]:
    """The cases on which the person may do the verb: in their caseload, overseen, opened by a purpose, invited to."""
    open_now = Purpose.objects.filter(case=OuterRef("pk"), by=person, until__gt=timezone.now())
    mine = Q(worker=person) | Q(unit__in=bodies_where(person, "case.oversee")) | Q(Exists(open_now))
    covered: Q = Q(unit__in=bodies_where(person, verb)) & mine if verb not in ARRIVING else Q(pk__in=[])
    if verb in RECEIVING:
        covered |= Q(transferred_to__in=bodies_where(person, "case.accept_transfer"))
    theirs: Q = Q(country__in=_countries(person, verb)) & covered
    if may_be_invited(person):
        theirs |= Q(pk__in=Guest.objects.filter(invited(person, verb)).values("case"))
    return Case.objects.filter(theirs).select_related(*_WITH)


def _countries(person: Person, verb: str) -> frozenset[str]:
    countries = countries_where(person, verb)
    if not countries and verb in RECEIVING:
        countries = countries_where(person, "case.accept_transfer")
    return countries


@dataclass(frozen=True)
class Wanted:
    """The filters of the list, as they stand in the address. An empty one does not filter."""

    state: str = ""
    worker: str = ""
    risk: str = ""
    concern: str = ""
    track: str = ""
    number: str = ""
    unit: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Wanted":
        """From an address; what is not a filter is left out."""
        return cls(**{name: str(given.get(name, "")).strip()[:60] for name in cls.__dataclass_fields__})


def filtered(cases: QuerySet[Case], wanted: Wanted, person: Person) -> QuerySet[Case]:
    """The cases that fit every filter. Without a state: those that are open."""
    if wanted.state != "any":
        cases = cases.filter(state=wanted.state) if wanted.state else cases.filter(state__in=OPEN_STATES)
    if wanted.worker:
        cases = cases.filter(**_worker(wanted.worker, person))
    if wanted.risk:
        cases = cases.filter(risk_level=None if wanted.risk == "none" else wanted.risk)
    if wanted.track == "safety":
        cases = cases.exclude(safety__in=("none", "ended"))
    elif wanted.track == "nrm":
        cases = cases.exclude(nrm__in=("not_screened", "screened_no", "not_victim"))
    elif wanted.track == "criminal":
        cases = cases.exclude(criminal="none")
    if wanted.concern:
        cases = cases.filter(pk__in=_with_concern(cases, wanted.concern))
    if wanted.number:
        cases = cases.filter(number__icontains=wanted.number)
    return cases


def _worker(wanted: str, person: Person) -> dict[str, object]:
    if wanted == "none":
        return {"worker": None}
    if wanted == "me":
        return {"worker": person}
    return {"worker": int(wanted)} if wanted.isdecimal() and len(wanted) < 10 else {"pk": None}


def _with_concern(cases: QuerySet[Case], concern: str) -> list[uuid.UUID]:
    """SQLite cannot look into a JSON list by index, so the few columns are read and compared here."""
    return [pk for pk, concerns in cases.values_list("pk", "concerns") if concern in concerns]


def open_case_of(child: uuid.UUID, unit: Body) -> Case | None:
    """The child's open episode at a unit: there is at most one."""
    return Case.objects.filter(
        country=unit.country_id, unit=unit, child=child, closed_at=None, merged_into=None
    ).first()  # fmt: skip


def last_closed_of(child: uuid.UUID, unit: Body) -> Case | None:
    """The child's latest closed episode at a unit."""
    closed = Case.objects.filter(country=unit.country_id, unit=unit, child=child, closed_at__isnull=False)
    return closed.order_by("-closed_at").first()


def steps_of(case: Case) -> QuerySet[CaseStep]:
    """The case's timeline, newest first."""
    return CaseStep.objects.filter(country=case.country_id, case=case).select_related("by").order_by("-at", "-id")


def reports_for(person: Person, verb: str = "case.view") -> QuerySet[ConcernReport]:
    """The reports that came to units where the person works, until they belong to a case."""
    rows = ConcernReport.objects.filter(country__in=countries_where(person, verb), unit__in=bodies_where(person, verb))
    return rows.filter(case=None).select_related("unit", "country", "reported_by", "place")


def own_reports(person: Person) -> QuerySet[ConcernReport]:
    """What the person reported: when, to whom, and whether it was accepted. Nothing else is fetched."""
    return (
        ConcernReport.objects.filter(country__in=countries_where(person, "case.report"), reported_by=person)
        .select_related("unit")
        .only("id", "country", "reported_at", "state", "immediate_risk", "unit__names", "unit__code")
        .order_by("-reported_at")
    )
