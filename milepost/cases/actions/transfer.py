"""A file goes to another unit: sent, then accepted or refused there. The file moves whole, and keeps its number.

The receiving unit is given the keys when the file is sent, so that its head can read what they decide about. On
acceptance the sending unit loses them; on a refusal the receiving one does.
"""

import uuid
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import both, require
from milepost.audit.record import record
from milepost.cases.actions.guest import end_guests
from milepost.cases.actions.step import hold, move, repeated, take_step
from milepost.cases.models import Case, Transfer
from milepost.cases.rules.case import can_decide_transfer, can_receive_file, can_transfer
from milepost.institutions.models import Body
from milepost.people.actions import child as children
from milepost.people.models import Child
from milepost.people.sealed import write
from milepost.places.codes import check
from milepost.vault.actions.case_key import end_share, share_case_key
from milepost.vault.models import CaseKey
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def transfer(
    case: Case,
    to_unit: Body,
    reason: str,
    note: str = "",
    *,
    by: Person,
    opener: Opener,
    token: uuid.UUID | None = None,
) -> Transfer:
    """Send a file. It is read-only until the other unit decides."""
    case = hold(case)
    if (sent := repeated(Transfer, case, "transfer", token, by=by)) is not None:
        return sent
    require(can_transfer(by, case, to_unit=to_unit), "case.transfer", case.country_id)
    check(case.country_id, transfer=reason)
    for key in _keys_of(case):
        share_case_key(key, to_unit, None, by=by, opener=opener)
    made = Transfer(
        country_id=case.country_id, case=case, by=by, from_unit=case.unit, to_unit=to_unit, reason=reason,
        before=case.state,
    )  # fmt: skip
    write(made, "note", note, opener.open_case(case.key_id))
    made.save(force_insert=True)
    case.transferred_to, before = to_unit, move(case, "transfer")
    case.save()
    take_step(case, "transfer", by=by, before=before, about=made, token=token)
    record("case.transfer", by=by, on=case, number=case.number, to=to_unit.code, reason=reason)
    return made


@transaction.atomic
def accept_transfer(
    transfer: Transfer, worker: Person, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Case:
    """The file belongs to the receiving unit and to one of its workers; the sending unit and its guests cannot open it
    any more."""
    transfer = _hold(transfer)
    case = transfer.case
    if transfer.state == "accepted" and transfer.decided_by_id == by.pk:
        return case
    ruling = both(can_decide_transfer(by, transfer, "accept_transfer"), can_receive_file(worker, transfer))
    require(ruling, "case.accept_transfer", case.country_id)
    Child.objects.select_for_update(no_key=True).get(pk=case.child_id)
    before = move(case, "accept_transfer", to=transfer.before)
    case.unit, case.transferred_to, case.worker = transfer.to_unit, None, worker
    case.save()
    for key in _keys_of(case):
        if not _still_needs(transfer.from_unit, case, key):
            end_share(key, transfer.from_unit, by=by)
    end_guests(case, by=by)
    children.take_over(case.child, transfer.to_unit, by=by, opener=opener)
    _decide(transfer, "accepted", by=by)
    take_step(case, "accept_transfer", by=by, before=before, about=transfer, token=token)
    record("case.accept_transfer", by=by, on=case, number=case.number, worker=worker.pk)
    return case


@sensitive_variables()
@transaction.atomic
def refuse_transfer(
    transfer: Transfer, answer: str, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Case:
    """The file stays where it was, and goes on there; the sender reads why."""
    transfer = _hold(transfer)
    case = transfer.case
    if repeated(Transfer, case, "refuse_transfer", token, by=by) is not None:
        return case
    require(can_decide_transfer(by, transfer, "refuse_transfer"), "case.refuse_transfer", case.country_id)
    write(transfer, "answer", answer, opener.open_case(case.key_id))
    before = move(case, "refuse_transfer", to=transfer.before)
    case.transferred_to = None
    case.save()
    for key in _keys_of(case):
        if not _still_needs(transfer.to_unit, case, key):
            end_share(key, transfer.to_unit, by=by)
    _decide(transfer, "refused", by=by)
    take_step(case, "refuse_transfer", by=by, before=before, about=transfer, token=token)
    record("case.refuse_transfer", by=by, on=case, number=case.number)
    return case


def _keys_of(case: Case) -> Iterator[CaseKey]:
    """The keys that open a file: the case's, the child's, and those of its reports."""
    yield case.key
    yield case.child.key
    for report in case.reports.select_related("key"):
        yield report.key


def _still_needs(unit: Body, case: Case, key: CaseKey) -> bool:
    """Whether a unit keeps a key for an earlier episode of the child that it closed itself."""
    others = Case.objects.filter(country=case.country_id, unit=unit, child=case.child_id).exclude(pk=case.pk)
    return key.pk == case.child.key_id and others.exists()


def _hold(transfer: Transfer) -> Transfer:
    case = hold(transfer.case)
    transfer = Transfer.objects.select_related("from_unit", "to_unit").get(pk=transfer.pk)
    transfer.case = case
    return transfer


def _decide(transfer: Transfer, state: str, *, by: Person) -> None:
    transfer.state, transfer.decided_at, transfer.decided_by = state, timezone.now(), by
    transfer.save()
