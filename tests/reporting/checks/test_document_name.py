"""A law or decision under another name."""

from tests.reporting.checks.a_report import found, found_in, report
from tests.reporting.checks.knowledge_of_albania import knowledge

CODE = "document-name"
ALBANIA = knowledge()


def test_a_law_whose_words_are_turned_round() -> None:
    (finding,) = found(
        CODE, report({"lessons": 'The "Law on the Protection of Children\'s Rights" was adopted.'}), ALBANIA
    )
    assert finding.quote == "Law on the Protection of Children's Rights"
    assert "law 18/2017 is “Law on the rights and protection of the child”" in finding.message


def test_the_right_title_and_other_phrases_are_left_alone() -> None:
    text = 'Law 18/2017 "On the rights and protection of the child". The protection of the rights of children matters.'
    assert found_in(CODE, text, knowledge=ALBANIA) == []
    assert found_in(CODE, "The National Agenda for Children's Rights 2021-2026 guides us.", knowledge=ALBANIA) == []
