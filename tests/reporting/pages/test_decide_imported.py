"""Where a document and the report say different things, a person decides."""

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import ImportedAnswer, Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.pages.test_import import document, read_in
from tests.reporting.pages.visitor import Visitor, at, on

SLOT = Slot("priority_progress", 3)


@pytest.fixture
def page(report: Report, cast: Cast, focal_point: Visitor) -> Visitor:
    """The document's page, where the report says something else about priority 3."""
    answers.answer(report, SLOT, Words("Eleven proceedings began."), base=0, by=cast.focal_point)
    return read_in(focal_point, report, document())


def said(report: Report) -> object:
    return content_of(report).answers[SLOT]


def test_the_report_keeps_its_text_until_someone_decides(report: Report, page: Visitor) -> None:
    assert said(report) == Words("Eleven proceedings began.")
    assert "The document says something else 1" in page.words
    assert any("Eleven" in each for each in page.all("del"))
    assert any("No information" in each for each in page.all("ins"))


def test_taking_the_documents_text_keeps_the_former_in_the_history(report: Report, page: Visitor) -> None:
    page.press("Take the document’s text")
    assert said(report) == Words("No information")
    assert "Nothing is left to decide" in page.words
    assert "Eleven" in page.go(on(report, SLOT, "history")).words


def test_keeping_the_reports_text(report: Report, page: Visitor) -> None:
    page.press("Keep the report’s text")
    assert said(report) == Words("Eleven proceedings began.")
    assert "The document says something else" not in page.words


def test_deciding_again_changes_nothing(report: Report, page: Visitor) -> None:
    address = page.select("main .mp-decide")[0].get("action")
    page.press("Keep the report’s text")
    response = page.client.post(address, {"decision": "take"}, follow=True)
    assert "This is decided already." in response.content.decode()
    assert said(report) == Words("Eleven proceedings began.")


@pytest.mark.parametrize("decision", ["", "both", "TAKE"])
def test_anything_else_is_no_decision(report: Report, page: Visitor, decision: str) -> None:
    address = page.select("main .mp-decide")[0].get("action")
    response = page.client.post(address, {"decision": decision}, follow=True)
    assert "Choose which text the report is to have." in response.content.decode()
    assert ImportedAnswer.objects.filter(state="waiting").count() == 1


def test_a_viewer_reads_and_decides_nothing(report: Report, cast: Cast, page: Visitor) -> None:
    address = page.select("main .mp-decide")[0].get("action")
    viewer = Visitor(cast.viewer).go(page.url)
    assert "The document says something else" in viewer.words
    assert not viewer.select("main form")
    assert viewer.client.post(address, {"decision": "take"}).status_code == 404
    assert at(report, "document", pk=ImportedAnswer.objects.first().document_id) == page.url  # type: ignore[union-attr]
