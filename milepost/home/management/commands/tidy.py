"""`milepost tidy`: run once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from milepost.home import packs
from milepost.intake.actions.tidy import tidy


class Command(BaseCommand):
    """Delete uploaded registers and exports whose time is over."""

    help = "Delete uploaded registers and exports whose time is over. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many."""
        sheets, exports = tidy(by=packs.command_line())
        self.stdout.write(f"{sheets} uploaded registers and {exports} exports deleted")
