"""Options in other words than the form's are recognised; "Other" is never taken for another option's first word."""

import pytest

from milepost.reporting.content import Choices, Slot, Value
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import as_text, lines


def asked(edition: Edition, question: str, *below: str) -> Imported:
    return read(as_text(lines(edition, answers={Slot(question): below})), "r.txt", edition)


def unplaced(imported: Imported) -> list[str]:
    return [piece.text for piece in imported.pieces if piece.role == "unplaced"]


@pytest.mark.parametrize(
    ("question", "words", "value"),
    [
        ("international_partners", "Other Pathfinder countries", "other_pathfinders"),
        ("international_partners", "Other UN agencies", "other_un"),
        ("international_partners", "UN Agencies (other than ILO)", "other_un"),
        ("international_partners", "UN agencies", "other_un"),
        ("international_partners", "International Labour Organization (ILO)", "ilo"),
        ("international_partners", "ILO (International Labour Organisation)", "ilo"),
        ("international_partners", "International Labour Organization", "ilo"),
        ("international_partners", "International civil society organisations", "international_cso"),
        ("international_partners", "Organisations internationales de société civile", "international_cso"),
        ("international_partners", "Other Alliance 8.7 Pathfinder countries. See more https://www.alliance87.org/pathfinder-countries/", "other_pathfinders"),
        ("assessment_tools", "Focus groups", "focus_groups"),
        ("assessment_tools", "Third parties", "third_parties"),
        ("domestic_partners", "Civil society organisations", "local_cso"),
        ("domestic_partners", "Government ministries", "ministries"),
    ],
)  # fmt: skip
def test_an_option_in_other_words(form_2023: Edition, question: str, words: str, value: str) -> None:
    imported = asked(form_2023, question, "☒ " + words)
    assert imported.answers[Slot(question)] == Choices((value,))
    assert not unplaced(imported)


TICKED = [
    "☒ Other Pathfinder countries",
    "☒ ILO",
    "☒ Other UN agencies",
    "☐ International civil society organisations",
    "☒ Other: IOM",
]


@pytest.mark.parametrize("between", ["\n", " / "])
def test_every_ticked_option_is_a_value(form_2023: Edition, between: str) -> None:
    imported = asked(form_2023, "international_partners", between.join(TICKED))
    expected = Choices(("other_pathfinders", "ilo", "other_un", "other"), "IOM")
    assert imported.answers[Slot("international_partners")] == expected
    assert not unplaced(imported)


def test_without_a_mark_nothing_is_a_value(form_2023: Edition) -> None:
    below = ["- Other Pathfinder countries", "- ILO", "- Other UN agencies", "- International CSOs", "- Other"]
    assert Slot("international_partners") not in asked(form_2023, "international_partners", *below).answers


@pytest.mark.parametrize(
    ("below", "value", "left"),
    [
        (["☒ Other: IOM", "☒ Other: UNHCR"], Choices(("other",), "IOM; UNHCR"), []),
        (["☒ Other municipalities"], Choices(("other",), "municipalities"), []),
        (["☒ ILO", "- Other municipalities"], Choices(("ilo",)), ["- Other municipalities"]),
        (["☒ ILO", "☒ Trade unions"], Choices(("ilo",)), ["☒ Trade unions"]),
        (["☒ Other", "☐ Trade unions"], Choices(("other",)), ["☐ Trade unions"]),
        (["☐ ILO", "☒ Other", "Civil society organisations"], Choices(("other",), "Civil society organisations"), []),
        (["☒ UN agencies: IOM, UNICEF"], Choices(("other_un",)), ["IOM, UNICEF"]),
        (["☒ International organizations of workers"], None, ["☒ International organizations of workers"]),
    ],
)
def test_nothing_vanishes(form_2023: Edition, below: list[str], value: Value | None, left: list[str]) -> None:
    imported = asked(form_2023, "international_partners", *below)
    assert imported.answers.get(Slot("international_partners")) == value
    assert unplaced(imported) == left
