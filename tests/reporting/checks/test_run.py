"""Running the checks: which there are, in which order they tell, and what stays the same when a text moves."""

from pathlib import Path

import pytest

from milepost.reporting import checks
from milepost.reporting.checks.finding import Finding, plain_text, shown
from milepost.reporting.checks.registry import Check, all_checks
from milepost.reporting.checks.run import check
from milepost.reporting.content import Choice, PlannedStep, Slot, Steps, Words
from milepost.reporting.knowledge import Knowledge
from tests.reporting.checks.a_report import report

FOLDER = Path(checks.__file__).parent
NEED_RECORDS = {"evidence-ignored", "claim-without-evidence"}
OF_THE_FORM = set(
    "required-unanswered choice-not-recorded says-nothing unlinked-figure figure-mismatch figure-period "
    "date-outside-period impossible-date repeated-text same-question step-answer-mismatch step-without-owner "
    "step-dropped lessons-without-challenge challenge-without-lesson inconsistent-term exclusive-choice".split()
)


def test_every_check_of_the_form_is_here() -> None:
    codes = {one.code for one in all_checks()}
    assert codes >= OF_THE_FORM
    assert not codes & NEED_RECORDS


@pytest.mark.parametrize("one", all_checks(), ids=lambda one: one.code)
def test_a_check_has_its_file_its_test_and_its_explanation(one: Check) -> None:
    name = one.code.replace("-", "_")
    assert (FOLDER / f"{name}.py").exists()
    assert (Path(__file__).parent / f"test_{name}.py").exists()
    assert str(one.title)
    assert str(one.explanation)
    assert set(one.gives_way_to) <= {other.code for other in all_checks()}


def test_findings_come_in_the_order_of_the_form_then_of_the_text() -> None:
    content = report({"priority_progress/1": "In 2020 we met. On 31 June 2022 too.", "highlights": "N/A"})
    findings = check(content, Knowledge())
    places = list(content.slots())
    order = [(places.index(one.slot), one.start) for one in findings if one.slot]
    assert order == sorted(order)


def test_a_question_that_another_answer_hides_is_not_asked() -> None:
    hidden = report({"assessment_tools": Choice("not_applicable"), "assessment_detail": "N/A"})
    assert not [one for one in check(hidden, Knowledge()) if one.slot == Slot("assessment_detail")]


def test_an_explanation_is_kept_when_the_text_around_it_changes() -> None:
    before = report({"priority_progress/1": "In March 2021 we met."})
    after = report({"priority_progress/1": "Much was done. In March 2021 we met, and went on."})
    assert _fingerprints(before, "date-outside-period") == _fingerprints(after, "date-outside-period")


def test_an_explanation_is_not_kept_for_other_words() -> None:
    one = Finding("a", "note", Slot("lessons"), 0, 3, "m", "a", "229 children")
    other = Finding("a", "note", Slot("lessons"), 0, 3, "m", "a", "228 children")
    assert one.fingerprint != other.fingerprint


def test_planned_steps_are_one_plain_text() -> None:
    steps = Steps((PlannedStep("One", "**Bold** text."), PlannedStep("Two"), PlannedStep("", "Only text.")))
    assert plain_text(steps) == "One\n\nBold text.\n\nTwo\n\nOnly text."
    assert plain_text(Words("- item")) == "- item"
    assert plain_text(Choice("yes")) == ""


def test_a_long_quote_is_cut_between_words() -> None:
    assert shown("word " * 40).endswith("word …")
    assert shown("two\n\nlines") == "two lines"


def _fingerprints(content: object, code: str) -> set[str]:
    return {one.fingerprint for one in check(content, Knowledge()) if one.code == code}  # type: ignore[arg-type]
