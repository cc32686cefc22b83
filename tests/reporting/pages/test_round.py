"""A round of review stays readable for ever: its content, its checksum, and its files, each of which says "draft"."""

import hashlib
import io

import docx
import pytest
from django.http import HttpResponse

from milepost.audit.models import Event
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review, submission
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Report
from tests.conftest import Acting, Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at

BEFORE, AFTER = "Two centres opened in Vlorë.", "Two centres opened in Vlorë and in Berat."
NAME = "al-2022-05-2023-04-draft"


@pytest.fixture
def sent_twice(report: Report, cast: Cast) -> Report:
    """Sent with one text, sent back, sent with another and approved."""
    answers.answer(report, Slot("highlights"), Words(BEFORE), base=0, by=cast.focal_point)
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.send_back(report, {Slot("highlights"): "And Berat?"}, by=cast.approver)
    answers.answer(report, Slot("highlights"), Words(AFTER), base=1, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    return report


def words(file: HttpResponse) -> str:
    document = docx.Document(io.BytesIO(file.content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_each_round_keeps_the_text_of_its_time_as_a_file(sent_twice: Report, cast: Cast) -> None:
    page = Visitor(cast.viewer)
    first = page.go(at(sent_twice, "round", number=1)).download(f"{NAME}.docx")
    second = page.go(at(sent_twice, "round", number=2)).download(f"{NAME}.docx")
    assert BEFORE in words(first)
    assert AFTER in words(second)
    assert AFTER not in words(first)


def test_a_file_is_the_one_that_was_kept(sent_twice: Report, focal_point: Visitor) -> None:
    page = focal_point.go(at(sent_twice, "round", number=1))
    for extension in ("docx", "pdf", "html", "json"):
        file = page.download(f"{NAME}.{extension}")
        assert f"SHA-256 {hashlib.sha256(file.content).hexdigest()}" in page.words


def test_a_file_says_that_it_is_a_draft_also_when_the_report_is_submitted(sent_twice: Report, cast: Cast) -> None:
    submission.submit(sent_twice, by=cast.focal_point)
    file = Visitor(cast.viewer).go(at(sent_twice, "round", number=2)).download(f"{NAME}.html")
    assert '<p class="report-draft"><strong>Draft</strong></p>' in file.content.decode()


def test_taking_a_file_leaves_an_event(sent_twice: Report, focal_point: Visitor) -> None:
    focal_point.go(at(sent_twice, "round", number=1)).download(f"{NAME}.pdf")
    event = Event.objects.filter(verb="report.export").latest("id")
    assert event.detail == {"format": "pdf", "round": 1}


@pytest.mark.parametrize("role", ["contributor", "administrator"])
def test_who_does_not_read_the_report_does_not_get_its_files(sent_twice: Report, cast: Cast, role: str) -> None:
    address = at(sent_twice, "round_file", number=1, format="docx")
    assert Acting(cast.of(role)).get(address).status_code == 404
    assert Acting(cast.foreign["approver"]).get(address).status_code == 404


def test_the_checksum_is_the_same_from_the_round_to_the_submission(sent_twice: Report, focal_point: Visitor) -> None:
    shown = focal_point.go(at(sent_twice, "round", number=2)).all(".mp-hash")[0]
    assert shown in focal_point.go(at(sent_twice, "submit")).words
    page = focal_point.press("Submit this report")
    assert page.url == at(sent_twice, "submission")
    assert page.all(".mp-hash")[0] == f"SHA-256 {shown}"
