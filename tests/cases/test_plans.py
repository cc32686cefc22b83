"""The plan: written by one, agreed with parents and child, approved by another."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.cases.actions.plan import agree_plan, approve_plan, end_action, plan
from milepost.cases.actions.step import MovedOn
from milepost.cases.facts import Agreement, Task
from milepost.cases.models import Case, Plan
from milepost.people.sealed import read
from tests.cases.conftest import Unit, a_plan
from tests.conftest import Cast


def test_plan_is_a_draft_with_its_actions(unit: Unit) -> None:
    case = unit.assessed()
    made = plan(case, a_plan(), base=0, by=unit.worker, opener=unit.opener())
    key = unit.opener(unit.head).open_case(case.key_id)
    assert (made.state, Case.objects.get(pk=case.pk).state) == ("draft", "planning")
    assert read(made, "aim", key) == "Back at school"
    first, second = made.actions.all()
    assert read(first, "owner", key) == "Mirela Gjoka"
    assert (second.service, second.what, second.cost_source) == ("day_centre", None, "municipality")


def test_plan_comes_after_the_assessment(unit: Unit) -> None:
    with pytest.raises(Refused, match="Assess the risk first"):
        plan(unit.registered(), a_plan(), base=0, by=unit.worker, opener=unit.opener())


def test_plan_saved_again_replaces_the_draft(unit: Unit) -> None:
    case = unit.assessed()
    plan(case, a_plan(), base=0, by=unit.worker, opener=unit.opener())
    plan(case, a_plan(aim="Other words"), base=1, by=unit.worker, opener=unit.opener())
    assert [each.state for each in Plan.objects.filter(case=case)] == ["replaced", "draft"]


def test_two_writers_of_one_plan_meet(unit: Unit) -> None:
    case = unit.assessed()
    plan(case, a_plan(), base=0, by=unit.worker, opener=unit.opener())
    with pytest.raises(MovedOn) as met:
        plan(case, a_plan(aim="mine"), base=0, by=unit.head, opener=unit.opener(unit.head))
    assert (met.value.typed["aim"], met.value.stands["aim"]) == ("mine", "Back at school")


def test_a_refusal_needs_its_reason(unit: Unit) -> None:
    made = plan(unit.assessed(), a_plan(), base=0, by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="why they refuse"):
        agree_plan(made, Agreement("refused", "agreed", " "), by=unit.worker, opener=unit.opener())
    agreed = agree_plan(made, Agreement("refused", "agreed", "They want work"), by=unit.worker, opener=unit.opener())
    assert (agreed.parents, agreed.child_agrees, agreed.state) == ("refused", "agreed", "agreed")


def test_approve_plan_puts_it_in_force(unit: Unit) -> None:
    made = unit.planned()
    assert approve_plan(made, by=unit.head).case.state == "plan_active"
    assert approve_plan(made, by=unit.head).state == "active"  # a second press of the button


def test_approve_plan_is_refused_to_a_worker_and_before_the_agreement(unit: Unit) -> None:
    draft = plan(unit.assessed(), a_plan(), base=0, by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="Note first whether"):
        approve_plan(draft, by=unit.head)
    with pytest.raises(Refused, match="Head of unit"):
        approve_plan(draft, by=unit.worker)


def test_approve_plan_is_refused_to_who_wrote_it(unit: Unit) -> None:
    opener = unit.opener(unit.head)
    made = plan(unit.assessed(), a_plan(), base=0, by=unit.head, opener=opener)
    made = agree_plan(made, Agreement("agreed", "agreed"), by=unit.head, opener=opener)
    with pytest.raises(Refused, match="You wrote this plan"):
        approve_plan(made, by=unit.head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=made.pk).update(approved_by=unit.head, approved_at=timezone.now())


def test_approve_plan_of_an_older_draft_is_refused(unit: Unit) -> None:
    case = unit.assessed()
    old = unit.planned(case)
    plan(case, a_plan(), base=1, by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="Note first"):
        approve_plan(old, by=unit.head)


def test_end_action_is_done_once(unit: Unit) -> None:
    case = unit.in_force()
    first, second = Plan.objects.get(case=case, state="active").actions.all()
    assert end_action(first, "done", by=unit.worker).state == "done"
    assert end_action(first, "done", by=unit.worker).state == "done"
    with pytest.raises(Refused, match="not to be done any more"):
        end_action(first, "dropped", by=unit.head)
    assert end_action(second, "dropped", by=unit.worker).ended_by == unit.worker


def test_end_action_of_a_draft_is_refused(unit: Unit) -> None:
    action = unit.planned().actions.first()
    assert action is not None
    with pytest.raises(Refused, match="no plan in force"):
        end_action(action, "done", by=unit.worker)


def test_plan_of_another_unit_is_refused(unit: Unit, other: Unit, cast: Cast) -> None:
    task = Task("day_centre", timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused, match="of that unit"):
        plan(unit.assessed(), a_plan(tasks=(task,)), base=0, by=other.worker, opener=other.opener())
