"""A person's desk and the audit ask the database the same number of times, however much waits or happened."""

from datetime import date, timedelta

import pytest

from milepost.accounts import actions as accounts
from milepost.places.models import Country
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution, review
from milepost.reporting.actions.carry import carry
from milepost.reporting.actions.report import ItemDraft, open_report
from milepost.reporting.content import Choices, Slot, Words
from milepost.reporting.models import Report, StoredEdition
from tests.conftest import Acting, Cast
from tests.costs import ROWS, constant_cost
from tests.reporting.filling import fill

MOST = 25
SLOT = Slot("highlights")
DUE = date(2030, 1, 1)


def year(number: int) -> tuple[date, date]:
    """A short one: 300 follow each other within the years that reports are of."""
    start = date(1990, 1, 1) + timedelta(weeks=4 * number)
    return start, start + timedelta(days=27)


@pytest.fixture
def long(albania: Country, edition: StoredEdition, cast: Cast) -> Report:
    """A report about 300 steps."""
    steps = [ItemDraft(f"Step {number}") for number in range(1, max(ROWS) + 1)]
    return open_report(albania, *year(0), edition, by=cast.focal_point, steps=steps)


def test_the_desk_of_who_writes(albania: Country, edition: StoredEdition, cast: Cast) -> None:
    """Each row is a report that carries an answer of the year before, where a text was sent and two texts met."""
    reports = [open_report(albania, *year(0), edition, by=cast.focal_point)]
    answers.answer(reports[0], Slot("domestic_partners"), Choices(("ministries",)), base=0, by=cast.focal_point)

    def add(number: int) -> None:
        report = carry(reports[-1], *year(number), edition, [], by=cast.focal_point)
        reports.append(report)
        sent = contribution.ask(report, SLOT, cast.contributor, due=DUE, by=cast.focal_point)
        contribution.draft(sent, Words("A text."), base=0, by=cast.contributor)
        contribution.offer(sent, by=cast.contributor)
        answers.answer(report, SLOT, Words("Theirs."), base=0, by=cast.second_focal_point)
        with pytest.raises(answers.Conflict):
            answers.answer(report, SLOT, Words("Mine."), base=0, by=cast.focal_point)

    assert constant_cost(Acting(cast.focal_point), {"home": "/"}, add)["home"] <= MOST


def test_the_desk_with_what_was_sent_back(long: Report, cast: Cast) -> None:
    """Each row is a question that came back with a comment."""
    fill(long, by=cast.focal_point)
    comments: dict[Slot, str] = {}

    def add(number: int) -> None:
        comments[Slot("step_progress", number)] = f"Question {number}?"
        if number in ROWS:
            review.send_for_review(long, by=cast.focal_point)
            review.send_back(long, comments, by=cast.approver)
            comments.clear()

    assert constant_cost(Acting(cast.focal_point), {"home": "/"}, add)["home"] <= MOST


def test_the_desk_of_who_is_asked(long: Report, cast: Cast) -> None:
    def add(number: int) -> None:
        contribution.ask(long, Slot("step_progress", number), cast.contributor, due=DUE, by=cast.focal_point)

    assert constant_cost(Acting(cast.contributor), {"home": "/"}, add)["home"] <= MOST


@pytest.mark.parametrize("who", ["approver", "focal_point"])
def test_the_desk_of_who_approves_and_of_who_submits(
    albania: Country, edition: StoredEdition, cast: Cast, who: str
) -> None:
    """Each row is a whole report in review, or approved; fifty stand for 300, which take long to write."""

    def add(number: int) -> None:
        report = open_report(albania, *year(number), edition, by=cast.focal_point)
        fill(report, by=cast.focal_point)
        review.send_for_review(report, by=cast.focal_point)
        if who == "focal_point":
            review.approve(report, by=cast.approver)

    assert constant_cost(Acting(cast.of(who)), {"home": "/"}, add, (1, 3, 50))["home"] <= MOST


def test_the_audit(albania: Country, cast: Cast) -> None:
    """Of one verb: the making of the cast already fills the first page of all."""

    def add(number: int) -> None:
        accounts.refused("report.answer", by=cast.viewer, country="al")

    assert constant_cost(Acting(cast.administrator), {"audit": "/audit/?verb=refusal"}, add)["audit"] <= MOST
