"""`milepost tidy`: run once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from milepost.cases.actions.draft import forget_drafts
from milepost.home import packs
from milepost.intake.actions.tidy import tidy
from milepost.places.models import Country


class Command(BaseCommand):
    """Delete what has had its time: uploaded registers, exports, drafts of forms that cannot be sent any more."""

    help = "Delete uploaded registers, exports and old drafts whose time is over. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many."""
        by = packs.command_line()
        sheets, exports = tidy(by=by)
        drafts = sum(forget_drafts(country, by=by) for country in Country.objects.order_by("pk"))
        self.stdout.write(f"{sheets} uploaded registers, {exports} exports and {drafts} drafts deleted")
