"""A document's priorities and steps find those of the report; what fits none is shown with the reason."""

import pytest

from milepost.reporting.content import Item, PlannedStep, Slot, Steps, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.fit import fit, matched
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import PRIORITIES, STEPS, as_text, lines, sentence

FEWER = ([(title,) for title in PRIORITIES[:3]], [(title,) for title in STEPS[:2]])


def document(edition: Edition, *, priorities: int = 3, steps: int = 2, quoted: bool = True) -> Imported:
    told = list(lines(edition, priorities=priorities, steps=steps))
    if not quoted:
        for title in (*PRIORITIES, *STEPS):
            told = [line.replace(f' "{title}"', "").replace(f": {title}", ":") for line in told]
    return read(as_text(iter(told)), "r.txt", edition)


def unplaced(imported: Imported) -> dict[str, str]:
    return {piece.text: piece.note for piece in imported.pieces if piece.role == "unplaced"}


def test_a_document_of_the_same_items_stays_as_it_is(form_2023: Edition) -> None:
    imported = document(form_2023)
    assert fit(imported, form_2023, *FEWER) == imported


@pytest.mark.parametrize("quoted", [True, False])
def test_what_the_report_has_no_priority_or_step_for_is_shown(form_2023: Edition, quoted: bool) -> None:
    fitted = fit(document(form_2023, priorities=4, steps=3, quoted=quoted), form_2023, *FEWER)
    priority = f"“{PRIORITIES[3]}”" if quoted else "4"
    step = f"“{STEPS[2]}”" if quoted else "3"
    assert unplaced(fitted) == {
        sentence(Slot("priority_progress", 4)): f"The report has no priority {priority}.",
        sentence(Slot("step_progress", 3)): f"The report has no carried step {step}.",
    }
    assert not {Slot("priority_progress", 4), Slot("step_progress", 3)} & set(fitted.answers)


def test_every_character_keeps_a_place(form_2023: Edition) -> None:
    imported = document(form_2023, priorities=6, steps=5)
    fitted = fit(imported, form_2023, *FEWER)
    told = (fitted.form_characters, fitted.placed_characters + fitted.unplaced_characters, fitted.body_characters)
    assert told == (imported.form_characters, imported.placed_characters, imported.body_characters)


def test_items_are_matched_by_their_titles(form_2023: Edition) -> None:
    turned = [(title,) for title in reversed(PRIORITIES[:3])]
    fitted = fit(document(form_2023), form_2023, turned, FEWER[1])
    assert fitted.answers[Slot("priority_progress", 1)] == Words(sentence(Slot("priority_progress", 3)))
    assert fitted.answers[Slot("priority_progress", 3)] == Words(sentence(Slot("priority_progress", 1)))
    assert {p.slot for p in fitted.pieces if p.text == sentence(Slot("priority_progress", 3))} == {
        Slot("priority_progress", 1)
    }


def test_a_title_in_another_language_of_the_roadmap_is_known(form_2023: Edition) -> None:
    known = [("Të tjera",), ("Punë e detyruar", PRIORITIES[0]), (PRIORITIES[2],)]
    assert matched(document(form_2023).priorities, known) == {1: 2, 3: 3}


@pytest.mark.parametrize(
    "titles",
    [
        ("Priority 1", "Priority 2"),
        ("Prioriteti 1", "Prioriteti 2"),
        ("Next step 1", "Next step 2"),
        ("Hapi i radhës 1", "Hapi i radhës 2"),
        ("Prochaine étape 1", "Prochaine étape 2"),
        ("Priorité n° 1", "Priorité n° 2"),
        ("...", "____"),
    ],
)
def test_a_title_that_says_only_its_number_quotes_none(titles: tuple[str, str]) -> None:
    items = [Item(number, title) for number, title in enumerate(titles, 1)]
    assert matched(items, [("Schools",), ("Farms",), ("Boats",)]) == {1: 1, 2: 2}


def test_between_quoted_titles_a_number_keeps_its_place_where_it_is_free() -> None:
    items = [Item(1, "Boats"), Item(2, "Priority 2"), Item(3, "Priority 3")]
    assert matched(items, [("Schools",), ("Farms",), ("Boats",)]) == {1: 3, 2: 2}


def test_a_planned_step_keeps_its_priority(form_2023: Edition) -> None:
    below = ["Next step 1: Go on", "We go on.", "Priority: 3"]
    told = lines(form_2023, answers={Slot("next_steps"): below})
    turned = [(title,) for title in reversed(PRIORITIES[:3])]
    fitted = fit(read(as_text(told), "r.txt", form_2023), form_2023, turned, FEWER[1])
    assert fitted.answers[Slot("next_steps")] == Steps((PlannedStep("Go on", "We go on.", priority=1),))
