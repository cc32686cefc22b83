"""A machine of its own for the processes of a test, which may be killed: a folder, and on PostgreSQL a database."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


def environment(folder: Path) -> dict[str, str]:
    """What a process in this folder is told: nothing of the settings of whoever runs the tests."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
    return {**others, "MILEPOST_DATA": str(folder), "MILEPOST_HTTPS": "false"}


@contextmanager
def machine(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of processes on this folder and, where the tests use PostgreSQL, on an empty database of its server."""
    told, url = environment(folder), os.environ.get("MILEPOST_DATABASE_URL")
    if not url:
        yield told
        return
    import psycopg

    name = f"machine_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield {**told, "MILEPOST_DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
