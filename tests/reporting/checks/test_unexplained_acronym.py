"""An acronym that is never explained."""

from tests.reporting.checks.a_report import found, found_in, report
from tests.reporting.checks.knowledge_of_albania import knowledge

CODE = "unexplained-acronym"


def test_an_unknown_acronym_is_named_once_at_its_first_use() -> None:
    content = report({"priority_progress/1": "NCCL met.", "lessons": "NCCL met again."})
    (finding,) = found(CODE, content)
    assert str(finding.slot) == "priority_progress/1"


def test_the_advice_gives_what_the_country_knows() -> None:
    (finding,) = found(CODE, report({"lessons": "SHSSH helped."}), knowledge())
    assert finding.advice == "Write it out at its first use: “State Social Service (SHSSH)”."


def test_explained_and_common_acronyms_are_left_alone() -> None:
    assert (
        found_in(CODE, "The National Council on Labour (NCL) met UNICEF and the ILO. NCL chairs. Phase II of COVID-19.")
        == []
    )
    assert found_in(CODE, "We met OSCE SARUNDA.") == []
