"""A sentence that is broken."""

import pytest

from tests.reporting.checks.a_report import found, found_in, planned, report

CODE = "broken-sentence"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They played against the challenges. of the investigation.", "the challenges. of the investigation."),
        (
            "Temporary emergency centers are being\n\nestablished in towns.",
            "emergency centers are being\n\nestablished in towns",
        ),
        ("Furthermore, during this period, The State Agency met.", "The State Agency"),
        ("The agency (with its partners met.", "(with its partners met."),
        ("It was was good.", "was was"),
        (
            "The following interventions took place during the reporting period",
            "interventions took place during the reporting period",
        ),
    ],
)
def test_places_where_a_sentence_breaks(text: str, words: str) -> None:
    assert [found_words.strip() for found_words in found_in(CODE, text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Policy and law\n\nThe law was adopted.",
        "- school meals in the north of the country and in the south of it\n- cash",
        "It has three aims: a) to help; b) to teach; c) to stay.",
        "See No. 45, e.g. farmers, cf. the guide, approx. ten. Dr. Kola came.",
        "See the agenda at https://example.org/a.b. It is long.",
        "In Berat, The Hague was mentioned. Nous nous voyons.",
    ],
)
def test_headings_phrases_lists_and_abbreviations_are_left_alone(text: str) -> None:
    assert found_in(CODE, text) == []


def test_a_planned_step_s_title_is_no_sentence() -> None:
    title = "Implementation of the national agenda for the rights of all children in the country"
    assert found(CODE, report({"next_steps": planned(title)})) == []
