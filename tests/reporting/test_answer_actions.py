"""Writing answers: nothing is overwritten silently, and every text stays readable."""

import pytest

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.reporting.actions import answer as answers
from milepost.reporting.content import Choice, Slot, Words, answer_state, from_json
from milepost.reporting.models import Answer, KeptText, Report
from milepost.reporting.queries.history import word_difference
from tests.conftest import Cast

SLOT = Slot("priority_progress", 1)


def text_of(report: Report, slot: Slot = SLOT) -> str:
    found = Answer.objects.get(report=report, question=slot.question, item=slot.item or 0)
    value = from_json(report.edition.edition.question(slot.question), found.value)
    assert isinstance(value, Words)
    return value.source


def test_a_text_is_saved_with_its_revision_and_one_event(report: Report, cast: Cast) -> None:
    events = Event.objects.count()
    saved = answers.answer(report, SLOT, Words("Two day centres opened."), base=0, by=cast.focal_point)
    assert saved.revision == 1
    assert saved.by == cast.focal_point
    assert list(Event.objects.order_by("id").values_list("verb", flat=True))[events:] == ["report.answer"]


def test_the_same_text_again_is_no_new_revision(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("Two day centres opened."), base=0, by=cast.focal_point)
    again = answers.answer(report, SLOT, Words("Two day centres opened.\n\n"), base=0, by=cast.focal_point)
    assert again.revision == 1


def test_two_people_on_one_answer_lose_nothing(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("First text."), base=0, by=cast.focal_point)
    with pytest.raises(answers.Conflict) as conflict:
        answers.answer(report, SLOT, Words("Second text."), base=0, by=cast.second_focal_point)
    assert text_of(report) == "First text."
    kept = conflict.value.kept
    assert kept.value == {"text": "Second text."}
    assert kept.person == cast.second_focal_point


def test_a_decision_between_two_texts_keeps_both_in_the_history(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("First text."), base=0, by=cast.focal_point)
    with pytest.raises(answers.Conflict) as conflict:
        answers.answer(report, SLOT, Words("Second text."), base=0, by=cast.second_focal_point)
    answers.settle(conflict.value.kept, Words("First and second."), base=1, by=cast.second_focal_point)
    assert text_of(report) == "First and second."
    assert not KeptText.objects.exists()
    history = Answer.objects.get(report=report).revisions.order_by("number").values_list("value__text", flat=True)
    assert list(history) == ["First text.", "Second text.", "First and second."]


def test_deciding_on_a_page_that_is_out_of_date_asks_again(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("First text."), base=0, by=cast.focal_point)
    with pytest.raises(answers.Conflict) as conflict:
        answers.answer(report, SLOT, Words("Second text."), base=0, by=cast.second_focal_point)
    answers.answer(report, SLOT, Words("First text, longer."), base=1, by=cast.focal_point)
    with pytest.raises(answers.Conflict):
        answers.settle(conflict.value.kept, Words("Second text."), base=1, by=cast.second_focal_point)
    assert text_of(report) == "First text, longer."
    assert KeptText.objects.get().value == {"text": "Second text."}


def test_an_earlier_text_is_restored_as_a_new_revision(report: Report, cast: Cast) -> None:
    first = answers.answer(report, SLOT, Words("First text."), base=0, by=cast.focal_point)
    answers.answer(report, SLOT, Words("Other text."), base=1, by=cast.focal_point)
    answers.restore(first.revisions.get(number=1), by=cast.focal_point)
    assert text_of(report) == "First text."
    assert Answer.objects.get(report=report).revision == 3


def test_an_answer_taken_away_is_not_recorded_but_stays_in_the_history(report: Report, cast: Cast) -> None:
    answers.answer(report, SLOT, Words("First text."), base=0, by=cast.focal_point)
    answers.answer(report, SLOT, None, base=1, by=cast.focal_point)
    current = Answer.objects.get(report=report)
    assert current.value is None
    assert current.revisions.count() == 2


@pytest.mark.parametrize("role", ["viewer", "approver", "contributor", "administrator"])
def test_others_do_not_write(report: Report, cast: Cast, role: str) -> None:
    with pytest.raises(Refused, match="Focal point"):
        answers.answer(report, SLOT, Words("A text."), base=0, by=cast.of(role))


def test_the_focal_point_of_another_country_does_not_write(report: Report, cast: Cast) -> None:
    with pytest.raises(Refused):
        answers.answer(report, SLOT, Words("A text."), base=0, by=cast.foreign["focal_point"])


def test_hiding_a_question_keeps_its_answer(report: Report, cast: Cast) -> None:
    from milepost.reporting.content import Choices
    from milepost.reporting.queries.reports import content_of

    detail = Slot("assessment_detail")
    answers.answer(report, detail, Words("Inspectors were interviewed."), base=0, by=cast.focal_point)
    answers.answer(report, Slot("assessment_tools"), Choices(("not_applicable",)), base=0, by=cast.focal_point)
    content = content_of(report)
    assert content.hidden(content.edition.question("assessment_detail"))
    assert content.answers[detail] == Words("Inspectors were interviewed.")


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (None, "not_recorded"),
        (Words("No information"), "says_nothing"),
        (Words("Challenges that have been identified before."), "says_nothing"),
        (Words("-"), "says_nothing"),
        (Words("Not applicable"), "not_applicable"),
        (Choice("not_applicable"), "not_applicable"),
        (Choice("no"), "answered"),
        (Words("No information campaign was held, because the budget came late."), "answered"),
    ],
)
def test_four_states_of_an_answer(value: Words | Choice | None, state: str) -> None:
    assert answer_state(value) == state


def test_a_word_difference_gives_both_texts_back() -> None:
    before, after = "20 field teams were established.", "22 field teams were set up in 2019."
    changes = word_difference(before, after)
    assert "".join(change.text for change in changes if change.kind != "added") == before
    assert "".join(change.text for change in changes if change.kind != "removed") == after
