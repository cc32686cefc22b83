"""A case from a report of concern to its closing and a new episode, through the pages, as people send them."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from milepost.cases.models import Case, ConcernReport, Plan
from milepost.people.queries import identity_of
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, day, hidden, send, signed_in
from tests.conftest import Cast

SOON = timezone.localdate() + timedelta(days=9)


def test_from_a_report_of_concern_to_a_new_episode(unit: Unit, cast: Cast, worker: Client, head: Client) -> None:
    field = signed_in(cast.field_team_member)
    answer = send(field, "/cases/report/", {
        "unit": unit.body.pk, "concerns": ["begging"], **day("seen_on"), "place_detail": "By the bridge", "sex": "girl",
        "age_years": "10", "identity": "perhaps Besa", "narrative": "Sits there from morning", "source": "field_team",
        "company": "alone", "immediate_risk": "on",
    })  # fmt: skip
    assert answer.status_code == 302
    assert "Reported" in field.get("/cases/reported/").content.decode()
    report = ConcernReport.objects.get()
    assert "immediate risk" in worker.get("/cases/").content.decode()
    assert "Sits there from morning" in worker.get(f"/cases/reports/{report.pk}/").content.decode()

    who = {"given_name": "Besa", "surname": "Hoxha", "birth_month": "5", "birth_year": "2015", "sex": "girl"}
    searched = worker.post(f"/cases/reports/{report.pk}/register/", {**who, "step": "search"})
    assert "found nobody like this" in searched.content.decode()
    assert worker.post(f"/cases/reports/{report.pk}/register/", {**who, "step": "new"}).status_code == 302
    case = Case.objects.get()
    assert identity_of(case.child, unit.opener()).name == "Besa Hoxha"
    assert "Accepted" in field.get("/cases/reported/").content.decode()

    assert send(worker, at(case, "assess/"), {
        "risk_level": "high", "factors": ["poverty"], "summary": "Alone all day", "child_view": "Wants to learn",
        "ask_moved": "yes", "trafficking_suspected": "yes",
    }).status_code == 302  # fmt: skip
    assert send(worker, at(case, "exploitation/"), {
        "form": "begging", "hours_week": "40", "hazards": ["traffic"], "gainer": "family", "school": "out",
        "began_year": "2025",
    }).status_code == 302  # fmt: skip
    assert send(worker, at(case, "plan/"), {
        "measure": "support", "aim": "At school by spring", "do1-service": "school_return", "do1-what": "Enrol",
        "do1-owner": "Mirela", **day("do1-due", SOON),
    }).status_code == 302  # fmt: skip
    assert send(worker, at(case, "plan/agree/"), {"parents": "agreed", "child": "agreed"}).status_code == 302
    page = head.get(at(case)).content.decode()
    assert "Approve the plan" in page
    assert "At school by spring" in page
    assert head.post(at(case, "plan/approve/"), {"plan": "1"}).status_code == 302
    assert send(worker, at(case, "contact/"), {
        **day("on"), "kind": "home_visit", "child_seen": "on", "note": "At the table, with a book",
    }).status_code == 302  # fmt: skip
    action = Plan.objects.get(case=case).actions.get()
    assert worker.post(at(case, f"plan/actions/{action.pk}/end/"), {"state": "done"}).status_code == 302
    assert send(worker, at(case, "nrm/"), {"verb": "decline", **day("on")}).status_code == 302
    assert send(worker, at(case, "criminal/"), {
        "verb": "report_crime", **day("on"), "article": "124/b", "reference": "44/2026",
    }).status_code == 302  # fmt: skip
    assert send(worker, at(case, "place/"), {
        "verb": "protect", **day("on"), "parents_told": "told", "where": "At her aunt's",
    }).status_code == 302  # fmt: skip
    assert send(worker, at(case, "review/"), {**day("on"), "risk_level": "low", "outcome": "keep"}).status_code == 302
    assert send(worker, at(case, "close/"), {
        "reason": "no_longer_at_risk", "child_told": "told", "family_told": "told",
    }).status_code == 302  # fmt: skip
    assert "Decide about closing" in head.get("/cases/").content.decode()
    assert head.post(at(case, "close/decide/"), {"decide": "approve"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.nrm, case.criminal, case.safety) == ("closed", "declined", "reported", "protection")
    story = worker.get(at(case)).content.decode()
    for told in ("Closed", "Registered", "At the table, with a book", "Potential victim", "opened the file"):
        assert told in story
    assert send(worker, at(case, "reopen/"), {}).status_code == 302
    assert Case.objects.get(previous=case).state == "registered"


def test_a_file_goes_to_another_unit(unit: Unit, other: Unit, worker: Client) -> None:
    case, theirs = unit.assessed(summary="Lives at the station"), signed_in(other.head)
    assert theirs.get(at(case)).status_code == 404
    assert send(worker, at(case, "transfer/"), {"to_unit": other.body.pk, "reason": "moved"}).status_code == 302
    assert "Lives at the station" in theirs.get(at(case)).content.decode()
    assert "read-only" in worker.get(at(case, "contact/")).content.decode()
    answer = theirs.post(
        at(case, "transfer/decide/"),
        {"worker": other.worker.pk, "decide": "accept", **hidden(theirs.get(at(case, "transfer/decide/")))},
    )
    assert answer.status_code == 302
    assert worker.get(at(case)).status_code == 404
    assert "Lives at the station" in signed_in(other.worker).get(at(case)).content.decode()


def test_a_report_is_screened_out_by_two(unit: Unit, worker: Client, head: Client) -> None:
    report = unit.reported()
    url = f"/cases/reports/{report.pk}/"
    assert send(worker, f"{url}screen-out/", {"reason": "no_need", "note": "A film was shot"}).status_code == 302
    assert worker.post(f"{url}screen-out/confirm/").status_code == 404
    assert "A film was shot" in head.get(url).content.decode()
    assert head.post(f"{url}screen-out/confirm/", {"decide": "confirm"}).status_code == 302
    report.refresh_from_db()
    assert report.state == "screened_out"


def test_a_found_child_gets_no_second_file(unit: Unit, worker: Client) -> None:
    case, report = unit.registered(), unit.reported()
    url = f"/cases/reports/{report.pk}/register/"
    found = worker.post(url, {"given_name": "Besa", "surname": "Hoxhaj", "sex": "girl", "step": "search"})
    assert "Besa Hoxha" in found.content.decode()
    assert worker.post(url, {"sex": "girl", "step": f"child:{case.child_id}"}).status_code == 302
    assert Case.objects.count() == 1
    assert case.reports.count() == 2
