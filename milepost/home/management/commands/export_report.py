"""`milepost export_report al 2022-05-01 --format json|html|docx|pdf -o FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from milepost.audit.record import record_alone
from milepost.home import packs
from milepost.home.management.arguments import day, report_or_error
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.queries.reports import content_of


class Command(BaseCommand):
    """A report as a file."""

    help = "Write a report as JSON, HTML, DOCX or PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which report, which format, where to."""
        parser.add_argument("country")
        parser.add_argument("start", type=day)
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("-o", "--output", required=True, type=Path)
        parser.add_argument("--language", default="", help="language of the questions (the report's)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        report = report_or_error(options["country"], options["start"])
        data = FORMATS[options["format"]].write(content_of(report), options["language"] or report.language)
        options["output"].write_bytes(data)
        record_alone("report.export", by=packs.command_line(), on=report, format=options["format"])
        self.stdout.write(f"{options['output']}: {len(data):,} bytes")
