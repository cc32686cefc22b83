"""Asking others: a proposal comes back, is handed back or accepted; both names stay."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.reporting.actions import contribution as actions
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Answer, Contribution, Report
from milepost.reporting.queries.reports import contributions_for
from tests.conftest import Cast

SLOT = Slot("priority_progress", 3)
DUE = date(2030, 1, 31)


@pytest.fixture
def asked(report: Report, cast: Cast) -> Contribution:
    return actions.ask(report, SLOT, cast.contributor, due=DUE, by=cast.focal_point, message="How many proceedings?")


def test_the_text_is_a_proposal_until_it_is_accepted(asked: Contribution, cast: Cast) -> None:
    actions.draft(asked, Words("Eleven proceedings began in 2022."), base=0, by=cast.contributor)
    actions.offer(asked, by=cast.contributor)
    assert not Answer.objects.filter(question=SLOT.question).exists()
    actions.accept(asked, by=cast.focal_point)
    answer = Answer.objects.get(question=SLOT.question, item=3)
    assert answer.value == {"text": "Eleven proceedings began in 2022."}
    revision = answer.revisions.get()
    assert (revision.by, revision.contributor) == (cast.focal_point, cast.contributor)


def test_a_text_handed_back_is_written_again(asked: Contribution, cast: Cast) -> None:
    actions.draft(asked, Words("Many."), base=0, by=cast.contributor)
    actions.offer(asked, by=cast.contributor)
    actions.hand_back(asked, comment="How many exactly?", by=cast.focal_point)
    assert asked.state == "asked"
    actions.draft(asked, Words("Eleven."), base=0, by=cast.contributor)
    actions.offer(asked, by=cast.contributor)
    actions.accept(asked, by=cast.focal_point, value=Words("Eleven proceedings."))
    texts = list(asked.proposals.order_by("number").values_list("value__text", "state", "comment"))
    assert texts == [("Many.", "handed_back", "How many exactly?"), ("Eleven.", "accepted", "")]
    assert Answer.objects.get(question=SLOT.question).value == {"text": "Eleven proceedings."}


def test_another_window_does_not_overwrite_the_draft(asked: Contribution, cast: Cast) -> None:
    actions.draft(asked, Words("One."), base=0, by=cast.contributor)
    with pytest.raises(actions.MovedOn):
        actions.draft(asked, Words("Two."), base=0, by=cast.contributor)


def test_an_answer_saved_meanwhile_is_not_overwritten_by_accepting(asked: Contribution, cast: Cast) -> None:
    from milepost.reporting.actions import answer as answers

    actions.draft(asked, Words("Eleven."), base=0, by=cast.contributor)
    actions.offer(asked, by=cast.contributor)
    answers.answer(asked.report, SLOT, Words("Ours."), base=0, by=cast.second_focal_point)
    with pytest.raises(actions.AnswerMovedOn):
        actions.accept(asked, by=cast.focal_point, base=0)


def test_only_the_person_asked_writes(asked: Contribution, cast: Cast) -> None:
    with pytest.raises(Refused, match="Another person"):
        actions.draft(asked, Words("Mine."), base=0, by=cast.other_contributor)
    assert list(contributions_for(cast.other_contributor)) == []
    assert list(contributions_for(cast.contributor)) == [asked]


def test_only_contributors_of_the_country_are_asked(report: Report, cast: Cast) -> None:
    with pytest.raises(Refused, match="no contributor"):
        actions.ask(report, SLOT, cast.foreign["contributor"], due=DUE, by=cast.focal_point)


def test_nothing_written_is_not_sent(asked: Contribution, cast: Cast) -> None:
    with pytest.raises(ValueError, match="nothing written"):
        actions.offer(asked, by=cast.contributor)


def test_a_reminder_goes_out_once_on_its_day(report: Report, cast: Cast) -> None:
    today = timezone.localdate()
    actions.ask(report, SLOT, cast.contributor, due=today + timedelta(days=3), remind_on=today, by=cast.focal_point)
    actions.ask(
        report, Slot("lessons"), cast.contributor, due=DUE, remind_on=today + timedelta(days=9), by=cast.focal_point
    )
    call_command("remind")
    call_command("remind")
    assert [message.to for message in mail.outbox] == [[cast.contributor.email]]
    assert "annual report" in mail.outbox[0].subject
