"""Inviting a guest in the worker's browser, and what a guest and a clerk find in theirs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.models import Case, CriminalStep, Guest
from milepost.people.identity import Identity
from milepost.vault.actions.person_key import renew_key
from milepost.vault.in_use import live_key_of
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, day, hidden, send, signed_in
from tests.conftest import PASSWORD, Acting, Cast
from tests.costs import constant_cost

LAST = timezone.localdate() + timedelta(days=10)


def test_a_guest_is_invited_reads_and_is_out_again(unit: Unit, worker: Client, guest: Person) -> None:
    case, browser = unit.called(unit.in_force(unit.assessed(summary="In words"))).case, signed_in(guest)
    assert browser.get(at(case)).status_code == 404
    form = worker.get(at(case, "guests/invite/")).content.decode()
    assert guest.name in form
    assert live_key_of(guest).fingerprint in form  # type: ignore[union-attr]
    typed = {"role": "group_guest", "person": guest.pk, **day("until", LAST)}
    assert send(worker, at(case, "guests/invite/"), typed).status_code == 302
    assert Guest.objects.get().meeting is not None
    assert at(case) in browser.get("/cases/invited/").content.decode()
    page = browser.get(at(case)).content.decode()
    for words in ("Besa Hoxha", "In words", "Back at school", "Mirela Gjoka"):
        assert words in page
    for words in ("Who opened this file", "What can be done", "Story", "/contact/", "group/hold/", "Who is invited"):
        assert words not in page
    shown = worker.get(at(case)).content.decode()
    assert "Who is invited to this file" in shown
    assert "technical group" in shown  # that they opened it, and as what
    assert worker.post(at(case, f"guests/{Guest.objects.get().pk}/end/")).status_code == 302
    assert browser.get(at(case)).status_code == 404
    assert "No file is open to you" in browser.get("/cases/invited/").content.decode()


def test_a_clerk_keeps_the_criminal_track_and_sees_nothing_else(unit: Unit, worker: Client, clerk: Person) -> None:
    case, browser = unit.in_force(), signed_in(clerk)
    unit.invited(case, clerk)
    assert at(case, "criminal/") in browser.get("/cases/proceedings/").content.decode()
    assert browser.get(at(case)).status_code == 404
    page = browser.get(at(case, "criminal/")).content.decode()
    assert "Besa" not in page
    assert "accompany" not in page
    assert f'href="{at(case)}"' not in page
    typed = {**day("on"), "verb": "report_crime", "article": "128/b", "reference": "77/26", "note": "Sent to Tirana"}
    answer = send(browser, at(case, "criminal/"), typed)
    assert answer.headers["Location"] == at(case, "criminal/")
    assert "77/26" in browser.get(at(case, "criminal/")).content.decode()
    listed = browser.get("/cases/proceedings/").content.decode()
    assert "128/b trafficking of minors" in listed
    assert "Reported to police or prosecution" in listed
    theirs = worker.get(at(case, "criminal/")).content.decode()
    assert "Sent to Tirana" in theirs
    assert clerk.name in theirs


def test_the_worker_stays_the_childs_support_person(unit: Unit, worker: Client) -> None:
    case = unit.assessed()
    typed = {**day("on"), "verb": "report_crime", "support_person": "on"}
    assert send(worker, at(case, "criminal/"), typed).headers["Location"] == at(case)
    assert CriminalStep.objects.get().support_person


def test_a_clerk_keeps_a_draft_of_the_track(unit: Unit, clerk: Person) -> None:
    case, browser = unit.assessed(), signed_in(clerk)
    unit.invited(case, clerk)
    typed = {**hidden(browser.get(at(case, "criminal/"))), "note": "Sent to Ti", "keep_draft": "1"}
    assert browser.post(at(case, "criminal/"), typed).headers["Location"] == at(case, "criminal/")
    assert "Sent to Ti" in browser.get(at(case, "criminal/")).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"role": "prosecution_clerk"}, "does not hold the role that you chose"),
        (day("until", timezone.localdate() - timedelta(days=1)), "This day has passed"),
        (day("until", timezone.localdate() + timedelta(days=500)), "within a year"),
        ({"person": ""}, "govuk-error-summary"),
        ({"person": "999999"}, "999999"),
    ],
)
def test_what_does_not_fit_is_said(
    unit: Unit, worker: Client, guest: Person, typed: dict[str, object], sentence: str
) -> None:
    good = {"role": "group_guest", "person": guest.pk, **day("until", LAST)}
    answer = send(worker, at(unit.assessed(), "guests/invite/"), good | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Guest.objects.exists()


def test_an_invitation_of_another_file_is_not_ended_from_this_one(unit: Unit, worker: Client, guest: Person) -> None:
    made = unit.invited(unit.assessed(), guest)
    elsewhere = unit.assessed(unit.registered(Identity(given_name="Eni")))
    assert worker.post(at(elsewhere, f"guests/{made.pk}/end/")).status_code == 404


def test_a_guest_without_a_key_is_told_to_make_one(unit: Unit, cast: Cast) -> None:
    page = Acting(cast.group_guest).get("/cases/invited/").content.decode()
    assert "You have no key yet" in page
    assert "/keys/make/" in page
    assert "Your units" not in Acting(cast.group_guest).get("/keys/").content.decode()


def test_a_guest_with_a_closed_key_is_asked_to_open_it(unit: Unit, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    browser = Client()
    browser.force_login(guest, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.get(at(case))
    assert answer.status_code == 403
    assert "Besa" not in answer.content.decode()


def test_a_guest_with_a_new_key_is_told_to_ask_again(unit: Unit, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    renew_key(guest, PASSWORD, by=guest)
    answer = signed_in(guest).get(at(case))
    assert answer.status_code == 403
    assert "ask to be invited again" in answer.content.decode()


@pytest.mark.parametrize("who", ["group_guest", "prosecution_clerk"])
def test_the_menu_leads_to_what_they_are_invited_to(unit: Unit, cast: Cast, who: str) -> None:
    page = Acting(cast.of(who)).get("/").content.decode()
    assert "/cases/invited/" in page
    assert ("/cases/proceedings/" in page) is (who == "prosecution_clerk")
    assert 'href="/cases/"' not in page


def test_a_worker_of_another_unit_finds_an_invitation_apart_from_their_own_files(
    unit: Unit, other: Unit, cast: Cast, worker: Client
) -> None:
    from milepost.accounts.actions import assign

    case, theirs = unit.assessed(), other.registered(Identity(given_name="Eni"))
    assign(other.worker, "group_guest", case.country, by=cast.administrator)
    other.worker.forget_held()
    unit.invited(case, other.worker, role="group_guest")
    browser = signed_in(other.worker)
    for url in ("/cases/", "/cases/all/?state=any", "/cases/board/"):
        page = browser.get(url).content.decode()
        assert case.number not in page, url
    assert theirs.number in browser.get("/cases/board/").content.decode()
    assert case.number in browser.get("/cases/invited/").content.decode()
    assert "Who opened this file" not in browser.get(at(case)).content.decode()


def test_lists_of_guests_cost_the_same_however_long(unit: Unit, clerk: Person, guest: Person) -> None:
    opener = unit.opener()

    def add(number: int) -> object:
        from milepost.cases.actions import case as cases
        from milepost.cases.actions.guest import invite_guest

        case: Case = cases.register(unit.reported(), Identity(given_name=f"N{number}"), by=unit.worker, opener=opener)
        for person, role in ((clerk, "prosecution_clerk"), (guest, "group_guest")):
            invite_guest(case, person, role, LAST, by=unit.worker, opener=opener)
        return case

    rows = (1, 3, 30)
    print(
        constant_cost(signed_in(clerk), {"invited": "/cases/invited/", "proceedings": "/cases/proceedings/"}, add, rows)
    )


def test_a_case_page_costs_the_same_however_many_are_invited(unit: Unit, worker: Client, guest: Person) -> None:
    from tests.costs import cost

    case = unit.assessed()
    made = unit.invited(case, guest)
    before = cost(worker, at(case))[0]
    for person in Person.objects.exclude(pk=guest.pk)[:8]:
        Guest.objects.create(
            country=case.country, case=case, by=unit.worker, person=person, role="group_guest", until=made.until
        )
    assert cost(worker, at(case))[0] == before
