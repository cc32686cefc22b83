"""The empty form to circulate: no country's, or one country's own, in any language of its edition."""

from dataclasses import replace
from datetime import date

from milepost.reporting.actions import importing, review, submission
from milepost.reporting.content import Slot, Words
from milepost.reporting.importing.read import Imported, read
from milepost.reporting.models import Report
from milepost.reporting.queries.empty_form import empty_form_of
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor

ADDRESS = "/reports/editions/2023/form.docx"


def taken(visitor: Visitor, report: Report, query: str) -> Imported:
    response = visitor.client.get(ADDRESS + query)
    assert response.status_code == 200
    return read(response.content, "form.docx", report.edition.edition)


def test_a_countrys_form_has_its_priorities_steps_and_period(report: Report, focal_point: Visitor) -> None:
    form = taken(focal_point, report, "?country=al")
    content = content_of(report)
    assert (form.priorities, form.steps) == (content.priorities, content.steps)
    assert (form.country_name, form.start, form.end) == ("Albania", report.start, report.end)


def test_its_file_says_whose_it_is(report: Report, focal_point: Visitor) -> None:
    response = focal_point.client.get(ADDRESS + "?country=al&language=fr")
    assert response.headers["Content-Disposition"] == 'attachment; filename="form-2023-al-fr.docx"'


def test_a_form_in_another_language_reads_back(report: Report, focal_point: Visitor) -> None:
    form = taken(focal_point, report, "?country=al&language=fr")
    assert any(piece.text.startswith("1. Depuis mai 2022, quels progrès") for piece in form.pieces)
    assert len(form.priorities) == 4


def test_a_language_that_the_edition_has_not_is_the_readers(report: Report, focal_point: Visitor) -> None:
    form = taken(focal_point, report, "?language=zz")
    assert any("what progress has been made" in piece.text for piece in form.pieces)


def test_nobody_takes_the_form_of_a_country_that_they_may_not_read(report: Report, cast: Cast) -> None:
    for person in (cast.foreign["focal_point"], cast.contributor, cast.administrator):
        assert Visitor(person).client.get(ADDRESS + "?country=al").status_code == 404
        assert Visitor(person).client.get(ADDRESS).status_code == 200
    assert Visitor(cast.viewer).client.get(ADDRESS + "?country=al").status_code == 200
    assert Visitor(cast.viewer).client.get(ADDRESS + "?country=nowhere").status_code == 404


def test_a_countrys_form_in_another_language_finds_its_priorities(
    report: Report, cast: Cast, focal_point: Visitor
) -> None:
    form = taken(focal_point, report, "?country=al&language=sq")
    assert form.priorities != content_of(report).priorities
    before = content_of(report).priorities
    filled = replace(form, answers={Slot("priority_progress", 2): Words("Dy.")})
    importing.import_document(report, filled, "r.docx", b"x", by=cast.focal_point)
    assert content_of(report).answers[Slot("priority_progress", 2)] == Words("Dy.")
    assert [item.number for item in content_of(report).priorities] == [item.number for item in before]


def test_after_a_submitted_report_it_is_of_the_year_after(report: Report, cast: Cast) -> None:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    submission.submit(report, by=cast.focal_point)
    form = empty_form_of(report.country, report.edition.edition, "en", date(2026, 1, 1))
    assert (form.start, form.end) == (date(2023, 5, 1), date(2024, 4, 30))
    assert [item.number for item in form.priorities] == [1, 2, 3, 4]


def test_the_list_of_reports_leads_to_the_form_in_each_language(report: Report, focal_point: Visitor) -> None:
    links = [each.get("href") for each in focal_point.go("/reports/").select("main .govuk-summary-list a")]
    assert [each for each in links if each.startswith(ADDRESS)] == [
        f"{ADDRESS}?country=al&language={language}" for language in report.edition.edition.languages
    ]
