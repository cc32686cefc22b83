"""Who has how many open files."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, QuerySet

from milepost.accounts.models import Person
from milepost.cases.models import Case
from milepost.cases.queries.cases import cases_for
from milepost.cases.states import OPEN_STATES


def caseloads(units: Iterable[int]) -> Mapping[int | None, int]:
    """Open files by worker in some units; None for those that nobody has."""
    rows = Case.objects.filter(unit__in=list(units), state__in=OPEN_STATES).order_by()
    return dict(rows.values_list("worker").annotate(n=Count("pk")))


def open_files_of(worker: int, person: Person) -> QuerySet[Case]:
    """The open files of someone that the person may hand over."""
    rows = cases_for(person, "case.hand_over").filter(worker=worker, state__in=OPEN_STATES)
    return rows.order_by("unit", "opened_at", "id")
