"""Reading the audit, which is itself an act that the audit tells of."""

from django.db import transaction

from milepost.accounts.models import Person
from milepost.accounts.rules import may, require
from milepost.audit.models import Checkpoint
from milepost.audit.record import record, walk

SECONDS = 10.0
"""How long one press walks the chain before it answers; the next press goes on."""


@transaction.atomic
def view_audit(country: str, page: str, *, by: Person, filters: tuple[str, ...] = ()) -> None:
    """Someone reads the audit: which page, and which filters were set; never what was typed into them."""
    require(may(by, "audit.view", country), "audit.view", country)
    record("audit.view", by=by, country=country, page=page, filters=list(filters))


@transaction.atomic
def check(country: str, *, by: Person, whole: bool = False, seconds: float = SECONDS) -> Checkpoint:
    """Walk the chain on from where it was last checked, or from its first event."""
    require(may(by, "audit.check", country), "audit.check", country)
    mark = walk(whole=whole, seconds=seconds)
    record("audit.check", by=by, country=country, through=mark.through, whole=whole, broken=mark.broken)
    return mark
