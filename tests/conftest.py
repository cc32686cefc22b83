"""The fixed cast of people that tests act as, made through the real actions in two countries of different shape."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from milepost.accounts import actions as accounts
from milepost.accounts.models import Person
from milepost.accounts.roles import ROLES
from milepost.home import packs
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.reporting.actions.report import open_report
from milepost.reporting.models import Report, StoredEdition
from milepost.vault.in_use import live_key_of
from milepost.vault.models import PersonKey
from milepost.vault.session import settle, unlock
from tests.machine import machine

PASSWORD = "a long enough password"
COMPLETE = bool(os.environ.get("MILEPOST_TESTS_COMPLETE"))


def needs(program: str) -> None:
    """Skip a test by name where a program of Debian is missing; in CI its absence is a failure."""
    if shutil.which(program) is None:
        reason = f"needs {program}, which is not on this machine"
        if COMPLETE:
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(autouse=True)
def _language_of_its_own() -> Iterator[None]:
    """A page read in Albanian leaves its language in the thread, where the next test would begin in it."""
    yield
    translation.deactivate()


ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a process: a second Playwright beside the first refuses to start."""
    needs("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that a test may kill, on data of their own."""
    with machine(tmp_path) as told:
        yield told


@dataclass(frozen=True)
class Cast:
    """People by role, of country `al`; `foreign` of country `demo`."""

    system: Person
    focal_point: Person
    second_focal_point: Person
    contributor: Person
    other_contributor: Person
    approver: Person
    viewer: Person
    administrator: Person
    case_worker: Person
    head_of_unit: Person
    other_case_worker: Person
    other_head_of_unit: Person
    second_case_worker: Person
    field_team_member: Person
    group_guest: Person
    prosecution_clerk: Person
    national_analyst: Person
    auditor: Person
    foreign: dict[str, Person]

    def of(self, role: str) -> Person:
        """The person of a role in `al`."""
        found = getattr(self, role)
        assert isinstance(found, Person)
        return found


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: "pytest.FixtureRequest") -> None:
    """Both packs and the cast once per session; every test rolls back to them."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if not Country.objects.filter(pk="al").exists():
            make_people()


CAST = (
    *ROLES, "second_focal_point", "other_contributor", "second_case_worker", "other_case_worker", "other_head_of_unit",
)  # fmt: skip
"""The last two work at another unit than `case_worker`, `second_case_worker` and `head_of_unit`."""


def make_people() -> None:
    """Both packs, and everyone of the cast in each of the two countries."""
    system = packs.command_line()
    for code in ("al", "demo"):
        packs.load(code, by=system)
    for code in ("al", "demo"):
        country = Country.objects.get(pk=code)
        bodies = list(Body.objects.filter(country=country, kind__in=["ministry", "agency"]).order_by("code"))
        units = list(Body.objects.filter(country=country, kind="cpu").order_by("code")[:2])
        for role in CAST:
            held = role.removeprefix("second_").removeprefix("other_")
            unit = units[role.startswith("other_")] if ROLES[held].at_body else None
            person = accounts.add(
                f"{role}@{code}.example", f"{role.replace('_', ' ').title()} {code.upper()}", country,
                password=PASSWORD, by=system, body=unit or (bodies[len(role) % len(bodies)] if bodies else None),
            )  # fmt: skip
            accounts.password_changed(person, by=person)
            accounts.assign(person, held, country, by=system, since=date(2022, 1, 1), body=unit)


@pytest.fixture
def cast(db: None) -> Cast:
    """The people."""
    people = {person.email: person for person in Person.objects.filter(is_service=False)}
    return Cast(
        system=Person.objects.get(is_service=True),
        foreign={role: people[f"{role}@demo.example"] for role in CAST},
        **{role: people[f"{role}@al.example"] for role in CAST},
    )


@pytest.fixture
def albania(db: None) -> Country:
    """The country."""
    return Country.objects.get(pk="al")


@pytest.fixture
def edition(db: None) -> StoredEdition:
    """The form of 2023."""
    return StoredEdition.objects.get(pk="2023")


@pytest.fixture
def report(albania: Country, edition: StoredEdition, cast: Cast) -> Report:
    """Albania's report of May 2022 - April 2023, opened and empty: four priorities, three carried steps."""
    return open_report(albania, date(2022, 5, 1), date(2023, 4, 30), edition, by=cast.focal_point)


class Acting(Client):
    """Django's test client, signed in, with the person's key open where they have one."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        if key := live_key_of(person):
            self._open(person, key)

    def _open(self, person: Person, key: PersonKey) -> None:
        """Open the person's key for the session, as their password would have done at the sign-in page."""
        request = HttpRequest()
        request.user, request.session = person, self.session
        unlock(request, key, PASSWORD)
        request.session.save()
        answer = HttpResponse()
        settle(request, answer, None)
        self.cookies.update(answer.cookies)
