"""Markers are typed into every personal field by every route; then nothing that lies on the disk holds one.

First the scanner is proved: a marker planted in each kind of place, in each spelling, is found. A page with a text box
that no marker was typed into fails, so a new page joins by itself or by a line in `canary/routes.py`.
"""

import base64
import gzip
import json
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.canary.routes import NO_BOX, NOTHING_WAITS
from tests.canary.scan import STEM, found_in, scan, spellings
from tests.conftest import needs
from tests.machine import machine


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], Path]]:
    """(what was reached, the folder of the system after all was typed, with all that it logged)."""
    folder = tmp_path_factory.mktemp("canary")
    (folder / "tmp").mkdir()
    if os.environ.get("MILEPOST_DATABASE_URL"):
        needs("pg_dump")
    with machine(folder) as told:
        done = subprocess.run(
            [sys.executable, "-m", "tests.canary.world"], env={**told, "TMPDIR": str(folder / "tmp")},
            capture_output=True, check=False,
        )  # fmt: skip
        (folder / "stderr.log").write_bytes(done.stderr)
        assert done.returncode == 0, done.stderr.decode()[-3000:]
        (folder / "static").mkdir(exist_ok=True)
        yield json.loads(done.stdout), folder


@pytest.mark.parametrize("name", spellings())
def test_the_scan_finds_each_spelling(name: str) -> None:
    assert found_in(b"before" + spellings()[name] + b"after")


@pytest.mark.parametrize("before", range(3))
def test_the_scan_finds_base64_and_what_is_compressed(before: int) -> None:
    longer = b"x" * before + f"what {STEM}-field said, and more words after it".encode()
    for left in (
        base64.b64encode(longer), base64.urlsafe_b64encode(longer), b"row" + gzip.compress(longer) + b"row",
        b"row" + zlib.compress(longer, 9) + b"row", zlib.compress(longer, 9)[2:-4],
        b"." + base64.urlsafe_b64encode(zlib.compress(longer * 3)).rstrip(b"=") + b":signed", longer.hex().encode(),
        longer.decode().encode("utf-16"),
    ):  # fmt: skip
        assert found_in(left), left


def test_the_scan_finds_nothing_where_nothing_is() -> None:
    assert not found_in(os.urandom(100_000) + b"Zq7 Marker, Zq7Marke, zq7-marker")


@pytest.mark.parametrize(
    "place", ["milepost.sqlite3", "tmp/upload", "mail/1.log", "stderr.log", "media/a/b", "static/c"]
)
def test_the_scan_finds_a_planted_marker_in_each_place(tmp_path: Path, place: str) -> None:
    planted = tmp_path / place
    planted.parent.mkdir(parents=True, exist_ok=True)
    if place.endswith("sqlite3"):
        with sqlite3.connect(planted) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("CREATE TABLE django_session (text)")
            database.execute("INSERT INTO django_session VALUES (?)", [f"{STEM}-session"])
            database.commit()
            assert {"milepost.sqlite3-wal"} <= set(scan(tmp_path))  # in the journal beside it
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        planted.write_text(f"line\n{STEM}-x\n")
    assert place in scan(tmp_path)


def test_every_page_with_a_box_was_typed_into(typed: tuple[dict[str, Any], Path]) -> None:
    told, _folder = typed
    not_saved = {
        name: each for name, each in told.items()
        if "why" in each or (each["texts"] and each["saved"] and each["status"] not in (200, 302))
    }  # fmt: skip
    assert not_saved == {}, "these were not filled in rightly: give them a line in tests/canary/routes.py"
    lost = (301, 403, 404, 500)
    unreached = {name: each for name, each in told.items() if each["status"] in lost and name not in NOTHING_WAITS}
    assert unreached == {}, "these were not reached: give them a line in tests/canary/routes.py"
    boxless = {name for name, each in told.items() if not each["texts"]}
    assert boxless == {f"{room}:{verb}" for room, verbs in NO_BOX.items() for verb in verbs.split()}, (
        "a page shows no box to whom it was tried on: give it a line in ROUTES, or in NO_BOX where it has none"
    )
    boxes = sum(len(each["texts"]) for each in told.values())
    print(
        f"{len(told)} addresses, {sum(bool(each['texts']) for each in told.values())} with boxes, {boxes} boxes typed into"
    )
    assert boxes >= 100


def test_no_marker_lies_anywhere(typed: tuple[dict[str, Any], Path]) -> None:
    _told, folder = typed
    there = {path.name for path in folder.rglob("*") if path.is_file()}
    assert {"stderr.log"} <= there
    assert {"backup.sqlite3", "milepost.sqlite3"} <= there or "backup.sql" in there
    assert b"something of ours is broken" in b"".join(path.read_bytes() for path in folder.glob("*.log"))
    assert scan(folder) == {}


@pytest.mark.drill  # a server's folder is large
def test_the_database_of_postgresql_holds_no_marker_in_its_own_folder(typed: tuple[dict[str, Any], Path]) -> None:
    url = os.environ.get("MILEPOST_DATABASE_URL")
    if not url:
        pytest.skip("with SQLite the database is a file that the other test scans")
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CHECKPOINT")
        row = server.execute("SHOW data_directory").fetchone()
    assert row is not None
    folder = Path(row[0])
    if not os.access(folder, os.R_OK):
        pytest.skip("the folder of the server is not readable from here")
    assert scan(folder) == {}
