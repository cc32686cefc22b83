"""Home: what waits for me, and how far the report is."""

from datetime import date

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution as contributions
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, on

THIRD = Slot("priority_progress", 3)
TITLE = "Increasing the number of successful criminal cases"


def test_a_focal_point_sees_how_many_answers_are_missing(report: Report, cast: Cast) -> None:
    answers.answer(report, Slot("highlights"), Words("Field teams work."), base=0, by=cast.focal_point)
    home = Visitor(cast.focal_point).go("/")
    assert "Nothing waits for you now." not in home.words
    assert "Write the 30 answers that are missing" in home.words
    assert "1 of 31" in home.words


def test_a_complete_report_is_to_be_sent(report: Report, cast: Cast) -> None:
    fill(report, by=cast.focal_point)
    assert "Every question has an answer: send the report for review" in Visitor(cast.focal_point).go("/").words


def test_who_reads_only_has_nothing_to_write(report: Report, cast: Cast) -> None:
    assert "Nothing waits for you now." in Visitor(cast.viewer).go("/").words


def test_a_contributor_reads_the_question_with_the_priority_it_quotes(report: Report, cast: Cast) -> None:
    contributions.ask(report, THIRD, cast.contributor, due=date(2030, 1, 1), by=cast.focal_point)
    home = Visitor(cast.contributor).go("/")
    assert TITLE in home.words
    assert "#3" in home.words


def test_a_text_to_decide_on_names_its_question(report: Report, cast: Cast) -> None:
    asked = contributions.ask(report, THIRD, cast.contributor, due=date(2030, 1, 1), by=cast.focal_point)
    contributions.draft(asked, Words("Eleven proceedings."), base=0, by=cast.contributor)
    contributions.offer(asked, by=cast.contributor)
    home = Visitor(cast.focal_point).go("/")
    assert f"Decide on the text of {cast.contributor.name}" in home.words
    assert TITLE in home.words


def test_a_contributor_finds_again_what_they_sent(report: Report, cast: Cast) -> None:
    asked = contributions.ask(report, THIRD, cast.contributor, due=date(2030, 1, 1), by=cast.focal_point)
    contributions.draft(asked, Words("Eleven proceedings."), base=0, by=cast.contributor)
    contributions.offer(asked, by=cast.contributor)
    home = Visitor(cast.contributor).go("/")
    assert "What you sent" in home.words
    assert "To be decided" in home.words
    assert f"/reports/contributions/{asked.pk}/" in [each.get("href") for each in home.select("main a")]


def test_two_texts_of_one_question_name_it(report: Report, cast: Cast) -> None:
    answers.answer(report, THIRD, Words("One."), base=0, by=cast.focal_point)
    second = Visitor(cast.second_focal_point)
    second.client.post(on(report, THIRD), {"base": "0", "text": "Two."})
    home = second.go("/")
    assert "Decide between your text and the saved one" in home.words
    assert TITLE in home.words


def test_a_country_is_called_in_the_readers_language(report: Report, cast: Cast) -> None:
    visitor = Visitor(cast.focal_point)
    visitor.client.cookies["django_language"] = "sq"
    assert "Shqipëri" in visitor.go("/").words
    assert "Albania" not in visitor.go("/roadmap/al/").words
