"""A report goes out as JSON with the form's own keys, whatever is recorded of it."""

import json

import pytest

from milepost.reporting.content import Content
from milepost.reporting.exports import json as json_export
from tests.reporting.exports.exported_reports import EDITION, EMPTY, FULL, HOSTILE, NASTY_LINE


def test_the_frame_names_country_period_edition_and_state() -> None:
    report = json.loads(json_export.write(FULL))
    assert list(report) == ["country", "period", "edition", "state", "answers", "unplaced"]
    assert report["country"] == "AL"
    assert report["period"] == {"start": "2022-05-01", "end": "2023-04-30"}
    assert report["edition"] == "test"
    assert report["state"] == "submitted"
    assert report["unplaced"] == ["A sentence left over"]


@pytest.mark.parametrize("content", [FULL, EMPTY, HOSTILE], ids=["full", "empty", "hostile"])
def test_every_question_stands_in_the_forms_order(content: Content) -> None:
    assert list(json.loads(json_export.write(content))["answers"]) == [question.key for question in EDITION.questions]


def test_answers_have_the_shape_of_their_kind() -> None:
    answers = json.loads(json_export.write(FULL))["answers"]
    assert answers["priority_progress"][1] == {"number": 2, "title": "Ensure protection", "text": "No information"}
    assert answers["step_status"][0] == {"number": 1, "title": "Capacity building", "value": "ongoing"}
    assert answers["overall_progress"] == {"value": 4}
    assert answers["other_successes"] == {"value": "yes", "text": "A new law"}
    assert answers["tools"] == {"values": ["surveys", "other"], "other": "Municipalities"}
    assert answers["next_steps"] == [
        {
            "number": 1,
            "title": "National Agenda",
            "text": "The agenda has aims.\n\n- quality",
            "owner": "The Agency",
            "due": "2024-06-30",
            "indicator": "Cases",
            "priority": 2,
        },
        {"number": 2, "title": "Training", "text": ""},
    ]


def test_what_is_not_recorded_is_null_and_never_a_no() -> None:
    answers = json.loads(json_export.write(EMPTY))["answers"]
    assert answers["step_status"] == [
        {"number": 1, "title": "Capacity building", "value": None},
        {"number": 2, "title": "Trainings of field teams", "value": None},
    ]
    assert answers["priority_progress"][0] == {"number": 1, "title": "Prevent exploitation", "text": None}
    for key in ("overall_progress", "other_successes", "challenges", "tools", "next_steps"):
        assert answers[key] is None


def test_texts_are_plain_and_letters_are_letters() -> None:
    written = json_export.write(FULL).decode()
    assert "Kukës, Dibër and Korçë" in written
    assert "**" not in written
    assert "In Berat the teams met, see the agenda.\\nThe second line stays with the first." in written


def test_hostile_words_come_back_as_they_are() -> None:
    answers = json.loads(json_export.write(HOSTILE))["answers"]
    assert answers["tools"]["other"] == NASTY_LINE
    assert answers["next_steps"][0]["owner"] == NASTY_LINE
    assert "w" * 10_000 in answers["priority_progress"][0]["text"]
