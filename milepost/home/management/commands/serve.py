"""`milepost serve [--port 8000]`."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from milepost.home.management.arguments import port, refuse_taken


class Command(BaseCommand):
    """Serve the pages with granian; static files come from the same process."""

    help = "Serve Milepost on 127.0.0.1 (a proxy in front brings HTTPS)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect static files, then become the server."""
        refuse_taken(options["host"], options["port"])
        call_command("collectstatic", interactive=False, verbosity=0)
        os.environ["MILEPOST_DATA"] = str(settings.DATA)
        from granian.constants import Interfaces
        from granian.server import Server

        Server(
            "milepost.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=2,
            log_enabled=True,
        ).serve()
