"""An answer that says nothing."""

import pytest

from tests.reporting.checks.a_report import found, report


@pytest.mark.parametrize(
    "words", ["No information", "N/A", "-", "Not applicable", "As described above.", "Nuk ka informacion"]
)
def test_an_answer_that_says_nothing_is_asked_about(words: str) -> None:
    (finding,) = found("says-nothing", report({"priority_progress/1": words}))
    assert finding.severity == "warning"
    assert finding.message == f"Priority 1 is answered with “{words.rstrip('.')}”."
    assert (finding.start, finding.end) == (0, len(words))


def test_an_optional_answer_gets_a_note() -> None:
    (finding,) = found("says-nothing", report({"assessment_detail": "Not applicable"}))
    assert finding.severity == "note"


def test_no_is_an_answer_to_is_there_anything_else() -> None:
    assert found("says-nothing", report({"anything_else": "No"})) == []
    assert found("says-nothing", report({"lessons": "No"}))


def test_an_answer_that_says_something_and_points_elsewhere_is_left_alone() -> None:
    text = "As mentioned above, the shelter was opened; in January the second one followed in Dolna, with beds."
    assert found("says-nothing", report({"lessons": text})) == []
