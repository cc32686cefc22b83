"""Two people at one text: each reads both, nothing is written over; two texts of one case never meet."""

import uuid
from typing import Any

import pytest
from django.test import Client

from milepost.accounts.rules import Refused
from milepost.cases.actions import concern_report
from milepost.cases.actions.assessment import assess, assess_fully, record_exploitation
from milepost.cases.actions.closure import propose_close, refuse_close
from milepost.cases.actions.plan import agree_plan, plan
from milepost.cases.actions.step import MovedOn
from milepost.cases.facts import Agreement, Assessment, Ending, Picture, Work
from milepost.cases.models import Case, Closure, Contact, FullAssessment, Plan
from milepost.people.sealed import read
from tests.cases.conftest import Unit, a_plan
from tests.cases.pages.conftest import at, day, hidden
from tests.conftest import Cast

MINE, THEIRS = "Written by me", "Saved by her"
PAGES: dict[str, dict[str, Any]] = {
    "assess/": {"risk_level": "low", "summary": MINE},
    "assess-fully/": {"family": MINE},
    "exploitation/": {"form": "begging", "school": "out", "note": MINE},
    "plan/": {"measure": "support", "aim": MINE, "do1-service": "school_return", **day("do1-due")},
}


def saved_by_the_head(unit: Unit, case: Case, page: str) -> None:
    """The same section, meanwhile."""
    acts: dict[str, Any] = {"base": 1, "by": unit.head, "opener": unit.opener(unit.head)}
    if page == "assess/":
        assess(case, Assessment("high", summary=THEIRS), **acts)
    elif page == "assess-fully/":
        assess_fully(case, Picture(family=THEIRS), **acts)
    elif page == "exploitation/":
        record_exploitation(case, Work("begging", note=THEIRS), **acts)
    else:
        plan(case, a_plan(aim=THEIRS), **acts)


@pytest.fixture
def case(unit: Unit) -> Case:
    """A case with a saving of each section."""
    case = unit.assessed()
    acts: dict[str, Any] = {"base": 0, "by": unit.worker, "opener": unit.opener()}
    assess_fully(case, Picture(family="First"), **acts)
    record_exploitation(case, Work("begging", note="First"), **acts)
    plan(case, a_plan(aim="First"), **acts)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("page", PAGES)
def test_two_writers_of_one_section_read_both(unit: Unit, worker: Client, case: Case, page: str) -> None:
    typed = {**hidden(worker.get(at(case, page))), **PAGES[page]}
    saved_by_the_head(unit, case, page)
    met = worker.post(at(case, page), typed)
    assert met.status_code == 409
    shown = met.content.decode()
    assert THEIRS in shown
    assert shown.count(MINE) == 2  # beside the other, and in the box
    assert worker.post(at(case, page), {**typed, **hidden(met)}).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_writers_of_different_sections_do_not_meet(unit: Unit, worker: Client, case: Case, page: str) -> None:
    typed = {**hidden(worker.get(at(case, page))), **PAGES[page]}
    for other in PAGES.keys() - {page}:
        saved_by_the_head(unit, case, other)
    assert worker.post(at(case, page), typed).status_code == 302


def test_an_agreement_is_of_the_plan_that_was_on_the_page(unit: Unit, worker: Client, case: Case) -> None:
    typed = {**hidden(worker.get(at(case, "plan/agree/"))), "parents": "refused", "child": "agreed", "reason": MINE}
    plan(case, a_plan(aim=THEIRS), base=1, by=unit.head, opener=unit.opener(unit.head))
    met = worker.post(at(case, "plan/agree/"), typed)
    assert met.status_code == 409
    assert MINE in met.content.decode()
    assert not Plan.objects.filter(state="agreed").exists()
    assert worker.post(at(case, "plan/agree/"), {**typed, **hidden(met)}).status_code == 302
    assert Plan.objects.get(state="agreed").number == 2


def test_two_who_note_the_agreement_read_both(unit: Unit, worker: Client, case: Case) -> None:
    typed = {**hidden(worker.get(at(case, "plan/agree/"))), "parents": "refused", "child": "agreed", "reason": MINE}
    agree_plan(
        Plan.objects.get(case=case),
        Agreement("refused", "refused", THEIRS),
        by=unit.head,
        opener=unit.opener(unit.head),
    )
    met = worker.post(at(case, "plan/agree/"), typed)
    assert met.status_code == 409
    assert THEIRS in met.content.decode()
    assert MINE in met.content.decode()
    stands = Plan.objects.get(case=case)
    assert read(stands, "agreement_reason", unit.opener().open_case(case.key_id)) == THEIRS


def test_the_answer_to_a_closing_is_not_written_over(unit: Unit, head: Client, cast: Cast) -> None:
    case = unit.in_force()
    made = propose_close(case, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
    refuse_close(made, THEIRS, by=unit.head, opener=unit.opener(unit.head))
    with pytest.raises(MovedOn) as met:
        refuse_close(made, MINE, by=unit.head, opener=unit.opener(unit.head))
    assert (met.value.typed, met.value.stands) == ({"answer": MINE}, {"answer": THEIRS})
    page = head.post(at(case, "close/decide/"), {"token": str(uuid.uuid4()), "decide": "refuse", "answer": MINE})
    assert page.status_code == 409
    assert MINE in page.content.decode()
    assert THEIRS in page.content.decode()
    assert read(Closure.objects.get(), "answer", unit.opener().open_case(case.key_id)) == THEIRS


def test_two_who_screen_a_report_out_read_both(unit: Unit, worker: Client) -> None:
    report = unit.reported()
    url = f"/cases/reports/{report.pk}/screen-out/"
    typed = {**hidden(worker.get(url)), "reason": "no_need", "note": MINE}
    concern_report.screen_out(report, "no_need", THEIRS, by=unit.head, opener=unit.opener(unit.head))
    met = worker.post(url, typed)
    assert met.status_code == 409
    assert MINE in met.content.decode()
    assert THEIRS in met.content.decode()


def test_a_page_gone_back_to_and_changed_is_not_taken_for_the_one_that_was_sent(unit: Unit, worker: Client) -> None:
    case = unit.assessed()
    typed = {**hidden(worker.get(at(case, "contact/"))), **day("on"), "kind": "office", "note": "First"}
    assert worker.post(at(case, "contact/"), typed).status_code == 302
    assert worker.post(at(case, "contact/"), {**typed, "note": "Changed"}).status_code == 302
    key = unit.opener().open_case(case.key_id)
    assert {read(row, "note", key) for row in Contact.objects.all()} == {"First", "Changed"}
    section = {**hidden(worker.get(at(case, "assess-fully/"))), "family": "First"}
    assert worker.post(at(case, "assess-fully/"), section).status_code == 302
    assert worker.post(at(case, "assess-fully/"), {**section, "family": "Changed"}).status_code == 409
    assert FullAssessment.objects.count() == 1


def test_a_refused_act_gives_the_words_back(unit: Unit, worker: Client, case: Case) -> None:
    report = unit.reported()
    concern_report.screen_out(report, "no_need", THEIRS, by=unit.worker, opener=unit.opener())
    concern_report.confirm_screen_out(report, by=unit.head)
    with pytest.raises(Refused):
        concern_report.screen_out(report, "no_need", MINE, by=unit.worker, opener=unit.opener())
    answer = worker.post(
        f"/cases/reports/{report.pk}/screen-out/", {"token": str(uuid.uuid4()), "reason": "no_need", "note": MINE}
    )
    assert answer.status_code == 403
    assert MINE in answer.content.decode()
