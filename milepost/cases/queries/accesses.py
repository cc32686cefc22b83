"""Who opened a child's file, when and why: read from the audit, over all episodes of the child at the unit."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from milepost.audit.models import Event
from milepost.cases.models import Case

# What an act of reading is called after its room: so a new one (a print, an attachment) is here from its first day.
_READING = ("view", "open", "print", "export", "download", "state_purpose", "search")


def is_access(verb: str) -> bool:
    """Whether a verb is a way of reading a file."""
    return verb.partition(".")[2].startswith(_READING)


def episodes_of(case: Case) -> dict[str, str]:
    """The numbers of the child's files at the unit, by id. What another unit holds is not told here."""
    rows = Case.objects.filter(country=case.country_id, unit=case.unit_id, child=case.child_id)
    return {str(pk): number for pk, number in rows.values_list("pk", "number")} | {str(case.pk): case.number}


def accesses_of(case: Case, files: Iterable[str], verbs: Iterable[str]) -> QuerySet[Event]:
    """The events of reading on these files, newest first. `verbs`: all that there are words for."""
    reading = [verb for verb in verbs if is_access(verb)]
    on = Q(on_type="cases.case", on_id__in=list(files))
    return Event.objects.filter(on, country=case.country_id, verb__in=reading).order_by("-id")
