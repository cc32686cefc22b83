"""When something is due: the pack's limits, in calendar or working time. 24 November 2026 is a Tuesday."""

from datetime import UTC, datetime, timedelta

import pytest

from milepost.cases.limits import due, key_for, overdue
from milepost.places.models import Country

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


def a_country(**limits: int) -> Country:
    return Country(code="xx", names={"en": "X"}, limits=limits)


def test_hours_run_on_the_calendar() -> None:
    assert due(a_country(register_h=24), "register", FRIDAY) == FRIDAY + timedelta(hours=24)


def test_days_end_with_their_last_day() -> None:
    assert due(a_country(plan_d=15), "plan", TUESDAY) == datetime(2026, 12, 9, 23, 59, 59, tzinfo=UTC)


def test_a_country_without_the_limit_has_none() -> None:
    assert due(a_country(), "plan", TUESDAY) is None
    assert not overdue(None)


@pytest.mark.parametrize(
    ("risk", "key"),
    [("high", "review_high_d"), ("medium", "review_d"), ("low", "review_d"), (None, "review_d")],
)
def test_the_limit_of_the_risk_level_comes_before_the_general_one(risk: str | None, key: str) -> None:
    assert key_for(a_country(review_high_d=30, review_d=90), "review", risk) == key


def test_without_a_risk_level_the_medium_limit_counts() -> None:
    country = a_country(initial_high_h=24, initial_medium_h=72, initial_low_h=120)
    assert key_for(country, "initial") == "initial_medium_h"


@pytest.mark.parametrize(
    ("since", "hours", "until"),
    [
        (TUESDAY, 4, TUESDAY.replace(hour=14)),
        (TUESDAY, 6, TUESDAY.replace(hour=16)),
        (TUESDAY, 7, datetime(2026, 11, 25, 9, 0, tzinfo=UTC)),
        (FRIDAY, 2, datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),
        (TUESDAY.replace(hour=3), 1, TUESDAY.replace(hour=9)),
        (TUESDAY.replace(hour=22), 1, datetime(2026, 11, 25, 9, 0, tzinfo=UTC)),
        (datetime(2026, 11, 28, 11, 0, tzinfo=UTC), 8, datetime(2026, 11, 30, 16, 0, tzinfo=UTC)),
    ],
)
def test_working_hours_stop_at_night_and_at_the_weekend(since: datetime, hours: int, until: datetime) -> None:
    assert due(a_country(register_h=hours, working_hours=1), "register", since) == until


def test_working_days_leave_out_the_weekend() -> None:
    country = a_country(plan_d=3, working_hours=1)
    assert due(country, "plan", FRIDAY) == datetime(2026, 12, 2, 23, 59, 59, tzinfo=UTC)


def test_a_pack_sets_when_the_day_starts_and_ends() -> None:
    country = a_country(register_h=1, working_hours=1, day_starts_h=7, day_ends_h=11)
    assert due(country, "register", TUESDAY.replace(hour=10, minute=30)) == datetime(2026, 11, 25, 7, 30, tzinfo=UTC)


def test_hours_that_cannot_be_fall_back() -> None:
    country = a_country(register_h=1, working_hours=1, day_starts_h=16, day_ends_h=8)
    assert due(country, "register", TUESDAY) == TUESDAY.replace(hour=11)


def test_overdue_is_after_the_moment() -> None:
    assert overdue(TUESDAY, TUESDAY + timedelta(seconds=1))
    assert not overdue(TUESDAY, TUESDAY)
