"""Writing to the audit chain, and verifying it.

The chain: an event's hash is SHA-256 over the hash before it and the event's own fields as canonical JSON. Whoever
changes or removes a row breaks every hash after it; whoever owns the whole file could rebuild it, so the head hash is
printed by `milepost verify_audit` to be kept elsewhere (docs/explanation/audit.md).
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import Model

from milepost.audit.models import Checkpoint, Event

GENESIS = "0" * 64
_LOCK = 0x6D696C65  # "mile": one writer at a time holds the head of the chain in PostgreSQL


class Actor(Protocol):
    """Who acts: a person, whatever room the model lives in."""

    pk: Any

    @property
    def name(self) -> str:
        """The name shown in the history."""


def record(verb: str, *, by: Actor | None, on: Model | None = None, country: str = "", **detail: Any) -> Event:
    """Append one event. Call inside the act's own transaction: if the event fails, so does the act.

    `by` is None only for someone not signed in. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{verb}: record() belongs inside the transaction of the act it tells of")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    head = Event.objects.order_by("-id").values_list("hash", flat=True).first() or GENESIS
    event = Event(
        at=datetime.now(UTC),
        verb=verb,
        by_id=by.pk if by else None,
        by_name=by.name if by else "",
        country=country or str(getattr(on, "country_id", "") or ""),
        on_type=on._meta.label_lower if on else "",
        on_id=str(on.pk) if on else "",
        detail=json.loads(json.dumps(detail, default=str)),
        previous=head,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def digest(event: Event) -> str:
    """The hash an event must have."""
    body = {
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "verb": event.verb,
        "by": [event.by_id, event.by_name],
        "country": event.country,
        "on": [event.on_type, event.on_id],
        "detail": event.detail,
        "previous": event.previous,
    }
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def verify() -> Iterator[tuple[int, str]]:
    """Walk the chain; yields (event id, what is wrong) for each event that does not fit. Empty when whole."""
    previous = GENESIS
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        yield from _faults(event, previous)
        previous = event.hash


def _faults(event: Event, previous: str) -> Iterator[tuple[int, str]]:
    if event.previous != previous:
        yield event.pk, "does not follow the event before it"
    if event.hash != digest(event):
        yield event.pk, "was changed after it was written"


def last_checkpoint() -> Checkpoint | None:
    """How far the chain was last walked."""
    return Checkpoint.objects.order_by("-id").first()


def walk(*, whole: bool, seconds: float) -> Checkpoint:
    """Go on where the last walk stopped (`whole`: from the first event), for so long; leaves and returns a checkpoint.

    Stops at the first event that does not fit. An event that a checkpoint was left on must still have its hash.
    """
    before = None if whole else last_checkpoint()
    now = datetime.now(UTC)
    mark = Checkpoint(begun=before.begun if before else now, through=0, count=0, hash=GENESIS, done=False)
    if before is not None:
        mark.through, mark.count, mark.hash = before.through, before.count, before.hash
        if not _still_there(before):
            mark.broken = before.broken or before.through
    until = monotonic() + seconds
    while mark.broken is None and not mark.done and monotonic() < until:
        _walk_on(mark)
    mark.at = datetime.now(UTC)
    mark.save(force_insert=True)
    return mark


def _still_there(mark: Checkpoint) -> bool:
    if mark.broken is not None:
        return False
    return not mark.through or Event.objects.filter(pk=mark.through, hash=mark.hash).exists()


def _walk_on(mark: Checkpoint, size: int = 2000) -> None:
    """The next events onto the mark, which is not saved."""
    events = list(Event.objects.filter(pk__gt=mark.through).order_by("id")[:size])
    for event in events:
        if next(_faults(event, mark.hash), None) is not None:
            mark.broken = event.pk
            return
        mark.through, mark.count, mark.hash = event.pk, mark.count + 1, event.hash
    mark.done = len(events) < size


@transaction.atomic
def record_alone(verb: str, *, by: Actor | None, on: Model | None = None, country: str = "", **detail: Any) -> Event:
    """`record` in a transaction of its own: for reads, refusals and sign-ins, which write nothing else."""
    return record(verb, by=by, on=on, country=country, **detail)
