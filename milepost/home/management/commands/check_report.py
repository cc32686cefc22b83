"""`milepost check_report al 2022-05-01 [--json]`."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from milepost.home.management.arguments import country, day, report_or_error
from milepost.reporting.queries.checks import findings_of


class Command(BaseCommand):
    """What a careful reviewer would ask about a report."""

    help = "Findings of a report: what a careful reviewer would ask."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which report."""
        parser.add_argument("country", type=country)
        parser.add_argument("start", type=day)
        parser.add_argument("--json", action="store_true", help="as a JSON list")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and print."""
        findings = findings_of(report_or_error(options["country"], options["start"]))
        if options["json"]:
            rows = [
                {
                    "code": finding.code,
                    "severity": finding.severity,
                    "question": finding.slot.question if finding.slot else None,
                    "item": finding.slot.item if finding.slot else None,
                    "start": finding.start,
                    "end": finding.end,
                    "message": finding.message,
                }
                for finding in findings
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for finding in findings:
            place = f"{finding.slot}" if finding.slot else "-"
            self.stdout.write(f"{finding.severity:8} {place:26} {finding.message} [{finding.code}]")
            self.stdout.write(f"{'':8} {'':26} {finding.advice}")
        counts = {level: sum(f.severity == level for f in findings) for level in ("error", "warning", "note")}
        self.stdout.write(f"{counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes")
