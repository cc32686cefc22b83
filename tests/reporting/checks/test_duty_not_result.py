"""A duty told as progress."""

from tests.reporting.checks.a_report import found_in

CODE = "duty-not-result"


def test_what_people_should_do_is_no_progress() -> None:
    text = "We met parents. Every citizen has the responsibility to speak. Children should grow up at home."
    assert found_in(CODE, text) == ["Every citizen has the responsibility to speak."]


def test_lessons_may_say_what_should_be() -> None:
    assert found_in(CODE, "Councils should be asked first.", at="lessons") == []
