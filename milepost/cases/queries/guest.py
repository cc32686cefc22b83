"""Who is invited to which case, and who could be."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.queries import holders, people_at
from milepost.cases.models import Case, CriminalStep, Guest
from milepost.cases.rules.access import invited
from milepost.cases.states import GUEST_ROLES
from milepost.vault.models import PersonKey


def invitations_for(person: Person, verb: str = "") -> QuerySet[Guest]:
    """The invitations of a person that are in force, with their cases; those that grant a verb, where one is named."""
    there = Guest.objects.filter(invited(person, verb)).select_related("case__unit", "case__country")
    return there.order_by("until", "case__number")


def guests_of(case: Case) -> QuerySet[Guest]:
    """Who is invited to a case and until when: not ended, the last day not over."""
    there = Guest.objects.filter(country=case.country_id, case=case, ended_at=None, until__gte=timezone.localdate())
    return there.select_related("person__body").order_by("until", "person__name")


def proceedings_of(person: Person) -> QuerySet[Case]:
    """The cases whose criminal track the person was invited to, with the `article` of its last step and its day."""
    steps = CriminalStep.objects.filter(country=OuterRef("country"), case=OuterRef("pk")).order_by("-at", "-id")
    named = steps.exclude(article="")
    cases = Case.objects.filter(pk__in=invitations_for(person, "case.criminal").order_by().values("case"))
    return cases.annotate(
        article=Subquery(named.values("article")[:1]), stands_since=Subquery(steps.values("on")[:1])
    ).order_by("number")


@dataclass(frozen=True)
class Candidate:
    """Someone who can be invited: the roles in which, and the number of the key that the case is sealed to."""

    person: Person
    roles: tuple[str, ...]
    fingerprint: str


def candidates(case: Case) -> list[Candidate]:
    """Whoever holds a guest's role in the country today, has a key and does not work at the unit. Four queries."""
    people: dict[int, Person] = {}
    roles: dict[int, list[str]] = {}
    for role in GUEST_ROLES:
        for person in holders(role, case.country_id):
            people[person.pk] = person
            roles.setdefault(person.pk, []).append(role)
    ours = set(people_at(case.unit, "case.view").values_list("pk", flat=True))
    keys = PersonKey.objects.filter(person__in=people.keys() - ours, retired_at=None)
    found = [Candidate(people[key.person_id], tuple(roles[key.person_id]), key.fingerprint) for key in keys]
    return sorted(found, key=lambda each: (each.person.name, each.person.pk))
