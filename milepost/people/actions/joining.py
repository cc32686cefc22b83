"""Two rows that are one child: joined, and separated again when that was wrong. No row is deleted or rewritten."""

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.people.models import Child, Joining
from milepost.people.rules import can_join, can_separate
from milepost.people.sealed import write
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def join(child: Child, other: Child, reason: str, *, by: Person, opener: Opener) -> Joining:
    """`other` is the same child as `child`: its row points there from now on, and a search that meets it answers so."""
    rows = _hold(child, other)
    child, other = rows[child.pk], rows[other.pk]
    require(can_join(by, child, other, opener), "people.join", child.country_id)
    joining = Joining(country_id=child.country_id, child=child, other=other, made_by=by)
    write(joining, "reason", reason, opener.open_case(child.key_id))
    joining.save(force_insert=True)
    other.merged_into = child
    other.save(update_fields=["merged_into"])
    record("people.join", by=by, on=child, other=other.pk)
    return joining


@sensitive_variables()
@transaction.atomic
def separate(joining: Joining, reason: str, *, by: Person, opener: Opener) -> Joining:
    """They were two children after all: each row stands as it stood, and the joining stays with both reasons."""
    rows = _hold(joining.child, joining.other)
    joining = Joining.objects.select_for_update(of=("self",), no_key=True).get(pk=joining.pk)
    joining.child, joining.other = rows[joining.child_id], rows[joining.other_id]
    require(can_separate(by, joining, opener), "people.separate", joining.country_id)
    joining.parted_at, joining.parted_by = timezone.now(), by
    write(joining, "parting_reason", reason, opener.open_case(joining.child.key_id))
    joining.save()
    joining.other.merged_into = None
    joining.other.save(update_fields=["merged_into"])
    record("people.separate", by=by, on=joining.child, other=joining.other_id)
    return joining


def _hold(*children: Child) -> dict[object, Child]:
    """The rows, locked in one order whoever asks: two joinings at once wait for each other instead of for ever."""
    rows = Child.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[each.pk for each in children])
    return {row.pk: row for row in rows.select_related("unit").order_by("pk")}
