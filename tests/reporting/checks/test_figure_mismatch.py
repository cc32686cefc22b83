"""Numbers that contradict each other."""

import pytest

from milepost.reporting.knowledge import Knowledge, KnownCount, Level
from tests.reporting.checks.a_report import found, found_in, report

CODE = "figure-mismatch"
ALBANIA = Knowledge(
    levels=(Level("county", {"en": "county"}, 12), Level("municipality", {"en": "municipality"}, 61)),
    counts=(KnownCount(("field teams",), 22, 2019),),
)


def test_two_answers_with_two_numbers_for_one_thing() -> None:
    content = report(
        {
            "priority_progress/1": "In the period 412 children were withdrawn from work on cocoa farms.",
            "highlights": "- 421 children were withdrawn from work on cocoa farms.",
        }
    )
    (finding,) = found(CODE, content)
    assert finding.message == "“421 children” here, “412 children” in question 1."


def test_one_number_for_two_things() -> None:
    content = report(
        {
            "priority_progress/1": "According to reports 229 children exploited for work and begging were managed.",
            "highlights": "Managed cases of children exploited for work and begging, with 229 cases reported.",
        }
    )
    (finding,) = found(CODE, content)
    assert finding.quote == "229 cases"
    assert "one number is said of two things" in finding.message


def test_different_years_and_different_things_may_have_different_numbers() -> None:
    content = report(
        {
            "priority_progress/1": "In 2021 the police met 228 children who beg in the streets of the capital.",
            "priority_progress/2": "In 2022 the police met 229 children who beg in the streets of the capital.",
            "challenges": "A judge heard 30 cases of trafficking.",
            "lessons": "The ministry bought 18 cars for inspectors.",
        }
    )
    assert found(CODE, content) == []


def test_a_number_of_places_that_the_country_does_not_have() -> None:
    (finding,) = found(CODE, report({"lessons": "It is done in all 61 districts of the country."}), ALBANIA)
    assert finding.message == "“all 61 districts”: Sarunda has 61 municipalities and 12 counties."
    assert found_in(CODE, "It is done in 75 municipalities.", knowledge=ALBANIA) == ["75 municipalities"]
    assert found_in(CODE, "It is done in all 61 municipalities and in 3 districts.", knowledge=ALBANIA) == []


def test_a_number_that_differs_from_a_published_one() -> None:
    assert found_in(CODE, "There are 20 field teams now.", knowledge=ALBANIA) == ["20 field teams"]
    assert found_in(CODE, "There are 22 field teams now.", knowledge=ALBANIA) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Farms of 6 districts: Maro, Teyo, Kalima, Bansa and Orlo.", ["6 districts"]),
        ("Farms of 5 districts: Maro, Teyo, Kalima, Bansa and Orlo.", []),
        ("In all 380 children came (200 girls and 170 boys).", ["380 children"]),
        ("In all 380 children came (200 girls and 180 boys).", []),
        ("The two shelters housed 87 victims (61 women, 26 men).", []),
    ],
)
def test_a_number_against_its_own_list_and_its_own_parts(text: str, words: list[str]) -> None:
    assert found_in(CODE, text) == words
