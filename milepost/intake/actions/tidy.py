"""What is over is deleted: by whoever looks next, and by `milepost tidy` once a day."""

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.audit.record import record
from milepost.intake.queries.sheets import overdue_exports, overdue_sheets


@transaction.atomic
def tidy(*, by: Person) -> tuple[int, int]:
    """Delete what sheets and exports say whose time is over; returns how many of each. It needs no right: the time was
    set when they were made. Where nothing is over, nothing is written."""
    now = timezone.now()
    if not (overdue_sheets().exists() or overdue_exports().exists()):
        return 0, 0
    sheets = overdue_sheets().update(
        content=None, name=None, matching=None, state="dropped", ended_at=now, ended_by=None
    )
    exports = overdue_exports().update(content=None, state="ended")
    record("intake.tidy", by=by, sheets=sheets, exports=exports)
    return sheets, exports
