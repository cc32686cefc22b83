"""`milepost export_report al 2022-05-01 --format json|html|docx|pdf -o FILE`."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from milepost.audit.record import record_alone
from milepost.home import packs
from milepost.home.management.arguments import country, day, report_or_error
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.queries.reports import content_of

_STANDARD_OUTPUT = Path("-")


class Command(BaseCommand):
    """A report as a file."""

    help = "Write a report as JSON, HTML, DOCX or PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which report, which format, where to."""
        parser.add_argument("country", type=country)
        parser.add_argument("start", type=day)
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("-o", "--output", required=True, type=Path, help="a file, or - for standard output")
        parser.add_argument("--language", default="", help="language of the questions (the report's)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        report = report_or_error(options["country"], options["start"])
        language = options["language"] or report.language
        known = report.edition.edition.languages
        if language not in known:
            raise CommandError(f'The form is not in "{language}". It is in: {", ".join(known)}.')
        data = FORMATS[options["format"]].write(content_of(report), language)
        self._put(options["output"], data)
        record_alone("report.export", by=packs.command_line(), on=report, format=options["format"])

    def _put(self, output: Path, data: bytes) -> None:
        """Write the bytes to the file, or to standard output, where nothing else may stand beside them."""
        if output == _STANDARD_OUTPUT:
            sys.stdout.buffer.write(data)
            return
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(
                f"{output}: {error.strerror}. Name a file that can be written, or - for standard output."
            ) from None
        self.stdout.write(f"{output}: {len(data):,} bytes")
