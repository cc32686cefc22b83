"""Marks that exclude each other, or that ask for words."""

from milepost.reporting.content import Choice, Choices
from tests.reporting.checks.a_report import found, report


def test_not_applicable_stands_alone() -> None:
    (finding,) = found("exclusive-choice", report({"assessment_tools": Choices(("surveys", "not_applicable"))}))
    assert finding.severity == "error"
    assert finding.message == "“Not applicable” is marked in question 11 together with “Surveys”."


def test_other_says_which() -> None:
    (finding,) = found("exclusive-choice", report({"domestic_partners": Choices(("ministries", "other"))}))
    assert finding.severity == "error"
    assert found("exclusive-choice", report({"domestic_partners": Choices(("other",), "Municipalities")})) == []


def test_a_yes_that_asks_for_words_gets_a_warning() -> None:
    (finding,) = found("exclusive-choice", report({"other_successes": Choice("yes")}))
    assert finding.severity == "warning"
    assert found("exclusive-choice", report({"other_successes": Choice("yes", "A new law.")})) == []


def test_words_beside_no_mark_of_theirs_are_asked_about() -> None:
    (finding,) = found("exclusive-choice", report({"domestic_partners": Choices(("ministries",), "Municipalities")}))
    assert finding.quote == "Municipalities"
