"""`milepost import_report FILE --country al --start 2022-05-01 --end 2023-04-30 [--edition 2023]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from milepost.accounts.rules import Refused
from milepost.home import packs, reports
from milepost.home.management.arguments import country, day
from milepost.places.models import Country
from milepost.reporting.importing.read import Unreadable

USAGE = 2
"""The exit code of what was asked for wrongly, as for an argument that is missing."""


class Command(BaseCommand):
    """Read a DOCX or text report into the form, and say what was placed, unplaced and found."""

    help = "Read a report (DOCX or plain text) into the form; prints what was placed, unplaced and found."

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE and what it is a report of."""
        parser.add_argument("file", type=Path, help="the report, .docx or .txt")
        parser.add_argument("--country", required=True, type=country, help="the country's code, for example al")
        parser.add_argument("--country-name", default="", help="its name, when there is no pack of it")
        parser.add_argument("--start", required=True, type=day, help="first day of the period")
        parser.add_argument("--end", required=True, type=day, help="last day of the period")
        parser.add_argument(
            "--edition", help=f"the form's edition (that of the report, {reports.EDITION} for a new one)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print; all or nothing."""
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}. Name a file that is there.") from None
        try:
            result = self._import(data, options)
        except (Unreadable, Refused) as error:
            raise CommandError(str(error)) from None
        except ValueError as error:
            raise CommandError(str(error), returncode=USAGE) from None
        self.stdout.write(reports.summary(result))

    @transaction.atomic
    def _import(self, data: bytes, options: dict[str, Any]) -> reports.Result:
        by = packs.command_line()
        country = self._country(options["country"], options["country_name"], by=by)
        start, end, edition = options["start"], options["end"], options["edition"]
        return reports.import_file(data, options["file"].name, country, start, end, edition, by=by)

    def _country(self, code: str, name: str, *, by: Any) -> Country:
        packs.editions(by=by)
        if code in packs.codes():
            packs.load(code, by=by)
        elif not Country.objects.filter(pk=code).exists():
            if not name:
                known = ", ".join(packs.codes())
                raise CommandError(
                    f'There is no pack "{code}" (there are: {known}). Give --country-name "Name".', returncode=USAGE
                )
            packs.skeleton(code, name, by=by)
        return Country.objects.get(pk=code)
