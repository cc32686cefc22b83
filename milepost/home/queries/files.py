"""What waits in the file room for a person, as numbers: the desk there has the lines."""

from dataclasses import dataclass

from django.db.models import Count

from milepost.accounts.models import Person
from milepost.accounts.rules import countries_where
from milepost.cases.queries.cases import own_reports
from milepost.cases.queries.duties import desk_of


@dataclass(frozen=True)
class Waiting:
    """Numbers of the desk: late, due this week, purposes to read; and what became of one's own reports."""

    late: int = 0
    soon: int = 0
    purposes: int = 0
    reported: int = 0
    decided: int = 0

    @property
    def anything(self) -> bool:
        """Whether something waits; own reports wait for others."""
        return bool(self.late or self.soon or self.purposes)


def files_waiting(person: Person) -> Waiting:
    """The numbers of whoever works with files; for a field team, of their reports. Nothing is read for others."""
    if countries_where(person, "case.list"):
        desk = desk_of(person)
        return Waiting(late=len(desk.late), soon=len(desk.soon), purposes=len(desk.purposes))
    if countries_where(person, "case.report"):
        states = dict(own_reports(person).order_by().values_list("state").annotate(n=Count("pk")))
        waiting = states.get("reported", 0) + states.get("screening_out", 0)
        return Waiting(reported=waiting, decided=sum(states.values()) - waiting)
    return Waiting()
