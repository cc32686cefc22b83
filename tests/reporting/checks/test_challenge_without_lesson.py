"""A challenge without its lesson."""

from tests.reporting.checks.a_report import found, report

CODE = "challenge-without-lesson"


def test_a_challenge_that_no_lesson_is_about() -> None:
    content = report(
        {
            "challenges": "- Few prosecutors know the law on trafficking.\n- Roads to the villages are bad.",
            "lessons": "- Motorcycles make bad roads shorter.",
        }
    )
    (finding,) = found(CODE, content)
    assert finding.message == "Nothing says how “Few prosecutors know the law on trafficking.” was overcome."


def test_lists_of_one_point_and_empty_lists_are_left_alone() -> None:
    assert found(CODE, report({"challenges": "Snow.", "lessons": "Better boots were bought."})) == []
    assert found(CODE, report({"challenges": "- Snow falls.\n- Rain falls."})) == []
