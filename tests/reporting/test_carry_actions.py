"""Opening next year's report: each planned step continued, done, merged, split or dropped; over three years."""

from datetime import date

import pytest

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions.carry import Decision, Undecided, carry
from milepost.reporting.content import Choices, PlannedStep, Slot, Steps
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import content_of
from milepost.roadmap.models import Step
from tests.conftest import Cast
from tests.reporting.filling import fill

YEAR_2 = (date(2023, 5, 1), date(2024, 4, 30))
YEAR_3 = (date(2024, 5, 1), date(2025, 4, 30))
CONTINUE_ALL = [Decision(1, "continue"), Decision(2, "continue"), Decision(3, "continue")]


@pytest.fixture
def filled(report: Report, cast: Cast) -> Report:
    fill(report, by=cast.focal_point)
    return report


def titles(report: Report) -> list[str]:
    return [item.title for item in content_of(report).steps]


def test_continued_steps_become_next_years_questions(filled: Report, cast: Cast, edition: StoredEdition) -> None:
    opened = carry(filled, *YEAR_2, edition, CONTINUE_ALL, by=cast.focal_point)
    assert opened.previous == filled
    assert titles(opened) == ["Train field teams", "Open day centres", "Print a guide"]
    assert [item.title for item in content_of(opened).priorities] == [i.title for i in content_of(filled).priorities]
    first = Step.objects.get(title="Train field teams", start=YEAR_2[0])
    assert (first.owner, str(first.due), first.seen_by) == ("State Agency", "2023-10-01", "teams trained")
    assert first.priority is not None
    assert first.priority.number == 1


def test_done_and_dropped_steps_are_not_asked_and_say_why(filled: Report, cast: Cast, edition: StoredEdition) -> None:
    decisions = [
        Decision(1, "continue"),
        Decision(2, "done", reason="Both are open."),
        Decision(3, "drop", reason="A guide exists."),
    ]
    opened = carry(filled, *YEAR_2, edition, decisions, by=cast.focal_point)
    assert titles(opened) == ["Train field teams"]
    states = {step.title: (step.state, step.reason) for step in Step.objects.filter(start=YEAR_2[0])}
    assert states["Open day centres"] == ("done", "Both are open.")
    assert states["Print a guide"] == ("dropped", "A guide exists.")


def test_merged_and_split_steps_keep_where_they_come_from(filled: Report, cast: Cast, edition: StoredEdition) -> None:
    decisions = [
        Decision(1, "continue"),
        Decision(2, "split", reason="One town is faster.", titles=("Day centre in Vlorë", "Day centre in Berat")),
        Decision(3, "merge", reason="Part of the training.", into=1),
    ]
    opened = carry(filled, *YEAR_2, edition, decisions, by=cast.focal_point)
    assert titles(opened) == ["Train field teams", "Day centre in Vlorë", "Day centre in Berat"]
    split = Step.objects.get(title="Open day centres")
    assert {link.after.title for link in split.led_to.all()} == {"Day centre in Vlorë", "Day centre in Berat"}
    assert Step.objects.get(title="Print a guide").led_to.get().after.title == "Train field teams"


@pytest.mark.parametrize(
    ("decisions", "sentence"),
    [
        ([Decision(1, "continue")], "Decide on every planned step"),
        ([Decision(1, "continue"), Decision(2, "drop"), Decision(3, "continue")], "Say why"),
        (
            [Decision(1, "continue"), Decision(2, "merge", reason="x", into=2), Decision(3, "done")],
            "Choose the step that this one goes into",
        ),
        (
            [Decision(1, "continue"), Decision(2, "split", reason="x", titles=("One",)), Decision(3, "done")],
            "two steps",
        ),
        ([Decision(1, "perhaps"), Decision(2, "done"), Decision(3, "done")], "Choose what becomes"),
    ],
)
def test_what_is_not_decided_is_named(
    filled: Report, cast: Cast, edition: StoredEdition, decisions: list[Decision], sentence: str
) -> None:
    with pytest.raises(Undecided, match=sentence):
        carry(filled, *YEAR_2, edition, decisions, by=cast.focal_point)
    assert Report.objects.count() == 1


def test_carried_answers_are_marked_until_someone_confirms_them(
    filled: Report, cast: Cast, edition: StoredEdition
) -> None:
    opened = carry(filled, *YEAR_2, edition, CONTINUE_ALL, by=cast.focal_point)
    carried = opened.answers.get(question="domestic_partners")
    assert carried.carried
    assert not opened.answers.filter(question="highlights").exists()
    assert "carried-unconfirmed" in {finding.code for finding in findings_of(opened)}
    answers.confirm(carried, by=cast.focal_point)
    assert not carried.carried
    assert list(carried.revisions.order_by("number").values_list("how", flat=True)) == ["carried", "confirmed"]


def test_a_changed_carried_answer_is_confirmed_by_the_change(
    filled: Report, cast: Cast, edition: StoredEdition
) -> None:
    opened = carry(filled, *YEAR_2, edition, CONTINUE_ALL, by=cast.focal_point)
    answers.answer(opened, Slot("domestic_partners"), Choices(("ministries",)), base=1, by=cast.focal_point)
    assert not opened.answers.get(question="domestic_partners").carried


def test_three_years_from_a_report_that_was_itself_carried(filled: Report, cast: Cast, edition: StoredEdition) -> None:
    second = carry(filled, *YEAR_2, edition, CONTINUE_ALL, by=cast.focal_point)
    plan = Steps((PlannedStep("Train field teams", "The south follows.", "State Agency", "2024-10-01", "teams", 1),))
    answers.answer(second, Slot("next_steps"), plan, base=0, by=cast.focal_point)
    fill(second, by=cast.focal_point)
    third = carry(second, *YEAR_3, StoredEdition.objects.get(pk="2024"), [Decision(1, "continue")], by=cast.focal_point)
    assert titles(third) == ["Train field teams"]
    chain = Step.objects.get(title="Train field teams", start=YEAR_3[0])
    before = chain.came_from.get().before
    assert (before.title, before.start, before.state) == ("Train field teams", YEAR_2[0], "continued")
    assert third.previous == second
    assert second.previous == filled
    carried = third.answers.filter(carried=True).values_list("question", flat=True)
    assert "domestic_partners" in set(carried)
