"""What a submitted report says of last year's steps stands on the roadmap; before it is submitted nothing does."""

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review, submission
from milepost.reporting.content import Choice, Slot
from milepost.reporting.models import Report
from milepost.roadmap import actions as roadmap
from milepost.roadmap.models import Step
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, plain

SAID = {1: "ongoing", 2: "completed", 3: "not_achieved"}
TITLES = {
    1: "Capacity building of cross-sectoral teams",
    2: "Awareness raising activities",
    3: "Trainings of field teams",
}


@pytest.fixture
def approved(report: Report, cast: Cast) -> Report:
    """A report that says something of each of the three carried steps."""
    for number, status in SAID.items():
        answers.answer(report, Slot("step_status", number), Choice(status), base=0, by=cast.focal_point)
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    return report


@pytest.fixture
def submitted(approved: Report, cast: Cast) -> Report:
    submission.submit(approved, by=cast.focal_point)
    return approved


def lanes(cast: Cast) -> dict[str, list[str]]:
    """The board: the words of each lane's cards."""
    page = Visitor(cast.viewer).go("/roadmap/al/")
    return {
        plain(lane.xpath(".//h3//strong")[0]): [plain(card) for card in lane.xpath(".//li")]
        for lane in page.select("section.mp-lane")
    }


def test_until_the_report_is_submitted_all_steps_are_planned(approved: Report, cast: Cast) -> None:
    board = lanes(cast)
    assert [len(board["Planned"]), len(board["Ongoing"]), len(board["Done"])] == [3, 0, 0]


def test_a_submitted_report_moves_its_steps(submitted: Report, cast: Cast) -> None:
    board = lanes(cast)
    assert board["Planned"] == []
    for lane, number, word in (
        ("Ongoing", 1, "ongoing"),
        ("Done", 2, "completed"),
        ("Not achieved", 3, "not achieved"),
    ):
        (card,) = board[lane]
        assert card.startswith(TITLES[number])
        assert f"{word}, as reported for May 2022 – April 2023" in card


def test_the_timeline_says_so_too(submitted: Report, cast: Cast) -> None:
    page = Visitor(cast.viewer).go("/roadmap/al/timeline/")
    marks = page.all("main tbody td")
    assert marks[0].startswith("Ongoing")
    assert "ongoing, as reported for May 2022 – April 2023" in marks[0]


def test_what_is_decided_goes_before_what_was_reported(submitted: Report, cast: Cast) -> None:
    step = Step.objects.get(start=submitted.start, number=1)
    roadmap.decide(step, "dropped", reason="The ministry does it itself.", by=cast.focal_point)
    board = lanes(cast)
    assert board["Ongoing"] == []
    assert "ongoing, as reported for May 2022 – April 2023 · The ministry does it itself." in board["Dropped"][0]


def test_a_correction_corrects_the_roadmap(submitted: Report, cast: Cast) -> None:
    corrected = submission.correct(submitted, reason="It was completed in March.", by=cast.focal_point)
    answers.answer(corrected, Slot("step_status", 1), Choice("completed"), base=1, by=cast.focal_point)
    assert Step.objects.get(start=submitted.start, number=1).status == "ongoing"
    review.send_for_review(corrected, by=cast.focal_point)
    review.approve(corrected, by=cast.approver)
    submission.submit(corrected, by=cast.focal_point)
    assert Step.objects.get(start=submitted.start, number=1).status == "completed"
    assert len(lanes(cast)["Done"]) == 2
