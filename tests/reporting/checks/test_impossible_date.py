"""A date that contradicts what it is about."""

from datetime import date

import pytest

from milepost.reporting.knowledge import Knowledge, Source
from tests.reporting.checks.a_report import found, found_in, report

CODE = "impossible-date"
AGENDA = "The Agenda 2021-2026, approved by Decision of the Council of Ministers No. 659, dated {date}, guides us."
KNOWN = Knowledge(sources=(Source("decision", "659", date(2021, 11, 3), {"en": "Agenda"}, starts=2021),))


def test_a_decision_dated_after_its_programme_began() -> None:
    (finding,) = found(CODE, report({"anything_else": AGENDA.format(date="3.11.2023")}))
    assert finding.severity == "warning"
    assert finding.message == "“3.11.2023” is after 2021-2026 began, the programme it is said to have approved."


def test_a_known_decision_has_its_own_date() -> None:
    (finding,) = found(CODE, report({"anything_else": AGENDA.format(date="3.11.2023")}), KNOWN)
    assert finding.message == "“3.11.2023” is not the date of decision 659, which is of 3.11.2021."
    assert found_in(CODE, AGENDA.format(date="3.11.2021"), knowledge=KNOWN) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It opened on 31 June 2022.", "31 June 2022"),
        ("It opened on 30.2.2023.", "30.2.2023"),
        ("From June 2022 to March 2022 we waited.", "June 2022 to March 2022"),
        ("It began on Monday, 12 September 2023.", "12 September 2023"),
        ("Le 30 février 2023 il a plu.", "30 février 2023"),
    ],
)
def test_days_that_no_calendar_has(text: str, words: str) -> None:
    assert found_in(CODE, text) == [words]


def test_a_later_amendment_is_another_date_than_the_law_s_own() -> None:
    law = Knowledge(sources=(Source("law", "9/2015", date(2015, 3, 2), {"en": "Labour Code"}),))
    assert found_in(CODE, "Law 9/2015, which was amended on 14 February 2023, covers farms.", knowledge=law) == []


def test_right_weekdays_and_right_days_are_left_alone() -> None:
    assert found_in(CODE, "On Sunday, 12 June 2022 and on 28.2.2023.") == []
