"""The console command `milepost`: Django's commands and ours, each with `--data DIR`."""

import os
import sys
from importlib.metadata import version

# These work on the code, not on data, or prepare the data themselves.
_WITHOUT_DATA = {"help", "--help", "-h", "migrate", "makemigrations", "makemessages", "check"}


def main(arguments: list[str] | None = None) -> None:
    """Run a command. The data folder is made and migrated when absent."""
    argv = ["milepost", *(sys.argv[1:] if arguments is None else arguments)]
    folder, argv = take_data(argv)
    if folder is not None:
        os.environ["MILEPOST_DATA"] = folder
    if argv[1:2] in (["--version"], ["version"]):
        print(f"milepost {version('milepost')}")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.settings")
    if argv[1:2] in (["demo"], ["make_demo"]):
        # The demo answers to its own machine only: no certificate there.
        os.environ.setdefault("MILEPOST_HTTPS", "false")
        os.environ.setdefault("MILEPOST_DEMO", "true")

    from django.core.management import execute_from_command_line

    if len(argv) > 1 and argv[1] not in _WITHOUT_DATA:
        prepare()
    execute_from_command_line(argv)


def take_data(argv: list[str]) -> tuple[str | None, list[str]]:
    """The folder named by `--data DIR` or `--data=DIR`, and the arguments without it."""
    rest: list[str] = []
    folder: str | None = None
    position = 0
    while position < len(argv):
        if argv[position] == "--data":
            if position + 1 == len(argv):
                sys.stderr.write("--data: name a folder after it, for example --data ./var\n")
                raise SystemExit(2)
            folder = argv[position + 1]
            position += 2
        elif argv[position].startswith("--data="):
            folder = argv[position].removeprefix("--data=")
            position += 1
        else:
            rest.append(argv[position])
            position += 1
    return folder, rest


def prepare() -> None:
    """Make the data folder and bring an embedded database up to date. A PostgreSQL database is migrated by hand."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    settings.DATA.mkdir(parents=True, exist_ok=True)
    if connection.vendor != "sqlite":
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
