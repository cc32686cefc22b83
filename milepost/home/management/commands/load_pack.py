"""`milepost load_pack al [--dry-run]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from milepost.home import packs
from milepost.home.management.arguments import country


class Command(BaseCommand):
    """Load or refresh a country pack."""

    help = "Load a country pack; shows what it changes. The same pack again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which pack."""
        parser.add_argument("code", type=country, help="the pack's folder, for example al")
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and show what changed, or only show what would. A pack that is refused changes and shows nothing."""
        by = packs.command_line()
        try:
            changes = packs.plan(options["code"])
            if not options["dry_run"]:
                packs.load(options["code"], by=by)
        except ValueError as error:
            raise CommandError(f"{error}\nNothing is changed.") from None
        for change in changes:
            if change.kind != "same":
                self.stdout.write(str(change))
        added, changed = ("to add", "to change") if options["dry_run"] else ("added", "changed")
        kinds = {kind: sum(change.kind == kind for change in changes) for kind in ("add", "change", "same", "gone")}
        self.stdout.write(
            f"{kinds['add']} {added}, {kinds['change']} {changed}, {kinds['same']} as they are, "
            f"{kinds['gone']} no longer in the pack (kept)"
        )
