"""Two people wrote one answer: a person decides, and nothing is lost."""

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.content import PlannedStep, Slot, Steps, Words
from milepost.reporting.models import KeptText, Report, Revision
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor, at, on

SLOT = Slot("highlights")


@pytest.fixture
def second(report: Report, cast: Cast) -> Visitor:
    """The second focal point, whose text met another one."""
    answers.answer(report, SLOT, Words("Twenty teams were set up."), base=0, by=cast.focal_point)
    visitor = Visitor(cast.second_focal_point)
    visitor.client.post(on(report, SLOT), {"base": "0", "text": "Twenty field teams were founded."})
    return visitor


def said(report: Report) -> object:
    return content_of(report).answers.get(SLOT)


def test_saving_over_another_text_leads_to_both(report: Report, cast: Cast) -> None:
    second = Visitor(cast.second_focal_point).go(on(report, SLOT)).fill("Your answer", "Mine.")
    answers.answer(report, SLOT, Words("Theirs."), base=0, by=cast.focal_point)
    second.press("Save")
    assert second.url == on(report, SLOT, "settle")
    assert "Theirs." in second.words
    assert "Focal Point AL" in second.words
    assert "Mine." in second.words
    assert said(report) == Words("Theirs.")


def test_the_difference_is_shown_word_by_word(report: Report, second: Visitor) -> None:
    second.go(on(report, SLOT, "settle"))
    assert any("founded" in each for each in second.all("ins"))
    assert any("set up" in each for each in second.all("del"))


def test_keeping_theirs(report: Report, second: Visitor) -> None:
    second.go(on(report, SLOT, "settle")).press("Keep the saved text")
    assert said(report) == Words("Twenty teams were set up.")
    assert Revision.objects.filter(value={"text": "Twenty field teams were founded."}).exists()
    assert not KeptText.objects.exists()


def test_using_mine(report: Report, second: Visitor) -> None:
    second.go(on(report, SLOT, "settle")).press("Use my text instead")
    assert said(report) == Words("Twenty field teams were founded.")
    assert Revision.objects.filter(value={"text": "Twenty teams were set up."}).exists()


def test_writing_one_from_both_keeps_both_in_the_history(report: Report, second: Visitor) -> None:
    page = second.go(on(report, SLOT, "settle"))
    assert page.typed("Your answer") == "Twenty field teams were founded."
    page.fill("Your answer", "Twenty field teams were set up.").press("Save this text")
    assert said(report) == Words("Twenty field teams were set up.")
    history = second.go(on(report, SLOT, "history")).words
    assert "decided between two texts" in history
    assert "founded" in history


def test_a_third_save_meanwhile_shows_both_again_with_what_was_typed(
    report: Report, cast: Cast, second: Visitor
) -> None:
    page = second.go(on(report, SLOT, "settle")).fill("Your answer", "A text from both.")
    answers.answer(report, SLOT, Words("A third text."), base=1, by=cast.focal_point)
    page.press("Save this text")
    assert "saved once more meanwhile" in page.words
    assert page.typed("Your answer") == "A text from both."
    assert "A third text." in page.words
    page.press("Save this text")
    assert said(report) == Words("A text from both.")


def test_the_question_reminds_of_a_decision_that_waits(report: Report, second: Visitor) -> None:
    page = second.go(on(report, SLOT))
    assert "You wrote here while someone else saved." in page.words
    assert page.press("Look at both texts and decide").url == on(report, SLOT, "settle")
    assert "Two texts: to be decided" in second.go(at(report)).words


def test_another_persons_text_is_not_decided_on(report: Report, cast: Cast, second: Visitor) -> None:
    page = Visitor(cast.focal_point).go(on(report, SLOT, "settle"))
    assert page.url == on(report, SLOT)
    assert "no two texts to decide between" in page.words


@pytest.mark.parametrize("shown", ["", "x", "²", "99999999999999999999"])
def test_a_decision_without_the_shown_revision_changes_nothing(report: Report, second: Visitor, shown: str) -> None:
    response = second.client.post(on(report, SLOT, "settle"), {"keep": "mine", "base": "0", "shown": shown})
    assert response.status_code == 200
    assert said(report) == Words("Twenty teams were set up.")


def test_no_choice_changes_nothing(report: Report, second: Visitor) -> None:
    second.client.post(on(report, SLOT, "settle"), {"shown": "1", "text": "A text."})
    assert said(report) == Words("Twenty teams were set up.")
    assert KeptText.objects.exists()


def test_adding_a_step_to_the_joined_list_decides_nothing_yet(report: Report, cast: Cast) -> None:
    slot = Slot("next_steps")
    answers.answer(report, slot, Steps((PlannedStep("Theirs"),)), base=0, by=cast.focal_point)
    second = Visitor(cast.second_focal_point)
    second.client.post(on(report, slot), {"base": "0", "count": "1", "step-0-title": "Mine"})
    page = second.go(on(report, slot, "settle")).press("Add a step")
    assert page.all("legend.govuk-fieldset__legend--m") == ["Next step 1", "Next step 2"]
    assert page.typed("Title") == "Mine"
    page.page.get_element_by_id("id_step-1-title").value = "Theirs"
    page.press("Take step 1 out").press("Save this text")
    assert content_of(report).answers[slot] == Steps((PlannedStep("Theirs"),))


def test_a_viewer_decides_nothing(report: Report, cast: Cast, second: Visitor) -> None:
    assert Visitor(cast.viewer).client.get(on(report, SLOT, "settle")).status_code == 404
