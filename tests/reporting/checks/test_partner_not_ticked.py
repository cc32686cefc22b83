"""A partner told but not marked."""

from milepost.reporting.content import Choices
from tests.reporting.checks.a_report import found, report

CODE = "partner-not-ticked"
TEXT = "UNICEF trained social workers in October 2022."


def test_a_partner_of_the_text_that_the_list_does_not_mark() -> None:
    content = report({"international_partners": Choices(("ilo",)), "international_collaboration": TEXT})
    (finding,) = found(CODE, content)
    assert finding.quote == "UNICEF"
    assert "United Nations Agencies (other than ILO)" in finding.message


def test_a_marked_partner_and_a_list_without_marks_are_left_alone() -> None:
    marked = report({"international_partners": Choices(("other_un",)), "international_collaboration": TEXT})
    assert found(CODE, marked) == []
    assert found(CODE, report({"international_collaboration": TEXT})) == []
