"""A browser with an open key, and what its forms send."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.models import Case
from tests.cases.conftest import Unit
from tests.conftest import PASSWORD


def signed_in(person: Person) -> Client:
    """A browser of the person, through the real sign-in page, which opens their key."""
    client = Client()
    answer = client.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def day(name: str, on: Any = None) -> dict[str, int]:
    """The three boxes of a date; today unless told."""
    on = on or timezone.localdate()
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def hidden(page: Any) -> dict[str, str]:
    """The hidden boxes that a page sends along: the token, and the number it was made on."""
    found = {}
    for box in re.findall(r'<input[^>]*type="hidden"[^>]*>', page.content.decode()):
        name, value = re.search(r'name="([^"]+)"', box), re.search(r'value="([^"]*)"', box)
        if name and name[1] != "csrfmiddlewaretoken":
            found[name[1]] = value[1] if value else ""
    return found


def send(client: Client, url: str, typed: Mapping[str, Any]) -> Any:
    """Open a form and send it."""
    return client.post(url, {**hidden(client.get(url)), **typed})


def at(case: Case, verb: str = "") -> str:
    """An address of a case."""
    return f"/cases/{case.country_id}/{case.number}/{verb}"


@pytest.fixture
def worker(unit: Unit) -> Client:
    """The case worker's browser."""
    return signed_in(unit.worker)


@pytest.fixture
def head(unit: Unit) -> Client:
    """The head's browser."""
    return signed_in(unit.head)
