"""`milepost make_demo [--children N]`: the demo without serving, and a large one for benchmarks."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from milepost.home import demo
from milepost.home.management.arguments import whole_number

_WIDTH = 30


class Command(BaseCommand):
    """Make the demo if it is not there, and as many children as asked for. Run again, it makes what is missing."""

    help = "Make the demo's data without serving; with --children N, so many invented children for benchmarks."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many."""
        parser.add_argument(
            "--children", type=whole_number, default=0, metavar="N",
            help="go on until there are N children: the first 10,000 in Tirana, the others evenly over the other units",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, and say what is there."""
        demo.make(say=self.stdout.write)
        if options["children"]:
            demo.enlarge(options["children"], self._tell)
            self.stdout.write("")
        for line in demo.what_is_there():
            self.stdout.write(line)
        self.stdout.write(f"To sign in: milepost demo --data {settings.DATA}")

    def _tell(self, written: int, total: int, seconds: float) -> None:
        """A bar that fills: how many are written, how fast, how long it will take."""
        speed = written / seconds if seconds else 0.0
        left = round((total - written) / speed) if speed else 0
        bar = "#" * (written * _WIDTH // total)
        line = (
            f"[{bar:{_WIDTH}}] {written:,} of {total:,} · {speed:.0f} a second · {left // 60} min {left % 60:02} s left"
        )
        self.stdout.write(
            f"\r{line:100}" if self.stdout.isatty() else line, ending="" if self.stdout.isatty() else "\n"
        )
        self.stdout.flush()
