"""Pages ask the database the same number of times, however much a report holds."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution, review
from milepost.reporting.actions.report import open_report
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Import, Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.test_import import document, read_in
from tests.reporting.pages.visitor import Visitor, at, on

MOST = 25
SLOT = Slot("highlights")


def cost(visitor: Visitor, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert visitor.client.get(url).status_code == 200
    return len(asked)


def one_answer(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("A centre opened."), base=0, by=cast.focal_point)
    review.comment(report, SLOT, "Which towns?", by=cast.focal_point)
    contribution.ask(report, SLOT, cast.contributor, due=date(2030, 1, 1), by=cast.focal_point)


def many_answers(report: Report, cast: Cast) -> None:
    fill(report, by=cast.focal_point)
    for number in range(5):
        thread = review.comment(report, SLOT, f"Question {number}", by=cast.approver)
        review.reply(thread, "An answer.", by=cast.focal_point)
    contribution.ask(report, SLOT, cast.other_contributor, due=date(2030, 1, 1), by=cast.focal_point)


@pytest.mark.parametrize("name", ["report", "whole", "events", "checks", "import", "exports", "answer", "history"])
def test_a_page_of_a_report(report: Report, cast: Cast, focal_point: Visitor, name: str) -> None:
    url = on(report, SLOT, name) if name in ("answer", "history") else at(report, name)
    one_answer(report, cast)
    cost(focal_point, url)  # the first page of a session also writes the session
    few = cost(focal_point, url)
    many_answers(report, cast)
    assert cost(focal_point, url) == few
    assert few <= MOST


def test_the_list_of_reports(report: Report, cast: Cast, focal_point: Visitor) -> None:
    cost(focal_point, "/reports/")
    few = cost(focal_point, "/reports/")
    for year in range(1980, 2010):
        open_report(report.country, date(year, 5, 1), date(year + 1, 4, 30), report.edition, by=cast.focal_point)
    assert cost(focal_point, "/reports/") == few <= MOST


def test_the_page_of_a_document(report: Report, cast: Cast, focal_point: Visitor) -> None:
    read_in(focal_point, report, document())
    first = Import.objects.get()
    few = cost(focal_point, at(report, "document", pk=first.pk))
    for number in range(1, 5):
        slot = Slot("priority_progress", number)
        answers.answer(report, slot, Words(f"Text {number}."), base=1, by=cast.focal_point)
    read_in(focal_point, report, document("again.txt"))
    second = Import.objects.latest("pk")
    assert second.answers.filter(state="waiting").count() == 4
    assert cost(focal_point, at(report, "document", pk=second.pk)) == few <= MOST


def test_saving_while_writing(report: Report, cast: Cast, focal_point: Visitor) -> None:
    many_answers(report, cast)
    with CaptureQueriesContext(connection) as asked:
        data = {"base": "1", "text": "Two centres opened."}
        response = focal_point.client.post(on(report, SLOT), data, headers={"X-Autosave": "1"})
    assert response.status_code == 200
    assert len(asked) <= MOST
