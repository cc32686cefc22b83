"""An event without a date."""

from tests.reporting.checks.a_report import found_in

CODE = "event-without-date"


def test_a_workshop_without_a_day() -> None:
    text = "The agency organized a technical consultative workshop with its partners."
    assert found_in(CODE, text) == ["organized a technical consultative workshop"]


def test_a_date_nearby_is_enough() -> None:
    assert found_in(CODE, "The agency organized a workshop. It took place on 3 June 2022.") == []
    assert found_in(CODE, "In October the agency held a conference.") == []
