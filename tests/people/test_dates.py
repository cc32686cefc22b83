"""Of a birth often only a year is known, and an age then is a range that says so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.people.dates import Age, NotBorn, PartialDate, age_on

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("text", ["2011", "2011-05", "2011-05-12"])
def test_a_date_reads_back_as_written(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "11", "2011-5", "2011-13", "2011-02-30", "12.5.2011", "2011-00", "0000"])
def test_what_is_in_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind of fault is the caller's sentence
        PartialDate.parse(text)


def test_a_day_without_its_month_is_no_date() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2011, None, 5)


@pytest.mark.parametrize(
    ("birth", "day", "low", "high"),
    [
        ("2011-05-12", date(2021, 5, 11), 119, 119),
        ("2011-05-12", date(2021, 5, 12), 120, 120),
        ("2011-05", date(2021, 5, 11), 119, 120),
        ("2011", date(2021, 5, 11), 112, 124),
        ("2021", date(2021, 5, 11), 0, 4),
        ("2012-02-29", date(2013, 2, 28), 11, 11),
    ],
)
def test_an_age_is_as_sure_as_the_birth(birth: str, day: date, low: int, high: int) -> None:
    assert age_on(day, PartialDate.parse(birth)) == Age(low, high)


def test_an_estimate_is_flagged() -> None:
    assert age_on(date(2021, 1, 1), PartialDate(2011), estimated=True).estimated
    assert not Age(120, 120, estimated=True).exact
    assert Age(120, 120).exact


def test_under_eighteen_is_sometimes_unknown() -> None:
    eighteen = 18 * 12
    born = PartialDate(2003)
    assert age_on(date(2020, 6, 1), born).surely_under(eighteen) is True
    assert age_on(date(2021, 6, 1), born).surely_under(eighteen) is None
    assert age_on(date(2022, 6, 1), born).surely_under(eighteen) is False


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(NotBorn):
        age_on(date(2010, 12, 31), PartialDate(2011))


@given(DAYS, DAYS)
def test_knowing_less_only_widens_the_range(birth: date, day: date) -> None:
    if birth > day:
        return
    exact = age_on(day, PartialDate(birth.year, birth.month, birth.day))
    month = age_on(day, PartialDate(birth.year, birth.month))
    year = age_on(day, PartialDate(birth.year))
    assert year.low <= month.low <= exact.low == exact.high <= month.high <= year.high


@given(DAYS, DAYS)
def test_two_dates_agree_when_one_is_the_other_cut_short(one: date, other: date) -> None:
    full = PartialDate(one.year, one.month, one.day)
    assert full.agrees_with(PartialDate(one.year))
    assert full.agrees_with(PartialDate(other.year)) == (one.year == other.year)
