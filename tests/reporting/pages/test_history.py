"""Every former text of an answer."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from milepost.reporting.actions import answer as answers
from milepost.reporting.content import Choice, Slot, Words
from milepost.reporting.models import Report, Revision
from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor, on

SLOT = Slot("highlights")


def write(report: Report, cast: Cast, *texts: str) -> None:
    for base, text in enumerate(texts):
        answers.answer(report, SLOT, Words(text), base=base, by=cast.focal_point)


def age(number: int, minutes: int) -> None:
    """Make a saved text older: nothing else can, and nobody waits a quarter of an hour in a test."""
    revision = Revision.objects.get(number=number)
    Revision.objects.filter(pk=revision.pk).update(at=revision.at - timedelta(minutes=minutes))


def test_saves_at_one_go_are_one_entry(report: Report, cast: Cast, focal_point: Visitor) -> None:
    write(report, cast, "Two", "Two centres", "Two centres opened.")
    page = focal_point.go(on(report, SLOT, "history"))
    assert len(page.all("article")) == 1
    assert "texts 1 to 3" in page.words
    assert "3 saves at one go" in page.words


def test_a_later_sitting_is_an_entry_of_its_own_with_its_difference(
    report: Report, cast: Cast, focal_point: Visitor
) -> None:
    write(report, cast, "Two centres opened.", "Three centres opened.")
    age(1, minutes=16)
    page = focal_point.go(on(report, SLOT, "history"))
    assert len(page.all("article")) == 2
    assert page.all("ins") == ["added: Three"]
    assert page.all("del") == ["removed: Two"]


def test_another_persons_save_is_an_entry_of_its_own(report: Report, cast: Cast, focal_point: Visitor) -> None:
    write(report, cast, "One.")
    answers.answer(report, SLOT, Words("Two."), base=1, by=cast.second_focal_point)
    page = focal_point.go(on(report, SLOT, "history"))
    assert page.all("article h2") == ["Second Focal Point AL as it stands", "Focal Point AL"]


def test_one_save_of_a_sitting_can_be_read(report: Report, cast: Cast, focal_point: Visitor) -> None:
    write(report, cast, "Two", "Two centres", "Two centres opened.")
    page = focal_point.go(on(report, SLOT, "history")).press("Text 2")
    assert page.all("ins") == ["added: centres"]
    assert len(page.press("The whole history").all("article")) == 1


def test_a_long_history_has_pages(report: Report, cast: Cast, focal_point: Visitor) -> None:
    for base in range(24):
        who = cast.second_focal_point if base % 2 else cast.focal_point
        answers.answer(report, SLOT, Words(f"Text of turn {base}"), base=base, by=who)
    page = focal_point.go(on(report, SLOT, "history"))
    assert len(page.all("article")) == 10
    assert "1 to 10 of 24" in page.words
    assert len(page.press("Next page").press("Next page").all("article")) == 4


def test_a_choice_is_told_by_its_name(report: Report, cast: Cast, focal_point: Visitor) -> None:
    slot = Slot("process_useful")
    answers.answer(report, slot, Choice("yes"), base=0, by=cast.focal_point)
    assert "Yes" in focal_point.go(on(report, slot, "history")).all("article")[0]


def test_an_answer_without_texts_says_what_will_be_here(report: Report, focal_point: Visitor) -> None:
    assert "Nothing is written yet" in focal_point.go(on(report, SLOT, "history")).words


def test_an_unknown_text_shows_an_empty_list(report: Report, cast: Cast, focal_point: Visitor) -> None:
    write(report, cast, "One.")
    assert focal_point.go(on(report, SLOT, "history") + "?text=99&page=x").status == 200


def test_as_many_queries_for_a_hundred_texts_as_for_two(report: Report, cast: Cast, focal_point: Visitor) -> None:
    write(report, cast, "One.", "Two.")
    with CaptureQueriesContext(connection) as few:
        focal_point.go(on(report, SLOT, "history"))
    for base in range(2, 100):
        who = cast.second_focal_point if base % 2 else cast.focal_point
        answers.answer(report, SLOT, Words(f"Text {base}"), base=base, by=who)
    with CaptureQueriesContext(connection) as many:
        focal_point.go(on(report, SLOT, "history"))
    assert len(many) == len(few)
