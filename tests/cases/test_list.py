"""The filters of the list, its order, and who has how many files."""

from datetime import timedelta

import pytest
from django.utils import timezone

from milepost.cases.actions.assessment import record_exploitation
from milepost.cases.actions.case import assign
from milepost.cases.actions.track import nrm
from milepost.cases.facts import Mechanism, Work
from milepost.cases.models import Case
from milepost.cases.queries.cases import cases_within
from milepost.cases.queries.wanted import ORDERS, Wanted, filtered, ordered
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from tests.cases.conftest import Unit
from tests.conftest import Cast

ANA, BEN, CEN = (Identity(given_name=name) for name in ("Ana", "Ben", "Cen"))


def listed(unit: Unit, **wanted: str) -> set[str]:
    found = filtered(cases_within(unit.head), Wanted.of(wanted), unit.head)
    return {case.number for case in found}


@pytest.fixture
def files(unit: Unit, cast: Cast) -> dict[str, str]:
    """Numbers of three files that differ in everything that is filtered."""
    ana = unit.assessed(
        unit.registered(Identity(given_name="Ana", birth=PartialDate(2014, 5)), concerns=("begging",)), "high"
    )
    record_exploitation(ana, Work("begging", school="out"), base=0, by=unit.worker, opener=unit.opener())
    record_exploitation(ana, Work("agriculture", school="attends"), base=1, by=unit.worker, opener=unit.opener())
    Case.objects.filter(pk=ana.pk).update(opened_at=timezone.now() - timedelta(days=40))
    ben = unit.registered(BEN, concerns=("street_situation", "violence"))
    record_exploitation(ben, Work("begging", school="out"), base=0, by=unit.worker, opener=unit.opener())
    nrm(ben, Mechanism("suspect", timezone.localdate()), by=unit.worker, opener=unit.opener())
    Case.objects.filter(pk=ben.pk).update(opened_at=timezone.now() - timedelta(days=10))
    cen = assign(unit.registered(CEN, concerns=("violence",)), cast.second_case_worker, by=unit.worker)
    return {"ana": ana.number, "ben": ben.number, "cen": cen.number}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "ana ben cen"),
        ({"state": "registered"}, "ben cen"),
        ({"state": "closed"}, ""),
        ({"risk": "high"}, "ana"),
        ({"risk": "none"}, "ben cen"),
        ({"concern": "begging"}, "ana"),
        ({"concern": "violence"}, "ben cen"),
        ({"concern": "viol"}, ""),
        ({"concern": "%"}, ""),
        ({"form": "begging"}, "ben"),  # what the last saving says
        ({"form": "agriculture"}, "ana"),
        ({"school": "out"}, "ben"),
        ({"track": "nrm"}, "ben"),
        ({"track": "criminal"}, ""),
        ({"late": "1"}, "ben"),
        ({"age": "unknown"}, "ben cen"),
        ({"age": "0-4"}, ""),
        ({"opened_from": "today"}, "ana ben cen"),
        ({"number": "\0"}, "ana ben cen"),
        ({"worker": "none"}, ""),
        ({"worker": "x"}, ""),
    ],
    ids=str,
)
def test_each_filter_finds_its_files(unit: Unit, files: dict[str, str], wanted: dict[str, str], found: str) -> None:
    assert listed(unit, **wanted) == {files[name] for name in found.split()}


def test_filters_of_days_count_both_days(unit: Unit, files: dict[str, str]) -> None:
    today = timezone.localdate()
    ago = {name: (today - timedelta(days=days)).isoformat() for name, days in (("ana", 40), ("ben", 10), ("cen", 0))}
    assert listed(unit, opened_from=ago["ben"]) == {files["ben"], files["cen"]}
    assert listed(unit, opened_to=ago["ben"]) == {files["ana"], files["ben"]}
    assert listed(unit, opened_from=ago["ben"], opened_to=ago["ben"]) == {files["ben"]}


def test_filters_add_up(unit: Unit, files: dict[str, str], cast: Cast) -> None:
    assert listed(unit, concern="violence", worker=str(cast.second_case_worker.pk)) == {files["cen"]}
    assert listed(unit, concern="violence", form="begging", track="nrm") == {files["ben"]}


@pytest.mark.parametrize("order", [*ORDERS, "nonsense"])
def test_every_order_lists_every_file_once(unit: Unit, files: dict[str, str], order: str) -> None:
    found = ordered(filtered(cases_within(unit.head), Wanted(), unit.head), order)
    assert sorted(case.number for case in found) == sorted(files.values())


def test_the_highest_risk_first_and_the_oldest_first(unit: Unit, files: dict[str, str]) -> None:
    rows = filtered(cases_within(unit.head), Wanted(), unit.head)
    assert ordered(rows, "risk")[0].number == files["ana"]
    assert ordered(rows, "oldest")[0].number == files["ana"]
    assert ordered(rows, "")[0].number == files["cen"]
