"""`milepost verify_audit`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from milepost.audit.models import Event
from milepost.audit.record import GENESIS, verify


class Command(BaseCommand):
    """Walk the audit chain."""

    help = "Verify the audit chain; prints its head, to be kept elsewhere."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify."""
        faults = list(verify())
        for number, what in faults:
            self.stderr.write(f"event {number} {what}")
        if faults:
            raise CommandError(f"The audit chain is broken at {len(faults)} place(s), first at event {faults[0][0]}.")
        head = Event.objects.order_by("-id").values_list("hash", flat=True).first() or GENESIS
        self.stdout.write(f"{Event.objects.count()} events, the chain is whole. Head: {head}")
