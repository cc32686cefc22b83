"""Taking a report away as a file."""

import io
import json
import zipfile

import pytest

from milepost.audit.models import Event
from milepost.reporting.actions import answer as answers
from milepost.reporting.content import Slot, Words
from milepost.reporting.importing.read import read
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor, at

BEGINNINGS = {"docx": b"PK", "pdf": b"%PDF-", "html": b"<!doctype html>", "json": b"{"}


def test_the_page_says_what_each_format_is_for(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(at(report, "exports"))
    for words in ("Word document", "PDF", "Web page", "JSON", "The report is not submitted"):
        assert words in page.words


@pytest.mark.parametrize("name", list(BEGINNINGS))
def test_each_format_comes_as_a_file_with_a_name_that_says_draft(
    report: Report, focal_point: Visitor, name: str
) -> None:
    response = focal_point.client.get(at(report, "export", format=name))
    assert response.status_code == 200
    assert response.content.lower().startswith(BEGINNINGS[name].lower())
    assert response.headers["Content-Disposition"] == f'attachment; filename="al-2022-05-2023-04-draft.{name}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_each_taking_away_is_audited(report: Report, cast: Cast, focal_point: Visitor) -> None:
    focal_point.client.get(at(report, "export", format="json"))
    event = Event.objects.latest("id")
    assert (event.verb, event.by_name, event.detail) == ("report.export", cast.focal_point.name, {"format": "json"})


def test_the_answers_are_in_the_file(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, Slot("highlights"), Words("Two **centres** opened."), base=0, by=cast.focal_point)
    response = focal_point.client.get(at(report, "export", format="json"))
    assert "Two centres opened." in json.dumps(json.loads(response.content), ensure_ascii=False).replace("**", "")
    docx = focal_point.client.get(at(report, "export", format="docx")).content
    back = read(docx, "report.docx", report.edition.edition)
    assert back.answers[Slot("highlights")] == content_of(report).answers[Slot("highlights")]


def test_a_viewer_may_take_it_away_and_a_stranger_does_not_find_it(report: Report, cast: Cast) -> None:
    address = at(report, "export", format="json")
    assert Visitor(cast.viewer).client.get(address).status_code == 200
    for person in (cast.foreign["viewer"], cast.contributor, cast.administrator):
        assert Visitor(person).client.get(address).status_code == 404
        assert Visitor(person).client.get(at(report, "exports")).status_code == 404


def test_an_unknown_format_is_not_found(report: Report, focal_point: Visitor) -> None:
    assert focal_point.client.get(at(report, "export", format="exe")).status_code == 404


def test_the_empty_form_is_a_word_document_that_reads_back_empty(report: Report, focal_point: Visitor) -> None:
    response = focal_point.go("/reports/").download("English: Annual progress report 2023, Word document")
    assert zipfile.is_zipfile(io.BytesIO(response.content))
    assert 'filename="form-2023-al-en.docx"' in response.headers["Content-Disposition"]
    assert not read(response.content, "form.docx", report.edition.edition).answers


def test_an_edition_that_is_not_there_is_not_found(report: Report, focal_point: Visitor) -> None:
    assert focal_point.client.get("/reports/editions/1999/form.docx").status_code == 404
