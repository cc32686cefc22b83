"""Giving a piece of a document its place, by hand."""

import pytest

from milepost.reporting.actions import review
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Piece, Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.test_import import ALBANIA, document, read_in
from tests.reporting.pages.visitor import Visitor, at

STRAY = "A line that answers no question of the form."


@pytest.fixture
def piece(report: Report, focal_point: Visitor) -> Piece:
    """A piece without a place: a line before the first section."""
    read_in(focal_point, report, document("stray.txt", f"{STRAY}\n\n".encode() + ALBANIA.read_bytes()))
    return Piece.objects.get(role="unplaced")


def page_of(report: Report, piece: Piece) -> str:
    return at(report, "document", pk=piece.document_id)


def test_a_piece_without_a_place_is_shown_whole(report: Report, piece: Piece, focal_point: Visitor) -> None:
    page = focal_point.go(page_of(report, piece))
    assert "Pieces without a place 1" in page.words
    assert STRAY in page.words
    assert "Without a place yet" in page.words


def test_it_goes_to_the_end_of_the_chosen_answer(report: Report, piece: Piece, focal_point: Visitor) -> None:
    slot = Slot("highlights")
    before = content_of(report).answers[slot]
    assert isinstance(before, Words)
    page = focal_point.go(page_of(report, piece)).fill("Where does it belong?", "highlights/0")
    page.press("Place this piece")
    after = content_of(report).answers[slot]
    assert isinstance(after, Words)
    assert after.plain == before.plain + "\n\n" + STRAY
    assert "Every piece of the document has its place." in page.words


def test_it_can_go_to_a_part_of_a_question(report: Report, piece: Piece, focal_point: Visitor) -> None:
    focal_point.go(page_of(report, piece)).fill("Where does it belong?", "step_progress/2").press("Place this piece")
    value = content_of(report).answers[Slot("step_progress", 2)]
    assert isinstance(value, Words)
    assert STRAY in value.plain


def test_it_can_be_set_aside_and_stays_readable(report: Report, piece: Piece, focal_point: Visitor) -> None:
    before = content_of(report).answers
    page = focal_point.go(page_of(report, piece)).fill("Where does it belong?", "nowhere").press("Place this piece")
    assert content_of(report).answers == before
    assert "Set aside by a person" in page.words
    assert STRAY in page.words


@pytest.mark.parametrize("chosen", ["", "process_useful/0", "nothing/0", "highlights/²", "priority_progress/99", "x"])
def test_what_is_no_text_of_the_form_is_refused(
    report: Report, piece: Piece, focal_point: Visitor, chosen: str
) -> None:
    address = at(report, "place", pk=piece.document_id, number=piece.number)
    response = focal_point.client.post(address, {"slot": chosen}, follow=True)
    assert "Choose the question that this piece belongs to." in response.content.decode()
    piece.refresh_from_db()
    assert piece.role == "unplaced"


def test_placing_twice_places_once(report: Report, piece: Piece, focal_point: Visitor) -> None:
    address = at(report, "place", pk=piece.document_id, number=piece.number)
    for _turn in range(2):
        response = focal_point.client.post(address, {"slot": "highlights/0"}, follow=True)
    assert "This piece has its place already." in response.content.decode()
    value = content_of(report).answers[Slot("highlights")]
    assert isinstance(value, Words)
    assert value.plain.count(STRAY) == 1


def test_who_does_not_write_places_nothing(report: Report, piece: Piece, cast: Cast, focal_point: Visitor) -> None:
    address = at(report, "place", pk=piece.document_id, number=piece.number)
    assert not Visitor(cast.viewer).go(page_of(report, piece)).select("main form")
    assert Visitor(cast.viewer).client.post(address, {"slot": "nowhere"}).status_code == 404
    fill(report, by=cast.focal_point)
    focal_point.client.post(at(report, "place", pk=piece.document_id, number=piece.number), {"slot": "nowhere"})
    review.send_for_review(report, by=cast.focal_point)
    assert not focal_point.go(page_of(report, piece)).select("main form")
