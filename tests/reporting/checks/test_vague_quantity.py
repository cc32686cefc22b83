"""A result without its number."""

from tests.reporting.checks.a_report import found_in

CODE = "vague-quantity"


def test_many_without_a_number() -> None:
    assert found_in(CODE, "Held meetings in various municipalities and several new schools.") == [
        "various municipalities",
        "several new schools",
    ]


def test_challenges_may_be_many() -> None:
    assert found_in(CODE, "Several schools have no heating.", at="challenges") == []
