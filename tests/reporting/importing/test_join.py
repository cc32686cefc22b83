"""Paragraphs that a page cut are joined; list items, headings, addresses and verses are not."""

import pytest

from milepost.reporting.content import Slot, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import read
from tests.reporting.importing.told import as_text, lines
from tests.reporting.importing.writing import saved, written

LONG = "The collaboration with the anti-trafficking coordinator has improved through the"
CUT = [
    ([LONG, "organization of meetings."], f"{LONG} organization of meetings."),
    (["The agenda has a cross-", "sectoral nature."], "The agenda has a cross-sectoral nature."),
    ([f"- {LONG}", "organization of meetings."], f"- {LONG} organization of meetings."),
    ([f"{LONG},", "organization of meetings."], f"{LONG}, organization of meetings."),
    ([LONG, "end. And so on."], f"{LONG} end. And so on."),
    ([LONG, "ë është shkruar."], f"{LONG} ë është shkruar."),
]
WHOLE = [
    [f"{LONG}.", "organization of meetings."],
    [f"{LONG}:", "organization of meetings."],
    [LONG, "Organization of meetings."],
    [LONG, "https://example.org/meetings"],
    [LONG, "a) organization of meetings"],
    [LONG, "i. organization of meetings"],
    [LONG, "iv) organization of meetings"],
    ["Trainings", "meetings"],
    [f"{LONG} “all.”", "organization of meetings."],
]


@pytest.mark.parametrize(("told", "source"), CUT)
@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_cut_paragraph_is_one_again(form_2023: Edition, told: list[str], source: str, kind: str) -> None:
    assert challenges(form_2023, told, kind) == Words(source)


@pytest.mark.parametrize("told", WHOLE)
@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_two_paragraphs_stay_two(form_2023: Edition, told: list[str], kind: str) -> None:
    assert challenges(form_2023, told, kind) == Words("\n\n".join(told))


def test_list_items_stay_apart(form_2023: Edition) -> None:
    assert challenges(form_2023, [f"- {LONG}", "- organization"], "txt") == Words(f"- {LONG}\n- organization")


def challenges(edition: Edition, told: list[str], kind: str) -> object:
    form = lines(edition, answers={Slot("challenges"): told})
    data = as_text(form) if kind == "txt" else saved(written(form))
    return read(data, f"r.{kind}", edition).answers[Slot("challenges")]
