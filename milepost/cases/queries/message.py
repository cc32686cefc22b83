"""Who reads a file, and what was written about it."""

from django.db.models import Q, QuerySet

from milepost.accounts.models import Person
from milepost.accounts.queries import people_at
from milepost.cases.models import Case, Message


def readers_of(case: Case, *, but: Person) -> QuerySet[Person]:
    """Those who read a file without stating why: its worker and the heads of its unit; `but` whoever asks."""
    heads = people_at(case.unit, "case.oversee").values("pk")
    working = people_at(case.unit, "case.contact").values("pk")
    readers = Q(pk__in=heads) | (Q(pk=case.worker_id) & Q(pk__in=working))
    return Person.objects.filter(readers).exclude(pk=but.pk).order_by("name", "id")


def messages_of(case: Case) -> QuerySet[Message]:
    """What was written about a case, newest first."""
    rows = Message.objects.filter(country=case.country_id, case=case)
    return rows.select_related("by", "to").order_by("-at", "-id")
