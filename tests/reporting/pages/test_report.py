"""A report as a task list."""

from datetime import date

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution, review, submission
from milepost.reporting.content import Choice, Slot, Words
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at, on


def line(page: Visitor, start: str) -> str:
    """The line of the task list that begins so."""
    return next(each for each in page.all("main .govuk-task-list__item") if each.startswith(start))


def test_every_question_stands_in_its_section_with_its_number(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(at(report))
    content = content_of(report)
    assert len(page.select("main .govuk-task-list__item")) == len(list(content.slots()))
    assert page.all("main .mp-tasks h2") == [section.title["en"] for section in content.edition.sections]
    assert line(page, "8.2 ").startswith(f"8.2 {content.steps[1].title[:30]}")


def test_four_states_are_four_words_and_four_shapes(report: Report, cast: Cast, focal_point: Visitor) -> None:
    texts = {1: "Two centres opened in Berat.", 2: "No information", 3: "Not applicable"}
    for number, text in texts.items():
        answers.answer(report, Slot("priority_progress", number), Words(text), base=0, by=cast.focal_point)
    page = focal_point.go(at(report))
    states = page.select("main .govuk-task-list__status .mp-state")[:4]
    words = [each.text_content().strip() for each in states]
    assert words == ["Answered", "Says nothing", "Not applicable", "Not recorded"]
    assert len({each.xpath(".//path/@d")[0] for each in states}) == 4
    assert page.all(".mp-counts li") == ["Answered 1", "Says nothing 1", "Not applicable 1", "Not recorded 28"]


def test_a_no_is_an_answer(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, Slot("process_useful"), Choice("no"), base=0, by=cast.focal_point)
    assert "Answered" in line(focal_point.go(at(report)), "25.")


def test_the_next_thing_to_do_is_the_first_open_question(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(at(report))
    assert "Draft Now with: Focal point" in page.words
    assert page.press("Go on answering").url == on(report, Slot("priority_progress", 1))


def test_each_state_offers_its_own_next_step(report: Report, cast: Cast, focal_point: Visitor) -> None:
    approver, viewer = Visitor(cast.approver), Visitor(cast.viewer)
    fill(report, by=cast.focal_point)
    assert "Check and send for review" in focal_point.go(at(report)).words
    review.send_for_review(report, by=cast.focal_point)
    assert approver.go(at(report)).all("main .mp-report__next a") == ["Read and decide"]
    assert "In review Now with: Approver" in focal_point.go(at(report)).words
    assert focal_point.all("main .mp-report__next a") == ["Read the whole report"]
    review.approve(report, by=cast.approver)
    assert focal_point.go(at(report)).all("main .mp-report__next a") == ["Submit to the Alliance"]
    submission.submit(report, by=cast.focal_point)
    assert viewer.go(at(report)).all("main .mp-report__next a") == ["See what was submitted"]


def test_a_correction_says_why(report: Report, cast: Cast, focal_point: Visitor) -> None:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    submission.submit(report, by=cast.focal_point)
    corrected = submission.correct(report, reason="A wrong number.", by=cast.focal_point)
    page = focal_point.go(at(corrected))
    assert "Version 2 corrects the one before: A wrong number." in page.words


def test_what_waits_at_a_question_is_said(report: Report, cast: Cast, focal_point: Visitor) -> None:
    contribution.ask(report, Slot("highlights"), cast.contributor, due=date(2023, 5, 1), by=cast.focal_point)
    review.comment(report, Slot("highlights"), "Which towns?", by=cast.focal_point)
    told = line(focal_point.go(at(report)), "10.")
    assert f"Asked of {cast.contributor.name}" in told
    assert "1 open comment" in told


def test_links_lead_on_as_far_as_the_person_may(report: Report, cast: Cast, focal_point: Visitor) -> None:
    offered = focal_point.go(at(report)).all("aside a")
    assert {"Read in a document", "What a reviewer would ask", "Take away as a file"} <= set(offered)
    read = Visitor(cast.viewer).go(at(report)).all("aside a")
    assert "Read in a document" not in read
    assert {"All on one page", "What happened to this report"} <= set(read)


def test_another_country_and_a_contributor_do_not_find_it(report: Report, cast: Cast) -> None:
    for person in (cast.foreign["focal_point"], cast.contributor, cast.administrator):
        assert Visitor(person).client.get(at(report)).status_code == 404


def test_a_version_beyond_all_numbers_is_not_found(report: Report, focal_point: Visitor) -> None:
    assert focal_point.client.get("/reports/al/2022-05-01/99999999999999999999/").status_code == 404
