"""Two children who are one: joined from a file, their open files merged; and separated again, each as it stood."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import may_at, require
from milepost.audit.record import record
from milepost.cases.actions.case import merge
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.models import Case
from milepost.cases.queries.cases import open_case_of
from milepost.cases.queries.duplicate import files_of, parting_of
from milepost.cases.rules.duplicate import can_join, can_keep, can_separate
from milepost.people.actions import joining as joinings
from milepost.people.models import Child, Joining
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def join(
    case: Case,
    other: Child,
    reason: str,
    *,
    stays: Child,
    by: Person,
    opener: Opener,
    token: uuid.UUID | None = None,
) -> Joining:
    """The child of a case and another are one. `stays`: which of the two; the open file of the other is merged."""
    case = hold(case)
    if (sent := repeated(Joining, case, "join", token, by=by)) is not None:
        return sent
    require(can_join(by, case, other, list(files_of(other, by))), "case.join", case.country_id)
    kept, ended = (case.child, other) if stays.pk == case.child_id else (other, case.child)
    going, ending = open_case_of(kept.pk, case.unit), open_case_of(ended.pk, case.unit)
    require(can_keep(going, ending), "case.join", case.country_id)
    joining = joinings.join(kept, ended, reason, by=by, opener=opener)
    take_step(case, "join", by=by, about=joining, token=token)
    if going is not None and going.pk != case.pk:
        take_step(going, "join", by=by, about=joining)
    if going is not None and ending is not None:
        merge(ending, going, by=by)
    record("case.join", by=by, on=case, number=case.number, other=other.pk, stays=kept.pk)
    return joining


@sensitive_variables()
@transaction.atomic
def separate(
    case: Case, joining: Joining, reason: str, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Joining:
    """They were two after all: the files of the joined child are its own again, a merged one goes on where it stood."""
    case = hold(case)
    if (sent := repeated(Joining, case, "separate", token, by=by)) is not None:
        return sent
    returned = parting_of(joining).returned
    require(can_separate(by, case, joining, [each for each, _state in returned]), "case.separate", case.country_id)
    joining = joinings.separate(joining, reason, by=by, opener=opener)
    for each, state in returned:
        _go_on(hold(each), state, by=by)
    take_step(case, "separate", by=by, about=joining, token=token)
    numbers = [each.number for each, _state in returned]
    record("case.separate", by=by, on=case, number=case.number, other=joining.other_id, returned=numbers)
    return joining


def _go_on(case: Case, state: str, *, by: Person) -> None:
    """A merged file is open again; where its worker works here no more, the head gives it to someone."""
    before, case.state, case.since, case.merged_into = case.state, state, timezone.now(), None
    if case.worker is not None and not may_at(case.worker, "case.contact", case.unit):
        case.worker = None
    case.save()
    take_step(case, "part", by=by, before=before)
