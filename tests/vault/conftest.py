"""Two units with keys: the cast's case worker and head at one, their colleagues at another; made by the real actions."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from milepost.accounts.models import Person
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
from milepost.vault.actions.unit_key import found_unit
from milepost.vault.models import CaseKey
from milepost.vault.opening import Opener, open_with
from milepost.vault.sealing import Where, open_text, seal
from tests.conftest import PASSWORD, Cast


@dataclass(frozen=True)
class Unit:
    """A unit with the people who can open it."""

    body: Body
    head: Person
    worker: Person

    def opener(self, person: Person | None = None) -> Opener:
        """What a member sees in a request of now; the head unless named."""
        return open_with(person or self.head, PASSWORD)


@pytest.fixture
def shares(albania: Country, cast: Cast) -> list[str]:
    """The three shares of Albania's proved recovery key."""
    key, shares = set_up_recovery(albania, by=cast.administrator)
    prove_recovery(key, shares[:2], by=cast.administrator)
    return shares


@pytest.fixture
def unit(shares: list[str], cast: Cast) -> Unit:
    """A unit founded by its head, with its worker."""
    return _founded(cast.head_of_unit, cast.case_worker)


@pytest.fixture
def other(unit: Unit, cast: Cast) -> Unit:
    """The second unit."""
    return _founded(cast.other_head_of_unit, cast.other_case_worker)


def _founded(head: Person, worker: Person) -> Unit:
    assert head.body is not None
    for person in (head, worker):
        make_key(person, PASSWORD, by=person)
    found_unit(head.body, [head, worker], by=head, opener=open_with(head, PASSWORD))
    return Unit(head.body, head, worker)


def written(case: CaseKey, opener: Opener, text: str) -> bytes:
    """A field of a case as the database would hold it."""
    return seal(opener.open_case(case), text, Where("note", "text", case.pk))


def read(case: CaseKey, opener: Opener, sealed: bytes) -> str:
    """The field, opened."""
    return open_text(opener.open_case(case), sealed, Where("note", "text", case.pk))


def pepper_file() -> Path:
    return Path(django_settings.DATA) / "pepper"


@pytest.fixture
def other_pepper(unit: Unit, settings: Settings, tmp_path: Path) -> Path:
    """The pepper's file in a folder of this test alone, to be lost or spoilt."""
    copy = tmp_path / "pepper"
    copy.write_text(pepper_file().read_text())
    settings.DATA = tmp_path
    return copy
