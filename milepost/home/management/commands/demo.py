"""`milepost demo [--port 8000]`: the demo countries and people, then the server."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from milepost.home import demo


class Command(BaseCommand):
    """Make the demo if it is not there, say who can sign in, and serve."""

    help = "Load the demo countries with their reports, print the demo people, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to serve."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only make the data")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, print, serve."""
        demo.make(say=self.stdout.write)
        self.stdout.write("")
        for line in demo.people_table():
            self.stdout.write(line)
        self.stdout.write(f"\nOpen http://127.0.0.1:{options['port']}/ and sign in. Ctrl+C ends it.")
        self.stdout.flush()
        if not options["no_serve"]:
            call_command("serve", port=options["port"])
