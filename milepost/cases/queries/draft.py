"""What a person typed and did not send: their own, and nobody else's."""

import json
import uuid
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.cases.models import Case, CaseStep, ConcernReport, Draft
from milepost.cases.models.draft import NOTHING
from milepost.cases.rules.draft import About
from milepost.cases.sent import sending
from milepost.people.sealed import read
from milepost.vault.opening import CannotOpen, Opener
from milepost.vault.sealing import Where


@dataclass(frozen=True)
class Typed:
    """A draft, opened. `others`: more of the same form, from other windows."""

    row: Draft
    values: dict[str, list[str]] = field(repr=False)
    others: list[Draft] = field(default_factory=list)


def country_of(about: About) -> str:
    """The country's code."""
    return about if isinstance(about, str) else about.country_id


def about_of(about: About) -> uuid.UUID:
    """What a draft's column holds."""
    return NOTHING if isinstance(about, str) else about.pk


def drafts_of(person: Person) -> QuerySet[Draft]:
    """Everything that the person typed and did not send, newest first."""
    return Draft.objects.filter(person=person).select_related("case").order_by("-saved_at", "id")


def drafts_for(person: Person, about: About, verb: str) -> QuerySet[Draft]:
    """What the person typed in one form."""
    return drafts_of(person).filter(country=country_of(about), verb=verb, about=about_of(about))


def place_of(row: Draft) -> Where:
    """Where the typed words of a form without a case are bound to."""
    return Where(row._meta.db_table, "typed", str(row.pk))


@sensitive_variables()
def values_of(row: Draft, opener: Opener) -> dict[str, list[str]]:
    """What was typed, by box. Raises `Locked`; `CannotOpen` where the person has another key by now."""
    if row.case is not None:
        opened = read(row, "typed", opener.open_case(row.case.key_id))
    else:
        opened = opener.open_own(bytes(row.typed or b""), place_of(row))
    found: dict[str, list[str]] = json.loads(opened or "{}")
    return found


@sensitive_variables()
def typed_before(
    about: About, verb: str, *, by: Person, opener: Opener, wanted: uuid.UUID | None = None, of: str = ""
) -> Typed | None:
    """What the person typed last in the form of a verb, or in the draft `wanted`; what was sent is not among it, nor
    what was typed of another thing than `of`."""
    if not opener:
        return None
    found: list[tuple[Draft, dict[str, list[str]]]] = []
    for row in drafts_for(by, about, verb)[:20]:
        try:
            values = values_of(row, opener)
        except CannotOpen:  # sealed to a key that the person replaced
            continue
        if values.get("of", [""]) == [of]:
            found.append((row, values))
    gone = _sent(country_of(about), [values for _row, values in found])
    found = [(row, values) for row, values in found if sending(values) not in gone]
    found.sort(key=lambda pair: pair[0].pk != wanted)
    if not found:
        return None
    (row, values), others = found[0], [other for other, _values in found[1:]]
    return Typed(row, values, others)


def _sent(country: str, typed: list[dict[str, list[str]]]) -> set[uuid.UUID | None]:
    """Which of these were sent exactly so: a window that closed kept them once more, after the form had gone."""
    tokens = {token for values in typed if (token := sending(values)) is not None}
    if not tokens:
        return set()
    steps = CaseStep.objects.filter(country=country, token__in=tokens).values_list("token", flat=True)
    reports = ConcernReport.objects.filter(country=country, token__in=tokens).values_list("token", flat=True)
    return {*steps, *reports}


def what_it_is_about(row: Draft) -> About | None:
    """The case, the report or the country; None where the report is gone."""
    if row.case is not None:
        return Case.objects.select_related("unit", "transferred_to").get(pk=row.case.pk)
    if row.about == NOTHING:
        return row.country_id
    return ConcernReport.objects.select_related("unit").filter(country=row.country_id, pk=row.about).first()
