"""What happened to a report."""

from datetime import date

from milepost.audit.models import Event
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution, review
from milepost.reporting.actions.report import open_report
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at, on, plain


def acts(page: Visitor) -> list[tuple[str, str]]:
    """What was done and by whom."""
    lines = [each.xpath("./div/p")[0] for each in page.select("main .mp-history li")]
    return [(plain(each).removesuffix(plain(each[-1])).strip(), plain(each[-1])) for each in lines]


def test_who_did_what_newest_first(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, Slot("highlights"), Words("A text."), base=0, by=cast.focal_point)
    thread = review.comment(report, Slot("highlights"), "Which towns?", by=cast.approver)
    review.reply(thread, "Berat.", by=cast.focal_point)
    contribution.ask(report, Slot("lessons"), cast.contributor, due=date(2023, 5, 1), by=cast.focal_point)
    focal_point.client.get(at(report, "export", format="json"))
    told = [what for what, _who in acts(focal_point.go(at(report, "events")))]
    assert told == [
        "took the report away as a file",
        "asked someone for an answer",
        "replied to a comment",
        "commented on a question",
        "wrote an answer",
        "opened the report",
    ]


def test_an_event_leads_to_its_question(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, Slot("highlights"), Words("A text."), base=0, by=cast.focal_point)
    page = focal_point.go(at(report, "events"))
    assert page.press("wrote an answer").url == on(report, Slot("highlights"))


def test_no_text_of_an_answer_stands_among_the_events(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, Slot("highlights"), Words("Words of an answer."), base=0, by=cast.focal_point)
    assert "Words of an answer." not in focal_point.go(at(report, "events")).words


def test_events_of_another_report_are_not_among_them(report: Report, cast: Cast, focal_point: Visitor) -> None:
    other = open_report(report.country, date(2023, 5, 1), date(2024, 4, 30), report.edition, by=cast.focal_point)
    for slot in ("highlights", "lessons"):
        answers.answer(other, Slot(slot), Words("A text."), base=0, by=cast.focal_point)
    assert len(focal_point.go(at(report, "events")).select("main .mp-history li")) == 1


def test_many_events_have_pages(report: Report, cast: Cast, focal_point: Visitor) -> None:
    fill(report, by=cast.focal_point)
    for base in range(1, 80):
        answers.answer(report, Slot("highlights"), Words(f"Text {base}"), base=base, by=cast.focal_point)
    total = Event.objects.filter(country="al", on_type__startswith="reporting.").exclude(
        on_type="reporting.storededition"
    )
    page = focal_point.go(at(report, "events"))
    assert len(page.select("main .mp-history li")) == 100
    assert f"of {total.count()}" in page.words
