"""Pages ask the database the same number of times, however much a report holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution, review
from milepost.reporting.actions.importing import import_document, place
from milepost.reporting.actions.report import ItemDraft, open_report
from milepost.reporting.content import Slot, Words
from milepost.reporting.importing.read import Imported, read
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.costs import ROWS, constant_cost, cost
from tests.reporting.filling import fill
from tests.reporting.pages.test_import import ALBANIA
from tests.reporting.pages.visitor import Visitor, at, on

MOST = 25
SLOT = Slot("highlights")
DUE = date(2030, 1, 1)


def step(number: int) -> Slot:
    return Slot("step_progress", number)


@pytest.fixture
def long(report: Report, cast: Cast) -> Report:
    """The year after, asking about 300 steps."""
    steps = [ItemDraft(f"Step {number}") for number in range(1, max(ROWS) + 1)]
    opened = open_report(
        report.country, date(2023, 5, 1), date(2024, 4, 30), report.edition, by=cast.focal_point, steps=steps
    )
    assert len(list(content_of(opened).slots())) > 2 * max(ROWS)
    return opened


@pytest.fixture
def albania_told(report: Report) -> Imported:
    """What Albania's report says, to be put in again and again: reading it is not what is measured here."""
    return read(ALBANIA.read_bytes(), "report.txt", report.edition.edition)


def test_pages_of_a_report(long: Report, cast: Cast, focal_point: Visitor) -> None:
    """Each row is an answer with a warning, a comment, and someone who was asked: one in three of these sent a text."""

    def add(number: int) -> None:
        words = Words(f"On 3 May 2019 centre number {number} opened in town {number}.")
        answers.answer(long, step(number), words, base=0, by=cast.focal_point)
        review.comment(long, step(number), f"Question {number}?", by=cast.approver)
        asked = contribution.ask(long, step(number), cast.contributor, due=DUE, by=cast.focal_point)
        if number % 3:
            contribution.draft(asked, Words(f"A text {number}."), base=0, by=cast.contributor)
            contribution.offer(asked, by=cast.contributor)
        if number % 3 == 1:
            contribution.hand_back(asked, comment="More.", by=cast.focal_point)

    names = ("report", "whole", "events", "checks", "contributions", "compare", "send_for_review")
    found = constant_cost(focal_point.client, {name: at(long, name) for name in names}, add)
    assert max(found.values()) <= MOST


def test_the_list_of_reports_and_of_those_to_compare_with(report: Report, cast: Cast, focal_point: Visitor) -> None:
    """Short periods: 300 of them follow each other within the years that reports are of."""

    def add(number: int) -> Report:
        start = date(1990, 1, 1) + timedelta(weeks=4 * number)
        end = start + timedelta(days=27)
        opened = open_report(report.country, start, end, report.edition, by=cast.focal_point)
        answers.answer(opened, SLOT, Words("A text."), base=0, by=cast.focal_point)
        return opened

    compare = at(report, "compare") + f"?with={add(0).pk}"
    found = constant_cost(focal_point.client, {"reports": "/reports/", "compare": compare}, add)
    assert max(found.values()) <= MOST


def test_the_history_of_an_answer(report: Report, cast: Cast, focal_point: Visitor) -> None:
    """Two people take turns, so that each text is an entry of its own."""

    def add(number: int) -> None:
        by = (cast.focal_point, cast.second_focal_point)[number % 2]
        answers.answer(report, SLOT, Words(f"Text {number}."), base=number - 1, by=by)

    assert constant_cost(focal_point.client, {"history": on(report, SLOT, "history")}, add)["history"] <= MOST


def test_a_question_with_all_that_stands_beside_it(
    report: Report, albania_told: Imported, cast: Cast, focal_point: Visitor
) -> None:
    """Each row is a comment of two people, and the paragraphs of a document that the answer came from."""
    slot = Slot("priority_progress", 3)
    told = replace(albania_told, pieces=tuple(each for each in albania_told.pieces if each.slot == slot))

    def add(number: int) -> None:
        thread = review.comment(report, slot, f"Question {number}?", by=cast.approver)
        review.reply(thread, "An answer.", by=cast.focal_point)
        import_document(report, told, f"{number}.txt", b"Document %d" % number, by=cast.focal_point)

    assert constant_cost(focal_point.client, {"answer": on(report, slot)}, add)["answer"] <= MOST


def test_the_documents_read_in(report: Report, albania_told: Imported, cast: Cast, focal_point: Visitor) -> None:
    told = replace(albania_told, pieces=albania_told.pieces[:3])

    def add(number: int) -> None:
        import_document(report, told, f"{number}.txt", b"Document %d" % number, by=cast.focal_point)

    assert constant_cost(focal_point.client, {"import": at(report, "import")}, add)["import"] <= MOST


def test_a_document_by_its_pieces_without_a_place(
    report: Report, albania_told: Imported, cast: Cast, focal_point: Visitor
) -> None:
    """Each row is one to be placed, and one that a person has set aside."""
    stray = replace(albania_told.pieces[0], slot=None, role="unplaced")
    found = []
    for rows in ROWS:
        told = replace(albania_told, pieces=tuple(replace(stray, number=number) for number in range(2 * rows)))
        document = import_document(report, told, "r.txt", b"Document %d" % rows, by=cast.focal_point)
        for piece in document.pieces.filter(number__gte=rows).select_related("document__report__edition"):
            place(piece, None, by=cast.focal_point)
        page = focal_point.go(at(report, "document", pk=document.pk))
        assert len(page.select("main article select")) == rows
        found.append(cost(focal_point.client, page.url)[0])
    assert found[0] == found[1] == found[2] <= MOST


def test_a_document_by_its_differing_answers(
    long: Report, albania_told: Imported, cast: Cast, focal_point: Visitor
) -> None:
    for number in range(1, max(ROWS) + 1):
        answers.answer(long, step(number), Words(f"Here {number}."), base=0, by=cast.focal_point)
    found = []
    for rows in ROWS:
        said = {step(number): Words(f"There {number}.") for number in range(1, rows + 1)}
        told = replace(albania_told, pieces=albania_told.pieces[:3], answers=said, steps=content_of(long).steps)
        document = import_document(long, told, "r.txt", b"Document %d" % rows, by=cast.focal_point)
        page = focal_point.go(at(long, "document", pk=document.pk))
        assert len(page.select("main .mp-decide")) == rows
        found.append(cost(focal_point.client, page.url)[0])
    assert found[0] == found[1] == found[2] <= MOST


def test_the_rounds_of_review(report: Report, cast: Cast, focal_point: Visitor) -> None:
    fill(report, by=cast.focal_point)

    def add(number: int) -> None:
        review.send_for_review(report, by=cast.focal_point, message=f"Please read it, attempt {number}.")
        review.withdraw(report, by=cast.focal_point)

    assert constant_cost(focal_point.client, {"review": at(report, "review")}, add)["review"] <= MOST


def test_reading_a_report_in_review(report: Report, cast: Cast) -> None:
    """Each row is a comment of the approver in the second round, and an answer to it."""
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.send_back(report, {SLOT: "Which towns?"}, by=cast.approver)
    answers.answer(report, SLOT, Words("Two centres opened in Berat."), base=1, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)

    def add(number: int) -> None:
        thread = review.comment(report, SLOT, f"Question {number}?", by=cast.approver)
        review.reply(thread, "An answer.", by=cast.focal_point)

    urls = {"approve": at(report, "approve"), "round": at(report, "round", number=2)}
    assert max(constant_cost(Visitor(cast.approver).client, urls, add).values()) <= MOST


def test_a_contributors_page_with_all_earlier_texts(report: Report, cast: Cast) -> None:
    asked = contribution.ask(report, SLOT, cast.contributor, due=DUE, by=cast.focal_point)

    def add(number: int) -> None:
        contribution.draft(asked, Words(f"Text {number}."), base=0, by=cast.contributor)
        contribution.offer(asked, by=cast.contributor)
        contribution.hand_back(asked, comment=f"More, attempt {number}.", by=cast.focal_point)

    url = f"/reports/contributions/{asked.pk}/"
    assert constant_cost(Visitor(cast.contributor).client, {"offer": url}, add)["offer"] <= MOST


def test_saving_while_writing(report: Report, cast: Cast, focal_point: Visitor) -> None:
    fill(report, by=cast.focal_point)
    with CaptureQueriesContext(connection) as asked:
        data = {"base": "1", "text": "Two centres opened."}
        response = focal_point.client.post(on(report, SLOT), data, headers={"X-Autosave": "1"})
    assert response.status_code == 200
    assert len(asked) <= MOST
