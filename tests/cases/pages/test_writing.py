"""What every page with a form does."""

import re
import uuid

import pytest
from django.test import Client

from milepost.audit.models import Event
from milepost.cases.actions.assessment import assess
from milepost.cases.actions.case import assign
from milepost.cases.facts import Assessment
from milepost.cases.models import Case, Contact, Draft, InitialAssessment
from milepost.people.identity import Identity
from tests.cases.conftest import BESA, Unit
from tests.cases.pages.conftest import at, day, hidden, send, signed_in
from tests.conftest import Cast

PAGES = [
    "", "assess/", "assess-fully/", "exploitation/", "plan/", "contact/", "review/", "close/", "transfer/", "place/", "nrm/",
    "criminal/", "assign/", "reopen/", "services/ask/", "services/ask/?kind=day_centre",
]  # fmt: skip


def test_a_form_sent_twice_is_one_row(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    typed = {**hidden(worker.get(at(case, "contact/"))), **day("on"), "kind": "office"}
    for _ in "12":
        assert worker.post(at(case, "contact/"), typed).status_code == 302
    assert Contact.objects.count() == 1


def test_two_writers_see_both_texts_and_nothing_is_lost(unit: Unit, worker: Client) -> None:
    case = unit.assessed(summary="Their first words")
    typed = {
        **hidden(worker.get(at(case, "assess/"))),
        "risk_level": "low",
        "summary": "My own words",
        "ask_moved": "yes",
    }
    assess(case, Assessment("high", summary="Their newer words"), base=1, by=unit.head, opener=unit.opener(unit.head))
    met = worker.post(at(case, "assess/"), typed)
    page = met.content.decode()
    assert met.status_code == 409
    assert "Their newer words" in page
    assert "What makes it so?" in page
    assert "?:" not in page
    assert page.count("Was the child moved or kept somewhere for work?") == 3  # in both columns, and at its box
    assert page.count("My own words") == 2  # in its column, and in the box
    again = worker.post(at(case, "assess/"), {**typed, **hidden(met)})
    assert again.status_code == 302
    assert [each.number for each in InitialAssessment.objects.filter(case=case)] == [1, 2, 3]


def test_a_draft_is_kept_and_comes_back_and_goes_with_sending(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    typed = {**hidden(worker.get(at(case, "contact/"))), **day("on"), "note": "The mother sa", "keep_draft": "1"}
    assert worker.post(at(case, "contact/"), typed).status_code == 302
    assert not Contact.objects.exists()
    page = worker.get(at(case, "contact/"))
    assert "The mother sa" in page.content.decode()
    assert "There is a problem" not in page.content.decode()
    assert (
        send(worker, at(case, "contact/"), {**day("on"), "kind": "office", "note": "The mother says"}).status_code
        == 302
    )
    assert not Draft.objects.exists()


def test_what_is_wrong_is_said_at_its_box(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    answer = send(worker, at(case, "contact/"), {**day("on"), "note": "A note to keep"})
    assert answer.status_code == 422
    assert "What kind of contact?" in answer.content.decode()
    assert "A note to keep" in answer.content.decode()


def test_a_plan_without_an_action_is_sent_back(unit: Unit, worker: Client) -> None:
    case = unit.assessed()
    assert "at least one thing" in send(worker, at(case, "plan/"), {"measure": "support"}).content.decode()
    half = send(worker, at(case, "plan/"), {"measure": "support", "do2-what": "Visit"})
    assert "not complete" in half.content.decode()
    assert "Enter until when" in half.content.decode()


def test_a_colleagues_file_asks_why_and_then_opens(unit: Unit, cast: Cast) -> None:
    case, colleague = unit.assessed(summary="Words of the file"), signed_in(cast.second_case_worker)
    answer = colleague.get(at(case))
    assert answer.headers["Location"] == at(case, "purpose/")
    asked = colleague.get(at(case, "purpose/")).content.decode()
    assert "Besa" not in asked
    assert "Words of the file" not in asked
    assert send(colleague, at(case, "purpose/"), {"reason": "cover", "text": "She is ill"}).status_code == 302
    assert "Words of the file" in colleague.get(at(case)).content.decode()


def test_opening_a_page_leaves_one_event(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    before = Event.objects.filter(verb="case.view").count()
    worker.get(at(case))
    worker.get(at(case, "contact/"))
    assert Event.objects.filter(verb="case.view", on_id=str(case.pk)).count() == before + 2


def test_a_list_leaves_its_number_of_hits_only(unit: Unit, worker: Client) -> None:
    unit.registered()
    worker.get("/cases/all/?number=Besa")
    event = Event.objects.filter(verb="case.list").latest("id")
    assert event.detail == {"hits": 0}


@pytest.mark.parametrize("page", PAGES)
def test_no_title_or_address_holds_a_name(unit: Unit, worker: Client, page: str) -> None:
    case = unit.in_force()
    found = worker.get(at(case, page)).content.decode()
    title = re.search(r"<title>(.*?)</title>", found, re.DOTALL)
    assert title is not None
    assert case.number in title[1]
    assert "Besa" not in title[1]
    assert not [href for href in re.findall(r'href="([^"]*)"', found) if "Besa" in href or "Hoxha" in href]


def test_the_list_names_only_children_of_ones_caseload(unit: Unit, cast: Cast, worker: Client) -> None:
    unit.registered()
    assign(unit.registered(Identity(given_name="Arta", surname="Prifti")), cast.second_case_worker, by=unit.worker)
    page = worker.get("/cases/all/").content.decode()
    assert "Besa Hoxha" in page
    assert "Arta" not in page
    assert page.count("colleague&#x27;s caseload") == 1


def test_the_list_takes_the_same_queries_for_three_and_for_thirty(
    unit: Unit, worker: Client, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (3, 27):
        for _ in range(more):
            unit.registered(BESA)
            Case.objects.update(unit=unit.body)
            unit.registered(Identity(given_name=uuid.uuid4().hex[:8]))
        with CaptureQueriesContext(connection) as queries:
            assert worker.get("/cases/all/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_board_and_an_empty_desk(unit: Unit, worker: Client) -> None:
    assert "Nothing waits for you" in worker.get("/cases/").content.decode()
    case = unit.registered()
    assert case.number in worker.get("/cases/board/").content.decode()


def test_a_locked_session_opens_nothing(unit: Unit) -> None:
    case, browser = unit.assessed(summary="Words of the file"), Client()
    browser.force_login(unit.worker)  # not the sign-in page, which would open their key
    answer = browser.get(at(case))
    assert answer.status_code == 403
    assert "Words of the file" not in answer.content.decode()


def test_a_plan_of_which_only_the_aim_changes_is_saved(unit: Unit, worker: Client) -> None:
    case = unit.assessed()
    typed = {"measure": "support", "aim": "School", "do1-service": "school_return", **day("do1-due")}
    assert send(worker, at(case, "plan/"), typed).status_code == 302
    assert send(worker, at(case, "plan/"), {**typed, "aim": "School by spring"}).status_code == 302
    assert [plan.actions.count() for plan in case.plans.order_by("number")] == [1, 1]
