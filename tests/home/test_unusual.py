"""Unusual reads: each definition on counts, then the page on real events."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction

from milepost.audit.record import record
from milepost.home.unusual import (
    Finding,
    Thresholds,
    is_off_hours,
    many_in_an_hour,
    many_purposes,
    off_hours,
    opened_by_many,
    refused_again_and_again,
    searches_without_registration,
)
from tests.cases.conftest import Unit, other, unit  # noqa: F401
from tests.conftest import Acting, Cast
from tests.costs import cost

LIMITS = Thresholds(**settings.UNUSUAL)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
WEEK = NOON - timedelta(days=7)
UNIT = {"a": "u", "b": "u", "c": "u", "d": "other"}


def test_many_files_in_an_hour_beside_the_persons_own_habit() -> None:
    habit = [("a", NOON - timedelta(days=n), 4) for n in range(10, 30)]
    assert many_in_an_hour([*habit, ("a", NOON, 16)], WEEK, LIMITS) == [Finding("a", 16, 4, NOON)]
    assert many_in_an_hour([*habit, ("a", NOON, 14)], WEEK, LIMITS) == []
    busy = [("a", NOON - timedelta(days=n), 6) for n in range(10, 30)]
    assert many_in_an_hour([*busy, ("a", NOON, 16)], WEEK, LIMITS) == []
    assert many_in_an_hour([*habit, ("a", NOON - timedelta(days=8), 40)], WEEK, LIMITS) == []


@pytest.mark.parametrize(
    ("at", "off"),
    [(NOON, False), (NOON.replace(hour=21), True), (NOON.replace(hour=5), True), (NOON.replace(hour=6), False),
     (NOON.replace(day=28), True)],
)  # fmt: skip
def test_off_hours_are_nights_and_weekends(at: datetime, off: bool) -> None:
    assert is_off_hours(at, LIMITS) is off


def test_reads_at_night_against_the_habit_of_the_unit() -> None:
    night = NOON.replace(hour=23)
    assert off_hours([("a", night, 5)], UNIT, LIMITS) == [Finding("a", 5, 0)]
    assert off_hours([("a", night, 5), ("b", night, 2), ("c", night, 2)], UNIT, LIMITS) == []
    assert off_hours([("a", NOON, 50)], UNIT, LIMITS) == []


def test_purposes_against_the_median_of_the_unit() -> None:
    assert many_purposes({"a": 7, "b": 2, "c": 2, "d": 30}, UNIT, LIMITS) == [Finding("d", 30, 0), Finding("a", 7, 2)]
    assert many_purposes({"a": 6, "b": 2, "c": 2}, UNIT, LIMITS) == []


def test_searches_without_a_registration() -> None:
    assert searches_without_registration({"a": 20, "b": 19, "c": 40}, {"c": 4}, LIMITS) == [Finding("a", 20, 0)]


def test_refusals_in_an_hour() -> None:
    assert refused_again_and_again([("a", NOON, 10), ("b", NOON, 9)], LIMITS) == [Finding("a", 10, 0, NOON)]


def test_a_file_that_many_opened() -> None:
    assert opened_by_many([("f", 8), ("g", 1), ("h", 2)], LIMITS) == [Finding("f", 8, 2)]


def test_the_page_names_people_and_numbers_and_no_child(unit: Unit, cast: Cast) -> None:  # noqa: F811
    case = unit.registered()
    with transaction.atomic():
        for role in ("case_worker", "second_case_worker", "head_of_unit", "viewer", "approver", "auditor",
                     "focal_point", "contributor"):  # fmt: skip
            record("case.view", by=cast.of(role), on=case, number=case.number)
        for _ in range(20):
            record("people.search", by=cast.second_case_worker, on=unit.body, kinds=[], matches=0, elsewhere=0)
        for _ in range(10):
            record("refusal", by=cast.viewer, country="al", refused="case.view")
    page = Acting(cast.auditor).get("/audit/unusual/").content.decode()
    assert case.number in page
    assert cast.second_case_worker.name in page
    assert cast.viewer.name in page
    assert page.count("Nothing found.") == 3
    assert "Besa" not in page


def test_the_page_asks_the_same_number_of_queries_however_much_happened(unit: Unit, cast: Cast) -> None:  # noqa: F811
    case, auditor, costs = unit.registered(), Acting(cast.auditor), []
    for more in (1, 300):
        with transaction.atomic():
            for _ in range(more):
                record("case.view", by=unit.worker, on=case, number=case.number)
        costs.append(cost(auditor, "/audit/unusual/")[0])
    assert costs[0] == costs[1] <= 25
