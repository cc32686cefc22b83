"""A priority without a next step."""

from tests.reporting.checks.a_report import found, planned, report

CODE = "priority-without-step"


def test_the_priorities_left_out_are_named_together() -> None:
    (finding,) = found(CODE, report({"next_steps": planned(priority=2)}, priorities=("Farms", "Courts", "Data")))
    assert finding.message == "No next step serves priority 1 “Farms”, 3 “Data”."


def test_steps_that_name_no_priority_say_nothing_of_any() -> None:
    assert found(CODE, report({"next_steps": planned(priority=0)})) == []
