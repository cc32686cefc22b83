"""Someone steals the data folder of a running system: database, journal, session table, pepper, secret key, logs.

While a worker is signed in, the raw bytes hold no text of a case, no password and no key, in any common spelling, and
nothing that lies there opens anything. docs/explanation/keys.md says the same in its table.
"""

import base64
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from milepost.vault.sealing import CannotOpen, UnknownVersion, Where, open_from, open_sealed
from tests.machine import environment
from tests.vault.world import MARKER

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="steals a folder: with PostgreSQL the same rows lie elsewhere"
)


def run(folder: Path, *arguments: str) -> tuple[str, bytes]:
    """A process of the world; its answer, and what it logged."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.world", *arguments],
        env=environment(folder),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode(), done.stderr


@pytest.fixture(scope="module")
def loot(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes], Path]:
    """(what the owner knows, what the thief holds by file, the folder), with a session alive."""
    folder = tmp_path_factory.mktemp("stolen")
    _said, first_log = run(folder, "make", "3")
    said, log = run(folder, "live")
    secrets = {name: bytes.fromhex(value) for name, value in json.loads(said).items()}
    files = {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return secrets, files | {"log": first_log + log}, folder


def spellings(secret: bytes) -> Iterator[bytes]:
    """The ways in which a program might leave a secret lying about."""
    yield secret
    yield from (secret.hex().encode(), secret.hex().upper().encode())
    for start in range(3):  # base64 of a longer value that holds it, at each alignment
        whole = base64.b64encode(b"\0" * start + secret)
        yield whole[-(-start * 4 // 3) + (1 if start else 0) : len(whole) - 4]
    yield base64.urlsafe_b64encode(secret).rstrip(b"=")
    yield quote(secret).encode()
    try:
        text = secret.decode()
    except UnicodeDecodeError:
        return
    for form in (text, text.upper(), text.lower()):
        yield from (form.encode(), form.encode("utf-16-le"), form.encode("utf-16-be"), quote(form).encode())
        yield json.dumps(form).strip('"').encode()


def test_the_loot_is_all_there(loot: tuple[dict[str, bytes], dict[str, bytes], Path]) -> None:
    secrets, files, folder = loot
    assert {path.name for path in folder.iterdir()} >= {"milepost.sqlite3", "pepper", "secret_key"}
    assert all(len(secrets[name]) == 32 for name in ("person", "unit", "tags", "case"))
    with sqlite3.connect(folder / "milepost.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM django_session").fetchone() == (1,)
    assert b"Child Protection Unit of Berat" in b"".join(files.values())  # the scan would find what is there in clear


@pytest.mark.parametrize("before", range(3))
def test_the_scan_finds_a_secret_inside_a_longer_value(before: int) -> None:
    """Its own control: what was sealed badly would be seen."""
    secret = b"thirty-two bytes that are a key."
    longer = b"x" * before + secret + b"yz"
    for left in (longer, base64.b64encode(longer), longer.hex().encode(), quote(longer).encode()):
        assert any(spelling in left for spelling in spellings(secret))


def test_no_secret_lies_anywhere_in_any_spelling(loot: tuple[dict[str, bytes], dict[str, bytes], Path]) -> None:
    secrets, files, _folder = loot
    looked = 0
    for name, secret in secrets.items():
        for spelling in set(spellings(secret)):
            looked += 1
            assert len(spelling) >= 12
            for file, content in files.items():
                assert spelling not in content, f"{name} in {file}"
    assert looked > 50
    assert MARKER.encode() == secrets["marker"]


def test_nothing_that_lies_there_opens_anything(loot: tuple[dict[str, bytes], dict[str, bytes], Path]) -> None:
    """Every value of the database, the pepper and the secret key, tried as a key on everything sealed."""
    _secrets, _files, folder = loot
    values, sealed, fields = _values(folder)
    keys = {value for value in values if len(value) == 32}
    for value in values:
        keys |= {value[start : start + 32] for start in (0, 1, 8, 16, len(value) - 32) if len(value) - start >= 32}
    keys = {key for key in keys if len(key) == 32}
    assert len(keys) > 50
    for key in keys:
        for box in sealed:
            with pytest.raises(CannotOpen):
                open_from(key, box)
        for case, text in fields:
            with pytest.raises((CannotOpen, UnknownVersion)):
                open_sealed(key, text, Where("drill", "text", case))


def test_the_owner_still_reads(loot: tuple[dict[str, bytes], dict[str, bytes], Path]) -> None:
    """The twin of the denials: with the case's key the same bytes open."""
    secrets, _files, folder = loot
    opened = 0
    for case, text in _values(folder)[2]:
        try:
            assert MARKER in open_sealed(secrets["case"], text, Where("drill", "text", case)).decode()
            opened += 1
        except CannotOpen:
            pass
    assert opened == 1


def _values(folder: Path) -> tuple[set[bytes], list[bytes], list[tuple[str, bytes]]]:
    """(every value as bytes, everything sealed to a key pair, the sealed fields)."""
    with sqlite3.connect(folder / "milepost.sqlite3") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = [name for name in tables if name.startswith(("vault_", "django_session", "accounts_person", "drill"))]
        rows = [row for name in wanted for row in database.execute(f'SELECT * FROM "{name}"')]
        seals = [
            box
            for name in ("vault_unitseal", "vault_caseseal", "vault_tagseal", "vault_recoveryseal")
            for (box,) in database.execute(f"SELECT sealed FROM {name}")
        ]
        fields = list(database.execute("SELECT case_key, text FROM drill"))
    values = {value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row}
    values |= {(folder / name).read_bytes() for name in ("pepper", "secret_key")}
    return values, seals, fields
