"""Country packs: the data files of a country, loaded room by room.

A pack is a folder (`milepost/packs/<code>/`, or one under `MILEPOST_PACKS_DIR`): see docs/reference/country-pack.md.
Loading twice changes nothing; what vanished from a pack is told and never deleted.
"""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from milepost.accounts.actions import command_line
from milepost.accounts.models import Person
from milepost.audit.record import record
from milepost.documents import pack as documents
from milepost.institutions import pack as institutions
from milepost.places import pack as places
from milepost.places.models import Country
from milepost.places.packfile import Change, PackFault, read_text
from milepost.places.queries import is_demo
from milepost.reporting.actions.edition import compared
from milepost.reporting.actions.edition import load as load_edition
from milepost.reporting.edition import Edition
from milepost.reporting.edition import read as read_edition
from milepost.roadmap import pack as roadmap

FOLDER = Path(__file__).resolve().parent.parent / "packs"
_ROOMS = (places, institutions, documents, roadmap)

__all__ = ["FOLDER", "codes", "command_line", "editions", "folder", "load", "plan", "skeleton"]


def folders() -> list[Path]:
    """Where packs are looked for: the shipped ones, then the machine's own."""
    own = settings.MILEPOST.packs_dir
    return [FOLDER, *([own] if own else [])]


def codes() -> list[str]:
    """The codes of the packs that are there."""
    return sorted(head.parent.name for where in folders() for head in where.glob("*/pack.yaml"))


def folder(code: str) -> Path:
    """A pack's folder. Raises `PackFault` when there is none."""
    for where in folders():
        if code.isidentifier() and (where / code / "pack.yaml").exists():
            return where / code
    raise PackFault(f'There is no pack "{code}". There are: {", ".join(codes())}.')


def plan(code: str) -> list[Change]:
    """What loading would change, editions first. Raises `PackFault` for whatever loading would refuse."""
    where = folder(code)
    forms = [Change(compared(edition)[0], "edition", edition.code) for edition in (*_editions(), *_editions(where))]
    return [*forms, *(change for room in _ROOMS for change in room.plan(where))]


@transaction.atomic
def load(code: str, *, by: Person) -> list[Change]:
    """Load a pack and the editions it needs, all or nothing. Raises `PackFault`."""
    where = folder(code)
    for edition in (*_editions(), *_editions(where)):
        load_edition(edition, by=by)
    return [change for room in _ROOMS for change in room.load(where, by=by)]


def editions(*, by: Person) -> None:
    """Load the Alliance's editions, oldest first. Raises `EditionFault`."""
    for edition in _editions():
        load_edition(edition, by=by)


def _editions(pack: Path = FOLDER) -> list[Edition]:
    """The editions of a pack, or the Alliance's, oldest first. Raises `PackFault` with file, line and reason."""
    prefix = "" if pack == FOLDER else f"{pack.name}/"
    files = {f"{prefix}editions/{path.name}": path for path in sorted(pack.glob("editions/*.yaml"))}
    return [read_edition(read_text(path, name), name) for name, path in files.items()]


@transaction.atomic
def skeleton(code: str, name: str, *, by: Person) -> Country:
    """A country without a pack: no places, no bodies; priorities and steps come from its document."""
    if not (code.isascii() and code.isalpha() and code.islower() and len(code) <= 8):
        raise PackFault(f'"{code}" is no country code: write two to eight small letters, for example al.')
    country = Country.objects.create(code=code, names={"en": name}, languages=["en"])
    record("places.skeleton", by=by, on=country, country=code)
    return country


@transaction.atomic
def mark_demo(country: Country, *, by: Person) -> Country:
    """Say that what is kept of a country here is a demonstration: every page of the instance says it from now on."""
    if not country.demo:
        country.demo = True
        country.save(update_fields=["demo"])
        is_demo.cache_clear()
        record("places.mark_demo", by=by, on=country, country=country.pk)
    return country
