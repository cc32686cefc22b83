"""`milepost forget_drafts`: run once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from milepost.cases.actions.draft import forget_drafts
from milepost.home import packs
from milepost.places.models import Country


class Command(BaseCommand):
    """Forget what was typed long ago in forms that cannot be sent any more."""

    help = "Forget old drafts of forms that cannot be sent any more (MILEPOST_DRAFT_DAYS). Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Country by country."""
        by = packs.command_line()
        for country in Country.objects.order_by("pk"):
            self.stdout.write(f"{country.pk}: {forget_drafts(country, by=by)} drafts forgotten")
