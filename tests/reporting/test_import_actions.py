"""Reading documents into reports: what is stored, into which priorities and steps, and that nothing is lost."""

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import importing as actions
from milepost.reporting.content import Content, Item, Slot, Words
from milepost.reporting.exports.docx import write
from milepost.reporting.importing.blank import priority_title, step_title
from milepost.reporting.importing.read import Imported, read
from milepost.reporting.models import Import, Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.importing.told import PRIORITIES, STEPS, as_text, lines, sentence


def read_in(report: Report, data: bytes, cast: Cast, name: str = "r.txt") -> tuple[Import, Imported]:
    imported = read(data, name, report.edition.edition)
    return actions.import_document(report, imported, name, data, by=cast.focal_point), imported


def titles(report: Report) -> list[str]:
    return list(report.items.order_by("kind", "number").values_list("title", flat=True))


def test_a_new_report_takes_the_titles_that_its_document_quotes(report: Report, cast: Cast) -> None:
    read_in(report, as_text(lines(report.edition.edition)), cast)
    assert titles(report) == [*PRIORITIES[:3], *STEPS[:2]]


@pytest.mark.parametrize(("priorities", "steps"), [(6, 5), (3, 1), (2, 3)])
def test_every_character_of_the_body_is_in_the_stored_rows(
    report: Report, cast: Cast, priorities: int, steps: int
) -> None:
    read_in(report, as_text(lines(report.edition.edition, priorities=2, steps=1)), cast)
    document, imported = read_in(
        report, as_text(lines(report.edition.edition, priorities=priorities, steps=steps)), cast
    )
    stored = dict.fromkeys(("contents", "form", "answer", "unplaced"), 0)
    for piece in document.pieces.all():
        stored[piece.role] += len("".join(piece.text.split()))
    assert stored["form"] + stored["answer"] + stored["unplaced"] == imported.body_characters
    kept = {answer.slot: answer.value for answer in document.answers.all()}
    for piece in document.pieces.filter(role="answer", question="priority_progress"):
        assert piece.slot in kept
        assert piece.text in kept[piece.slot]["text"]


def test_a_surplus_priority_and_step_wait_for_a_place(report: Report, cast: Cast) -> None:
    form = report.edition.edition
    read_in(report, as_text(lines(form, priorities=2, steps=1)), cast)
    document, _imported = read_in(report, as_text(lines(form, priorities=3, steps=2)), cast)
    waiting = {piece.text: piece.note for piece in document.pieces.filter(role="unplaced")}
    assert waiting == {
        sentence(Slot("priority_progress", 3)): f"The report has no priority “{PRIORITIES[2]}”.",
        sentence(Slot("step_progress", 2)): f"The report has no carried step “{STEPS[1]}”.",
    }
    assert content_of(report).unplaced == tuple(waiting)


def test_a_later_document_finds_its_priorities_by_title(report: Report, cast: Cast) -> None:
    form = report.edition.edition
    read_in(report, as_text(lines(form)), cast)
    other = [line.replace("#1", "#9").replace("#3", "#1").replace("#9", "#3") for line in lines(form)]
    for one, two in [(PRIORITIES[0], "@"), (PRIORITIES[2], PRIORITIES[0]), ("@", PRIORITIES[2])]:
        other = [line.replace(one, two) for line in other]
    document, _imported = read_in(report, as_text(iter(other)), cast)
    found = {answer.slot: answer.value for answer in document.answers.filter(question="priority_progress")}
    assert found[Slot("priority_progress", 3)] == {"text": sentence(Slot("priority_progress", 1))}
    assert found[Slot("priority_progress", 1)] == {"text": sentence(Slot("priority_progress", 3))}


def test_the_empty_form_filled_in_keeps_the_reports_own_titles(report: Report, cast: Cast) -> None:
    before = titles(report)
    blank = content_of(report)
    filled = {Slot("priority_progress", 2): Words("Two."), Slot("step_progress", 1): Words("One.")}
    priorities = tuple(Item(number, priority_title(number)) for number in range(1, 5))
    steps = tuple(Item(number, step_title(number)) for number in range(1, 4))
    data = write(Content("form", "Albania", report.start, report.end, blank.edition, priorities, steps, filled))
    read_in(report, data, cast, "r.docx")
    assert titles(report) == before
    assert content_of(report).answers[Slot("priority_progress", 2)] == Words("Two.")
    assert content_of(report).answers[Slot("step_progress", 1)] == Words("One.")


def test_a_document_of_another_country_and_period_is_read_with_a_warning(report: Report, cast: Cast) -> None:
    document, _imported = read_in(report, as_text(lines(report.edition.edition)), cast)
    notes = set(document.pieces.filter(role="form").exclude(note="").values_list("note", flat=True))
    assert notes == {
        "The document says that it is of Varenia; this report is of Albania.",
        "The document is of May 2023 – April 2024; this report is of May 2022 – April 2023.",
    }
    assert document.answers.filter(state="placed").exists()


def test_a_differing_answer_waits(report: Report, cast: Cast) -> None:
    answers.answer(report, Slot("highlights"), Words("Mine."), base=0, by=cast.focal_point)
    document, _imported = read_in(report, as_text(lines(report.edition.edition)), cast)
    assert document.answers.get(question="highlights").state == "waiting"
    assert content_of(report).answers[Slot("highlights")] == Words("Mine.")
