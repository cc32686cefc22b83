"""Saving while someone writes: the answers of the server that the page's script lives by."""

from typing import Any

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import KeptText, Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, on

SLOT = Slot("highlights")


def send(visitor: Visitor, report: Report, slot: Slot = SLOT, **data: str) -> tuple[int, dict[str, Any]]:
    response = visitor.client.post(on(report, slot), data, headers={"X-Autosave": "1"})
    return response.status_code, response.json()


def test_a_save_tells_the_new_base_and_the_time(report: Report, focal_point: Visitor) -> None:
    status, told = send(focal_point, report, base="0", text="Two centres.")
    assert (status, told["state"], told["base"]) == (200, "saved", 1)
    assert len(told["at"]) == 5
    assert content_of(report).answers[SLOT] == Words("Two centres.")


def test_the_next_save_goes_on_from_that_base(report: Report, focal_point: Visitor) -> None:
    for base, text in enumerate(("One", "One two", "One two three")):
        assert send(focal_point, report, base=str(base), text=text)[1]["base"] == base + 1


def test_the_same_text_again_is_saved_without_a_new_revision(report: Report, focal_point: Visitor) -> None:
    send(focal_point, report, base="0", text="One")
    assert send(focal_point, report, base="1", text="One \n")[1]["base"] == 1


def test_nothing_typed_on_nothing_saved_is_well(report: Report, focal_point: Visitor) -> None:
    status, told = send(focal_point, report, base="0", text="")
    assert (status, told["state"], told["base"]) == (200, "saved", 0)


def test_two_people_meet_and_the_second_text_is_kept(report: Report, cast: Cast, focal_point: Visitor) -> None:
    send(focal_point, report, base="0", text="Mine")
    status, told = send(Visitor(cast.second_focal_point), report, base="0", text="Theirs")
    assert (status, told) == (409, {"state": "conflict", "url": on(report, SLOT, "settle")})
    assert KeptText.objects.get().value == {"text": "Theirs"}


def test_what_is_wrong_comes_back_by_field(report: Report, focal_point: Visitor) -> None:
    status, told = send(focal_point, report, base="0", text="a" * 60_001)
    assert (status, told["state"]) == (422, "invalid")
    assert "60000" in told["errors"]["text"][0].replace(",", "")


def test_what_is_wrong_in_a_step_names_the_step(report: Report, focal_point: Visitor) -> None:
    data = {"base": "0", "count": "2", "step-0-title": "A", "step-1-due_day": "31"}
    status, told = send(focal_point, report, Slot("next_steps"), **data)
    assert status == 422
    assert told["errors"]["step-1-due"][0].startswith("Step 2: ")


@pytest.mark.parametrize("base", ["x", "-1", "99999999999999999999"])
def test_a_base_that_was_tampered_with_saves_nothing(report: Report, focal_point: Visitor, base: str) -> None:
    assert send(focal_point, report, base=base, text="A")[0] == 422
    assert SLOT not in content_of(report).answers


def test_a_report_in_review_takes_no_text_and_says_why(report: Report, cast: Cast, focal_point: Visitor) -> None:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    status, told = send(focal_point, report, base="1", text="Late")
    assert (status, told["state"]) == (422, "invalid")
    assert "in review" in told["errors"][""][0]


def test_someone_signed_out_is_told_where_to_sign_in(report: Report, focal_point: Visitor) -> None:
    focal_point.client.logout()
    status, told = send(focal_point, report, base="0", text="A")
    assert (status, told) == (401, {"state": "signed_out", "url": "/sign-in/"})


def test_the_notes_can_be_read_again_after_a_save(report: Report, cast: Cast, focal_point: Visitor) -> None:
    _status, told = send(focal_point, report, base="0", text="On 3 May 2019 a centre opened.")
    margin = focal_point.go(told["margin"])
    assert {each.get("data-margin") for each in margin.select("[data-margin]")} == {"saved", "marked", "findings"}
    assert "3 May 2019" in margin.all("mark")
    whole = focal_point.go(on(report, SLOT))
    assert {each.get("data-margin") for each in whole.select("[data-margin]")} == {"saved", "marked", "findings"}


def test_a_page_says_where_its_notes_come_from(report: Report, focal_point: Visitor) -> None:
    form = focal_point.go(on(report, SLOT)).select("form[data-autosave]")[0]
    assert form.get("data-margin-from") == on(report, SLOT) + "?part=margin"
    assert form.get("data-autosave-key") == "al/2022-05-01/1/highlights"
    assert form.get("action") == on(report, SLOT)


def test_the_margin_of_another_country_is_not_found(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("A text."), base=0, by=cast.focal_point)
    assert Visitor(cast.foreign["viewer"]).client.get(on(report, SLOT) + "?part=margin").status_code == 404
