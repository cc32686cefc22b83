"""The pages around a case: more time, messages, corrections, duplicates, handing over, the look after closing."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from milepost.accounts.actions import assign as give_role
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.contact import contact
from milepost.cases.actions.draft import draft
from milepost.cases.actions.identity import change_identity
from milepost.cases.facts import Ending, Visit
from milepost.cases.models import Case, ClosedCheck, Extension, Message, Plan
from milepost.people.identity import Care, Identity
from milepost.people.models import Child, Joining
from milepost.people.queries import carers_of, identity_of
from tests.cases.conftest import BESA, Unit
from tests.cases.pages.conftest import at, day, hidden, send, signed_in
from tests.conftest import Cast

SOON = timezone.localdate() + timedelta(days=30)
NAMED = {"given_name": "Besa", "surname": "Hoxha", "birth_month": "5", "birth_year": "2014", "sex": "girl"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_more_time_is_given_and_the_worker_reads_why(unit: Unit, worker: Client, head: Client) -> None:
    case = unit.in_force()
    assert f"{at(case, 'extend/')}?duty=contact" in text(head.get(at(case)))
    assert "More time" not in text(worker.get(at(case)))
    early = send(head, at(case, "extend/"), {"duty": "contact", **day("until"), "reason": "She is in hospital"})
    assert early.status_code == 422
    assert "Choose a later day" in text(early)
    assert "She is in hospital" in text(early)
    typed = {"duty": "contact", **day("until", SOON), "reason": "She is in hospital"}
    assert send(head, at(case, "extend/"), typed).status_code == 302
    assert "She is in hospital" in text(worker.get(at(case)))
    assert Extension.objects.count() == 1


def test_nothing_due_needs_no_time(unit: Unit, head: Client) -> None:
    case = unit.assessed()
    propose_close(case, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
    assert "nothing needs more time" in text(head.get(at(case, "extend/")))


def test_a_desk_shows_the_soonest_and_says_how_many_there_are(
    unit: Unit, worker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [unit.registered(), unit.registered(), unit.registered()]
    link = '<a class="govuk-link" href="/cases/all/?order=since">'
    assert link not in text(worker.get("/cases/"))
    monkeypatch.setattr("milepost.cases.views.desk.GROUP", 2)
    shown = text(worker.get("/cases/"))
    assert f"{link}The first 2 of 3 are here. All files are in the list</a>" in shown
    assert sum(f'href="{at(case)}' in shown for case in files) == 2


def test_a_message_goes_from_desk_to_file_and_is_read(unit: Unit, worker: Client, head: Client) -> None:
    case = unit.registered()
    typed = {"to": unit.head.pk, "text": "Shall we ask the court?"}
    assert send(worker, at(case, "messages/send/"), typed).status_code == 302
    desk = text(head.get("/cases/"))
    assert f"{at(case)}#messages" in desk
    assert "court" not in desk
    assert "Shall we ask the court?" in text(head.get(at(case)))
    url = at(case, f"messages/{Message.objects.get().pk}/read/")
    assert worker.post(url).status_code == 404
    assert head.post(url).status_code == 302
    assert "#messages" not in text(head.get("/cases/"))


def test_corrections_meet_and_nothing_is_lost(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    page = worker.get(at(case, "identity/"))
    assert 'value="Hoxha"' in text(page)
    newer = Identity(**{**vars(BESA), "surname": "Marku"})
    change_identity(case, newer, base=1, by=unit.head, opener=unit.opener(unit.head))
    met = worker.post(at(case, "identity/"), {**NAMED, **hidden(page), "address": "Lagjja 5"})
    assert met.status_code == 409
    for told in ("Marku", "Lagjja 5", "Saved by someone else"):
        assert told in text(met)
    again = worker.post(at(case, "identity/"), {**NAMED, "surname": "Marku", "address": "Lagjja 5", **hidden(met)})
    assert again.status_code == 302
    known = identity_of(Child.objects.get(pk=case.child_id), unit.opener())
    assert (known.surname, known.address) == ("Marku", "Lagjja 5")


def test_a_birth_after_the_opening_is_said_at_the_form(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(days=900))
    wrong = {**NAMED, "birth_month": "", "birth_year": str(timezone.localdate().year)}
    answer = send(worker, at(case, "identity/"), wrong)
    assert answer.status_code == 422
    assert "would not have been born" in text(answer)


def test_carers_are_added_and_corrected(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    assert send(worker, at(case, "carers/add/"), {"relation": "mother", "name": "Drita"}).status_code == 302
    (known,) = carers_of(case.child, unit.opener())
    page = text(worker.get(at(case)))
    assert "Drita" in page
    url = at(case, f"carers/{known.carer.pk}/")
    assert url in page
    assert send(worker, url, {"relation": "guardian", "name": "Drita"}).status_code == 302
    (known,) = carers_of(case.child, unit.opener())
    assert known.care == Care("guardian", "Drita")


def test_a_duplicate_is_found_compared_joined_and_separated(unit: Unit, head: Client) -> None:
    case = unit.assessed()
    twin = unit.registered(Identity(given_name="Bese", surname="Hoxhaj", address="Rruga e re"))
    found = head.post(at(case, "join/"), {"given_name": "Besa", "surname": "Hoxha", "step": "search"})
    assert f"child:{twin.child_id}" in text(found)
    assert f"child:{case.child_id}" not in text(found)
    compared = head.post(at(case, "join/"), {"step": f"child:{twin.child_id}"})
    for told in ("Rruga e re", case.number, twin.number, "Both have an open file"):
        assert told in text(compared)
    typed = {**hidden(compared), "step": "join", "stays": str(case.child_id), "reason": "The same certificate"}
    for _ in "12":  # sent twice
        assert head.post(at(case, "join/"), typed).headers["Location"] == at(case)
    assert f"merged into {case.number}" in text(head.get(at(case)))
    url = at(case, f"separate/{Joining.objects.get().pk}/")
    assert url in text(head.get(at(case)))
    told = text(head.get(url))
    assert f"File {twin.number} is open again" in told
    assert "The same certificate" in told
    assert send(head, url, {"reason": "Cousins"}).status_code == 302
    assert Case.objects.get(pk=twin.pk).state == "registered"


def test_a_number_that_is_not_there_and_one_that_is_foreign_say_the_same(
    unit: Unit, other: Unit, worker: Client, cast: Cast
) -> None:
    case, theirs = unit.registered(), other.registered()
    for number in ("01-BERAT-1999-0001", theirs.number):
        answer = worker.post(at(case, "join/"), {"step": "number", "number": number})
        assert answer.status_code == 422
        assert "No file of your unit has this number" in text(answer)
    unit.registered(Identity(given_name="Ana"))
    Case.objects.exclude(pk=case.pk).filter(unit=unit.body).update(worker=cast.second_case_worker)
    colleague = Case.objects.get(worker=cast.second_case_worker)
    answer = worker.post(at(case, "join/"), {"step": "number", "number": colleague.number})
    assert "caseload of a colleague" in text(answer)
    assert "Ana" not in text(answer)


def test_a_child_of_a_colleague_shows_what_a_search_shows(unit: Unit, worker: Client, cast: Cast) -> None:
    case, theirs = unit.registered(), unit.registered(Identity(given_name="Bese", surname="Hoxhaj", phone="0691"))
    Case.objects.filter(pk=theirs.pk).update(worker=cast.second_case_worker)
    page = worker.post(at(case, "join/"), {"step": f"child:{theirs.child_id}"})
    assert "Bese Hoxhaj" in text(page)
    assert "0691" not in text(page)
    assert "caseload of a colleague" in text(page)


def test_the_files_of_a_leaver_are_handed_over(unit: Unit, head: Client, cast: Cast) -> None:
    files = [unit.registered(Identity(given_name=name)) for name in ("Ana", "Ben")]
    draft(files[0], "contact", {"note": ["A word"]}, by=unit.worker, opener=unit.opener())
    url = f"/cases/workers/{unit.worker.pk}/hand-over/"
    assert url in text(head.get("/cases/"))
    shown = head.get(url)
    page = text(shown)
    assert "(0 of 25 files)" in page
    assert "did not send" in page
    assert "A word" not in page
    assert f"/keys/units/{unit.body.pk}/" in page
    nobody = head.post(url, hidden(shown))
    assert nobody.status_code == 422
    assert "Choose a colleague" in text(nobody)
    chosen = {"everything": cast.second_case_worker.pk, f"file-{files[1].pk}": unit.head.pk}
    assert head.post(url, {**hidden(shown), **chosen}).status_code == 302
    holders = [Case.objects.get(pk=case.pk).worker for case in files]
    assert holders == [cast.second_case_worker, unit.head]
    assert head.get(url).status_code == 404


def test_a_new_concern_after_closing_leads_to_a_new_episode(unit: Unit, worker: Client) -> None:
    case = unit.closed()
    answer = send(worker, at(case, "check/"), {**day("on"), "outcome": "new_concern", "note": "She begs again"})
    assert answer.headers["Location"] == at(case, "reopen/")
    assert "new concern" in text(worker.get(at(case, "reopen/")))
    assert "She begs again" in text(worker.get(at(case)))
    assert ClosedCheck.objects.get().outcome == "new_concern"


def test_children_written_down_without_the_search_key_are_made_searchable(unit: Unit, head: Client) -> None:
    unit.registered()
    assert "no search finds" not in text(head.get("/cases/"))
    Child.objects.update(tagged=None)
    assert "1 child of" in text(head.get("/cases/"))
    assert head.post(f"/cases/units/{unit.body.pk}/searchable/").status_code == 302
    assert not Child.objects.filter(tagged=None).exists()


def test_filters_stay_in_the_address_of_the_next_page(unit: Unit, worker: Client) -> None:
    first = unit.registered(Identity(given_name="A"))
    for serial in range(60):
        twin = Case.objects.get(pk=first.pk)
        twin.pk, twin.serial, twin.number = uuid.uuid4(), 100 + serial, f"{first.number}-{serial}"
        twin.closed_at, twin.closed_by, twin.closure, twin.state = timezone.now(), unit.head, "plan_met", "closed"
        twin.save(force_insert=True)
    page = text(worker.get("/cases/all/?state=closed&order=oldest&concern=begging"))
    assert "60 files" in page
    assert "state=closed&amp;concern=begging&amp;order=oldest&amp;page=2" in page
    following = text(worker.get("/cases/all/?state=closed&concern=begging&order=oldest&page=2"))
    assert following.count("<tr") == 1 + 10


def test_the_board_counts_all_and_shows_what_is_next(unit: Unit, worker: Client) -> None:
    case = unit.in_force()
    contact(case, Visit(timezone.localdate(), "office", child_seen=True), by=unit.worker, opener=unit.opener())
    page = text(worker.get("/cases/board/"))
    assert case.number in page
    assert "See the child" in page


def test_desk_and_board_and_case_take_the_same_queries_for_few_and_for_many(
    unit: Unit, head: Client, cast: Cast
) -> None:
    pages, counts = ["/cases/", "/cases/board/", "/cases/all/?late=1", "/cases/all/?form=begging"], []
    case = unit.in_force()
    for more in (2, 12):
        for _ in range(more):
            unit.in_force(unit.assessed(unit.registered(Identity())))
            unit.closed(unit.in_force(unit.assessed(unit.registered(Identity()))))
        Case.objects.filter(state="closed").update(closed_at=timezone.now() - timedelta(days=100))
        for url in [*pages, at(case)]:
            head.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert head.get(url).status_code == 200
            counts.append(len(queries))
    assert counts[:5] == counts[5:]
    assert Plan.objects.filter(state="active").count() > 10


def test_a_head_with_two_units_is_not_asked_twice(unit: Unit, other: Unit, cast: Cast) -> None:
    give_role(unit.head, "head_of_unit", unit.body.country, by=cast.administrator, body=other.body)
    assert signed_in(unit.head).get("/cases/").status_code == 200
