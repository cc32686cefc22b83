"""`milepost load_pack al [--dry-run]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from milepost.home import packs


class Command(BaseCommand):
    """Load or refresh a country pack."""

    help = "Load a country pack; shows what it changes. The same pack again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which pack."""
        parser.add_argument("code", help="the pack's folder, for example al")
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show, then load."""
        by = packs.command_line()
        try:
            changes = packs.plan(options["code"])
            for change in changes:
                if change.kind != "same":
                    self.stdout.write(str(change))
            if not options["dry_run"]:
                packs.editions(by=by)
                packs.load(options["code"], by=by)
        except ValueError as error:
            raise CommandError(str(error)) from None
        kinds = {kind: sum(change.kind == kind for change in changes) for kind in ("add", "change", "same", "gone")}
        self.stdout.write(
            f"{kinds['add']} to add, {kinds['change']} to change, {kinds['same']} as they are, "
            f"{kinds['gone']} no longer in the pack (kept)"
        )
