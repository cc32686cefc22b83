"""One thing under several names."""

import pytest

from milepost.reporting.knowledge import Avoid, Body, Knowledge, Place, Term
from tests.reporting.checks.a_report import found, found_in, report
from tests.reporting.checks.knowledge_of_albania import knowledge

CODE = "inconsistent-term"
ALBANIA = knowledge()
AGENCY = "State Agency for the Rights and Protection of the Child"


def test_one_body_under_several_names_is_one_finding_that_says_where() -> None:
    content = report(
        {
            "priority_progress/1": "The State Agency for Child Protection Rights met parents.",
            "priority_progress/2": f"The {AGENCY} met judges.",
            "lessons": "The State Agency for Children's Rights and Protection learned.",
        }
    )
    (finding,) = found(CODE, content, ALBANIA)
    assert finding.message == (
        f"“{AGENCY}” is called by 2 other names: “State Agency for Child Protection Rights”, "
        "“State Agency for Children's Rights and Protection”. Also in question 10."
    )


def test_two_names_of_a_body_that_nobody_knows() -> None:
    content = report(
        {
            "priority_progress/1": "The National Council for Working Children met.",
            "lessons": "The National Working Children Council met again.",
        }
    )
    (finding,) = found(CODE, content)
    assert "seem to be one thing under two names" in finding.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We met PMF (Prevention of Minors' Fund).", ["PMF (Prevention of Minors' Fund)"]),
        ("VT/VMT (Victims of Trafficking/Vulnerable to Trafficking) children.",
         ["VT/VMT (Victims of Trafficking/Vulnerable to Trafficking)"]),
        ("We met PMF (Child Protection Workers).", []),
        ("The National Agenda for Children's Rights (AKDF) guides us.", []),
        ("ASHMDF led the work.", ["ASHMDF"]),
        ("We met traffic specialists.", ["traffic specialists"]),
        ("World Child Labor Day was marked.", ["World Child Labor Day"]),
        ("World Day Against Child Labour was marked.", []),
        ("Child Protection Units and the Ministry of the Interior met.", []),
    ],
)  # fmt: skip
def test_terms_and_acronyms_against_the_glossary(text: str, words: list[str]) -> None:
    assert found_in(CODE, text, knowledge=ALBANIA) == words


def test_an_unknown_acronym_explained_in_two_ways() -> None:
    content = report(
        {"priority_progress/1": "The CLM (child labour monitor) began.", "lessons": "CLM (Community Labour Map)."}
    )
    (finding,) = found(CODE, content)
    assert finding.message == "“CLM” is explained as “Community Labour Map” here and as “child labour monitor” before."


def test_a_term_to_avoid_in_the_title_of_a_priority() -> None:
    content = report({"priority_progress/1": "Done."}, priorities=("Protect children in economic use",))
    (finding,) = found(CODE, content)
    assert finding.message == "The title of priority 1 says “economic use”, which is not the term of the field."
    assert (finding.start, finding.end) == (0, 0)


def test_one_place_in_two_spellings() -> None:
    place = Knowledge(places=(Place("municipality", {"sq": "Vlorë", "en": "Vlorë"}, ("Vlora",)),))
    content = report({"priority_progress/1": "In Vlora we met.", "lessons": "In Vlorë too."})
    (finding,) = found(CODE, content, place)
    assert finding.quote == "Vlora"
    assert found(CODE, report({"lessons": "In Vlora and Vlora."}), place) == []


def test_two_spellings_of_one_word_only_when_both_are_there() -> None:
    mixed = report({"lessons": "Child labor."}, steps=("Survey of child labour",))
    (finding,) = found(CODE, mixed)
    assert finding.severity == "note"
    assert found(CODE, report({"lessons": "Child labor."}, priorities=("Farms",), steps=("Survey",))) == []


def test_a_form_that_several_terms_avoid_is_found_once() -> None:
    avoid = (Avoid("economic use", "economic exploitation"),)
    terms = Knowledge(terms=(Term("a", {"en": "a"}, avoid=avoid), Term("b", {"en": "b"}, avoid=avoid)))
    assert len(found(CODE, report({"lessons": "Economic use is bad."}), terms)) == 1


def test_a_body_s_other_right_names_are_left_alone() -> None:
    body = Body(
        "x", {"en": "National Council for Working Children"}, other_names=("National Working Children Council",)
    )
    assert found_in(CODE, "The National Working Children Council met.", knowledge=Knowledge(bodies=(body,))) == []
