"""The pepper: a secret of the machine, outside the database, that every passphrase is mixed with.

It is `MILEPOST_PEPPER`, or else the file `pepper` of the data folder, made once. Keep it apart from the database and
its backups: to whoever steals those without it, even a guessed passphrase opens nothing. Whoever loses it loses every
person's key; the recovery key brings the units back.
"""

import os
import secrets
import tempfile
from pathlib import Path

from django.conf import settings
from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from pydantic import SecretStr


class WrongPepper(Exception):
    """The pepper is missing, or not the one that keys were made with. No key is made or replaced under it."""


def pepper(*, may_make: bool) -> bytes:
    """32 bytes. `may_make`: no key exists yet, so a missing file is made; else `WrongPepper` is raised."""
    given: SecretStr | None = settings.MILEPOST.pepper
    if given is not None:
        return _stretched(given.get_secret_value())
    return _stretched(_kept(Path(settings.DATA) / "pepper", may_make=may_make))


def _stretched(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=32, person=b"milepost", encoder=RawEncoder)


def _kept(file: Path, *, may_make: bool) -> str:
    if not file.exists():
        if not may_make:
            raise WrongPepper("the file `pepper` is missing from the data folder; put it back from where it is kept")
        _make(file)
    text = file.read_text().strip()
    if not text:
        raise WrongPepper("the file `pepper` is empty; put it back from where it is kept")
    return text


def _make(file: Path) -> None:
    """Whole or not at all, and never over another process's: written beside, then linked."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=".pepper-")  # 0600 by definition
    with os.fdopen(handle, "w") as writing:
        writing.write(secrets.token_urlsafe(32))
        writing.flush()
        os.fsync(writing.fileno())
    try:
        os.link(beside, file)
    except FileExistsError:
        pass  # another process was first: its pepper holds
    finally:
        os.unlink(beside)
