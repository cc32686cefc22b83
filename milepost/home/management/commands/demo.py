"""`milepost demo [--port 8000]`: the demo countries and people, then the server."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from milepost.home import demo
from milepost.home.management.arguments import port, refuse_taken


class Command(BaseCommand):
    """Make the demo if it is not there, say who can sign in, and serve."""

    help = "Load the demo countries with their reports, print the demo people, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to serve."""
        parser.add_argument("--port", type=port, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only make the data")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, print, serve."""
        if not options["no_serve"]:
            refuse_taken("127.0.0.1", options["port"])  # before the minute that making takes
        demo.make(say=self.stdout.write)
        self.stdout.write("")
        for line in demo.people_table():
            self.stdout.write(line)
        self.stdout.write(f"\nOpen http://127.0.0.1:{options['port']}/ and sign in. Ctrl+C ends it.")
        self.stdout.flush()
        if not options["no_serve"]:
            # A fresh process: writing the demo's PDFs started typst's threads, which the server's forks would not have.
            os.environ["MILEPOST_DATA"] = str(settings.DATA)
            os.execv(sys.executable, [sys.executable, "-m", "milepost", "serve", "--port", str(options["port"])])
