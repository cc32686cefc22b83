"""Contacts, reviews, closing."""

import uuid
from datetime import date

import pytest

from milepost.accounts.rules import Refused
from milepost.cases.actions.closure import approve_close, propose_close, refuse_close
from milepost.cases.actions.contact import contact
from milepost.cases.actions.plan import agree_plan, approve_plan, plan
from milepost.cases.actions.review import review
from milepost.cases.facts import Agreement, Ending, Look, Visit
from milepost.cases.models import Case, Closure, Contact, Plan
from milepost.people.sealed import read
from tests.cases.conftest import Unit, a_plan
from tests.conftest import Cast

MET = Ending("plan_met", "told", "unsafe", "Goes to school since March")


def test_contact_is_noted(unit: Unit, today: date) -> None:
    case, token = unit.registered(), uuid.uuid4()
    visit = Visit(today, "home_visit", child_seen=True, note="The door was open")
    first, second = (contact(case, visit, by=unit.worker, opener=unit.opener(), token=token) for _ in "12")
    assert first.pk == second.pk
    assert read(Contact.objects.get(case=case), "note", unit.opener().open_case(case.key_id)) == "The door was open"


def test_contact_is_refused_outside_the_caseload_and_after_the_end(unit: Unit, cast: Cast, today: date) -> None:
    visit, case = Visit(today, "office"), unit.registered()
    with pytest.raises(Refused, match="colleague"):
        contact(case, visit, by=cast.second_case_worker, opener=unit.opener(cast.second_case_worker))
    with pytest.raises(Refused, match="closed"):
        contact(unit.closed(unit.in_force(unit.assessed(case))), visit, by=unit.worker, opener=unit.opener())


def test_review_keeps_the_plan_and_changes_the_risk(unit: Unit, today: date) -> None:
    case = unit.in_force()
    made = review(case, Look(today, "low", "keep", "Better"), by=unit.worker, opener=unit.opener())
    case.refresh_from_db()
    assert (case.state, case.risk_level, made.risk_before) == ("plan_active", "low", "medium")


def test_review_that_changes_the_plan_leads_to_a_new_one(unit: Unit, today: date) -> None:
    case = unit.in_force()
    review(case, Look(today, "high", "change"), by=unit.worker, opener=unit.opener())
    assert Case.objects.get(pk=case.pk).state == "under_review"
    made = plan(case, a_plan(aim="Away from the street"), base=1, by=unit.worker, opener=unit.opener())
    assert [each.state for each in Plan.objects.filter(case=case)] == ["active", "draft"]
    made = agree_plan(made, Agreement("agreed", "not_asked"), by=unit.worker, opener=unit.opener())
    assert approve_plan(made, by=unit.head).case.state == "plan_active"
    assert [each.state for each in Plan.objects.filter(case=case)] == ["replaced", "active"]


def test_review_without_a_plan_is_refused(unit: Unit, today: date) -> None:
    with pytest.raises(Refused, match="There is none yet"):
        review(unit.assessed(), Look(today, "low", "keep"), by=unit.worker, opener=unit.opener())


def test_propose_close_waits_for_someone_else(unit: Unit) -> None:
    case = unit.in_force()
    made = propose_close(case, MET, by=unit.worker, opener=unit.opener())
    assert Case.objects.get(pk=case.pk).state == "plan_active"
    with pytest.raises(Refused, match="proposed already"):
        propose_close(case, MET, by=unit.worker, opener=unit.opener())
    closed = approve_close(made, by=unit.head)
    assert (closed.state, closed.closure, closed.closed_by) == ("closed", "plan_met", unit.head)
    assert approve_close(made, by=unit.head).pk == closed.pk
    assert {each.state for each in Plan.objects.filter(case=case)} == {"ended"}


def test_approve_close_is_never_by_who_proposed_it(unit: Unit) -> None:
    made = propose_close(unit.in_force(), MET, by=unit.head, opener=unit.opener(unit.head))
    with pytest.raises(Refused, match="someone else decides"):
        approve_close(made, by=unit.head)


def test_approve_close_is_refused_to_a_worker(unit: Unit, cast: Cast) -> None:
    made = propose_close(unit.in_force(), MET, by=unit.worker, opener=unit.opener())
    for person in (unit.worker, cast.second_case_worker):
        with pytest.raises(Refused, match="Head of unit"):
            approve_close(made, by=person)


def test_refuse_close_leaves_the_file_open_and_says_why(unit: Unit) -> None:
    case = unit.in_force()
    made = propose_close(case, MET, by=unit.worker, opener=unit.opener())
    refuse_close(made, "Visit the school first", by=unit.head, opener=unit.opener(unit.head))
    refused = Closure.objects.get(pk=made.pk)
    assert refused.state == "refused"
    assert read(refused, "answer", unit.opener().open_case(case.key_id)) == "Visit the school first"
    with pytest.raises(Refused, match="decided already"):
        approve_close(refused, by=unit.head)
    assert propose_close(case, MET, by=unit.worker, opener=unit.opener()).pk != made.pk
