"""Two municipalities with a unit each, and shorthands that call the real actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.institutions.models import Body
from milepost.places.models import Country, Place
from milepost.structures.actions import service as services
from milepost.structures.actions import team as teams
from milepost.structures.facts import ServiceFacts, TeamFacts
from milepost.structures.models import Service, Team
from tests.conftest import Cast


@dataclass(frozen=True)
class Town:
    """A municipality and someone of its unit."""

    place: Place
    worker: Person

    def provider(self, name: str = "Terre des fëmijëve") -> Body:
        """A provider added by the worker."""
        return services.add_provider(self.place, name, by=self.worker, language="en")

    def service(self, kind: str = "day_centre", **more: Any) -> Service:
        """A service of that provider."""
        return services.add(self.place, self.provider(), ServiceFacts(kind, **more), by=self.worker)

    def team(self, kind: str = "field_team", set_up_on: date | None = None, **more: Any) -> Team:
        """A team."""
        return teams.add(self.place, TeamFacts(kind, set_up_on=set_up_on, **more), by=self.worker)


def _of(worker: Person) -> Town:
    assert worker.body is not None
    assert worker.body.place is not None
    return Town(worker.body.place, worker)


@pytest.fixture
def town(albania: Country, cast: Cast) -> Town:
    """The municipality of `case_worker`."""
    return _of(cast.case_worker)


@pytest.fixture
def elsewhere(albania: Country, cast: Cast) -> Town:
    """That of `other_case_worker`."""
    return _of(cast.other_case_worker)


@pytest.fixture
def today() -> date:
    """The day of the test."""
    return timezone.localdate()


@pytest.fixture
def yesterday(today: date) -> date:
    """The day before."""
    return today - timedelta(days=1)
