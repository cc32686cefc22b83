"""The files of a child and of the rows joined into it, and what a separation would give back."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from milepost.accounts.models import Person
from milepost.cases.models import Case, CaseStep, Draft
from milepost.cases.queries.cases import cases_within
from milepost.people.models import Child, Joining
from milepost.people.queries import rows_of


def files_of(child: Child, person: Person) -> QuerySet[Case]:
    """All files of a child in the person's units, joined rows included, newest first: number, state, worker."""
    rows = Q(child__in=rows_of(child).values("pk"))
    return cases_within(person).filter(rows).select_related("merged_into").order_by("-opened_at", "id")


def joining_of(child: Child) -> QuerySet[Joining]:
    """The joinings in force that a child is in, on either side."""
    rows = Joining.objects.filter(Q(child=child) | Q(other=child), country=child.country_id, parted_at=None)
    return rows.select_related("child__unit", "other__unit", "made_by")


def joined_by(case: Case, token: UUID | None) -> Joining | None:
    """The joining that an earlier sending of the same form made: the page of two children cannot be shown again."""
    if token is None:
        return None
    steps = CaseStep.objects.filter(country=case.country_id, case=case, verb="join", token=token)
    return Joining.objects.filter(pk__in=steps.values("about")).first()


@dataclass(frozen=True)
class Parting:
    """What separating gives back: files that stay with `other` as they are, files that are open again (with the state
    they return to), and files that were opened for the joined child since, which stay where they are."""

    kept: list[Case]
    returned: list[tuple[Case, str]]
    since: list[Case]


def parting_of(joining: Joining) -> Parting:
    """What a separation would do with the files: three queries."""
    rows = Case.objects.filter(country=joining.country_id).select_related("unit", "country", "worker", "merged_into")
    theirs = list(rows.filter(child=joining.other_id).order_by("opened_at"))
    merged = [case for case in theirs if case.merged_into and case.merged_into.child_id == joining.child_id]
    before = {
        step.case_id: step.before
        for step in CaseStep.objects.filter(country=joining.country_id, case__in=merged, verb="merge").order_by("at")
    }
    since = rows.filter(child=joining.child_id, opened_at__gte=joining.made_at).order_by("opened_at")
    return Parting(
        [case for case in theirs if case not in merged],
        [(case, before.get(case.pk, "registered")) for case in merged],
        list(since),
    )


def drafts_on(case: Case) -> list[str]:
    """Who keeps something unsent in a file: names of staff."""
    rows = Draft.objects.filter(country=case.country_id, case=case)
    return sorted(set(rows.values_list("person__name", flat=True)))
