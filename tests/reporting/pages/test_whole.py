"""The whole report on one page."""

from milepost.reporting.actions import answer as answers
from milepost.reporting.content import Choices, PlannedStep, Scale, Slot, Steps, Value, Words
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor, at, on


def test_every_answer_reads_as_it_was_meant(report: Report, cast: Cast, focal_point: Visitor) -> None:
    said: dict[Slot, Value] = {
        Slot("highlights"): Words("Opened:\n\n- **Berat**\n- [Vlorë](https://vlora.example)"),
        Slot("domestic_partners"): Choices(("ministries", "other"), "Municipalities"),
        Slot("overall_progress"): Scale(4),
        Slot("next_steps"): Steps((PlannedStep("Train teams", "In all counties.", "State Agency"),)),
    }
    for slot, value in said.items():
        answers.answer(report, slot, value, base=0, by=cast.focal_point)
    page = focal_point.go(at(report, "whole"))
    assert page.all("main .mp-reading li") == ["Berat", "Vlorë", "Ministries within your government", "Other"]
    assert page.all("main .mp-reading a") == ["Vlorë"]
    for words in ("Municipalities", "4 / 5", "1. Train teams", "State Agency"):
        assert words in page.words


def test_each_question_is_there_once_and_leads_to_its_page(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(at(report, "whole"))
    links = [each.get("href") for each in page.select("main .mp-answer__foot a")]
    assert links == [on(report, slot) for slot in content_of(report).slots()]


def test_a_reader_is_offered_to_open_and_a_writer_to_change(report: Report, cast: Cast, focal_point: Visitor) -> None:
    assert focal_point.go(at(report, "whole")).all("main .mp-answer__foot a")[0].startswith("Change")
    assert Visitor(cast.viewer).go(at(report, "whole")).all("main .mp-answer__foot a")[0].startswith("Open")
