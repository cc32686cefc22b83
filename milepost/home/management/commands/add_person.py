"""`milepost add_person EMAIL --name NAME --role administrator --country al`: the first way in."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from milepost.accounts import actions
from milepost.accounts.models import Person
from milepost.accounts.roles import ROLES
from milepost.home import packs
from milepost.home.management.arguments import country
from milepost.places.models import Country


class Command(BaseCommand):
    """Add a person from the command line: how the first administrator comes in."""

    help = "Add a person with a role. Asks for the first password, or reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, what, where."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", choices=sorted(ROLES), default="administrator")
        parser.add_argument("--country", required=True, type=country)

    def handle(self, *args: Any, **options: Any) -> None:
        """Add and assign."""
        where = Country.objects.filter(pk=options["country"]).first()
        if where is None:
            raise CommandError(f"Country {options['country']} is not loaded: milepost load_pack {options['country']}")
        if Person.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError("Someone signs in with this address already.")
        password = getpass.getpass("First password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        if len(password) < 12:
            raise CommandError("A password has at least 12 characters.")
        by = packs.command_line()
        person = actions.add(options["email"], options["name"], where, password=password, by=by)
        actions.assign(person, options["role"], where, by=by)
        self.stdout.write(f"{person.name} signs in as {person.email} and then chooses a password of their own.")
