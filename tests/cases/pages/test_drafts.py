"""Nothing typed is lost: what is kept while someone types, sealed, one's own, and back when they come again."""

import json
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.carer import add_carer
from milepost.cases.actions.draft import draft, forget, forget_drafts, throw_away
from milepost.cases.models import Case, ConcernReport, Draft
from milepost.cases.queries.draft import typed_before
from milepost.cases.sent import sending
from milepost.cases.views.sitting import TITLES
from milepost.people.identity import Care
from milepost.places.models import Country
from milepost.vault.actions.person_key import make_key, renew_key
from milepost.vault.opening import open_with
from milepost.vault.queries import waiting_for
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, day, hidden, signed_in
from tests.conftest import PASSWORD, Cast

WINDOW = {"X-Autosave": "1"}
OF_ONE_THING = {"answer_referral", "end_referral", "withdraw_basis", "change_carer", "separate"}
"""Forms of a single thing of a file: the page of the file leads to them."""


def keep(client: Client, url: str, typed: dict[str, Any]) -> dict[str, Any]:
    """What the page's script sends, and the answer."""
    answer = client.post(url, typed, headers=WINDOW)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def typed_on(unit: Unit, case: Case) -> dict[str, list[str]]:
    found = typed_before(case, "contact", by=unit.worker, opener=unit.opener())
    return found.values if found else {}


def test_draft_is_sealed_under_the_case_and_ones_own(unit: Unit) -> None:
    case = unit.registered()
    for words in ("The mother", "The mother says"):
        draft(case, "contact", {"note": [words]}, by=unit.worker, opener=unit.opener())
    kept = Draft.objects.get()
    assert b"mother" not in bytes(kept.typed or b"")
    assert typed_on(unit, case) == {"note": ["The mother says"]}
    assert typed_before(case, "contact", by=unit.head, opener=unit.opener(unit.head)) is None
    forget(case, "contact", None, by=unit.worker)
    assert not Draft.objects.exists()


def test_typing_for_long_leaves_one_event(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    typed = hidden(worker.get(at(case, "contact/")))
    for words in ("The", "The mother", "The mother says"):
        answer = keep(worker, at(case, "draft/contact/"), {**typed, "note": words})
        typed["seen"] = answer["number"]
    assert answer["number"] == 3
    assert Event.objects.filter(verb="case.draft").count() == 1
    assert Event.objects.get(verb="case.draft").detail == {"form": "contact"}
    page = worker.get(at(case, "contact/")).content.decode()
    assert "The mother says" in page
    assert "This is what you typed on" in page
    assert "Throw away" in page
    assert "There is a problem" not in page


def test_two_windows_of_one_person_keep_two_drafts(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    one, two = (hidden(worker.get(at(case, "contact/"))) for _ in "12")
    keep(worker, at(case, "draft/contact/"), {**one, "note": "Words of the first window"})
    keep(worker, at(case, "draft/contact/"), {**two, "note": "Words of the second window"})
    page = worker.get(at(case, "contact/"))
    assert "Words of the second window" in page.content.decode()
    assert "in another window" in page.content.decode()
    first = worker.get(at(case, f"contact/?draft={Draft.objects.get(token=one['token']).pk}"))
    assert "Words of the first window" in first.content.decode()


def test_a_window_that_did_not_see_the_last_words_does_not_write_over_them(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    old = hidden(worker.get(at(case, "contact/")))
    keep(worker, at(case, "draft/contact/"), {**old, "note": "On the office's machine"})
    fresh = hidden(worker.get(at(case, "contact/")))  # the same draft, opened on the telephone
    assert fresh["token"] == old["token"]
    assert keep(worker, at(case, "draft/contact/"), {**fresh, "note": "On the telephone"})["token"] == old["token"]
    late = keep(worker, at(case, "draft/contact/"), {**old, "seen": "1", "note": "On the machine again"})
    assert late["token"] != old["token"]
    kept = [typed_on_row(unit, row) for row in Draft.objects.order_by("saved_at")]
    assert kept == [["On the telephone"], ["On the machine again"]]


def typed_on_row(unit: Unit, row: Draft) -> list[str]:
    found = typed_before(row.case or "al", row.verb, by=unit.worker, opener=unit.opener(), wanted=row.pk)
    assert found is not None
    return found.values["note"]


def test_sending_forgets_the_draft_and_a_late_window_does_not_bring_it_back(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    typed = {**hidden(worker.get(at(case, "contact/"))), **day("on"), "kind": "office", "note": "Said and done"}
    keep(worker, at(case, "draft/contact/"), typed)
    assert worker.post(at(case, "contact/"), typed).status_code == 302
    assert not Draft.objects.exists()
    keep(worker, at(case, "draft/contact/"), typed)  # the page closed a moment after it was sent
    assert "Said and done" not in worker.get(at(case, "contact/")).content.decode()


def test_a_draft_is_thrown_away_by_its_writer_alone(unit: Unit, worker: Client, head: Client) -> None:
    case = unit.registered()
    row = draft(case, "contact", {"note": ["No"]}, by=unit.worker, opener=unit.opener())
    assert head.post(f"/cases/drafts/{row.pk}/throw-away/").status_code == 404
    with pytest.raises(Refused, match="Only who typed"):
        throw_away(row, by=unit.head)
    assert worker.post(f"/cases/drafts/{row.pk}/throw-away/").status_code == 302
    assert not Draft.objects.exists()
    assert Event.objects.filter(verb="case.throw_away", on_id=str(case.pk)).count() == 1


def test_a_colleague_with_a_purpose_never_sees_it(unit: Unit, cast: Cast) -> None:
    case = unit.registered()
    draft(case, "contact", {"note": ["zqxjvkw my own words"]}, by=unit.worker, opener=unit.opener())
    colleague = signed_in(cast.second_case_worker)
    colleague.post(
        at(case, "purpose/"),
        {**hidden(colleague.get(at(case, "purpose/"))), "reason": "cover", "text": "She is ill"},
    )
    for url in (at(case), at(case, "contact/"), "/cases/", at(case, f"contact/?draft={Draft.objects.get().pk}")):
        page = colleague.get(url)
        assert page.status_code == 200
        assert "zqxjvkw" not in page.content.decode()


def test_drafts_stand_on_the_desk_without_a_word_of_theirs(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    row = draft(case, "contact", {"note": ["zqxjvkw"]}, by=unit.worker, opener=unit.opener())
    page = worker.get("/cases/").content.decode()
    assert "Typed and not sent" in page
    assert at(case, f"contact/?draft={row.pk}") in page
    assert "zqxjvkw" not in page


def test_a_draft_of_every_form_has_its_name_on_the_desk_and_leads_to_a_page(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    for verb in sorted((TITLES.keys() | OF_ONE_THING) - {"report", "register", "screen_out"}):
        row = Draft.objects.create(country=case.country, case=case, person=unit.worker, verb=verb, about=case.pk)
        page = worker.get("/cases/").content.decode()
        assert f"{TITLES[verb]}: {case.number}" in page, verb
        found = re.search(rf'href="([^"]*\?draft={row.pk})"', page)
        if verb not in OF_ONE_THING:
            assert found, verb
            assert worker.get(found[1]).status_code in (200, 302, 403), verb
        row.delete()


def test_what_was_typed_of_one_carer_never_stands_in_the_form_of_another(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    first, second = (
        add_carer(case, Care("mother", name, "", True), by=unit.worker, opener=unit.opener()) for name in ("Ana", "Eva")
    )
    pages = [at(case, f"carers/{each.pk}/") for each in (first, second)]
    keep(worker, at(case, "draft/change_carer/"), {**hidden(worker.get(pages[0])), "name": "Anamaria"})
    shown = [worker.get(page).content.decode() for page in pages]
    assert "Anamaria" in shown[0]
    assert "Anamaria" not in shown[1]
    assert "Eva" in shown[1]


def test_a_field_workers_report_is_there_after_the_telephone_died(unit: Unit, cast: Cast) -> None:
    field = cast.field_team_member
    make_key(field, PASSWORD, by=field)
    telephone = signed_in(field)
    typed = {
        **hidden(telephone.get("/cases/report/")),
        "narrative": "A boy sleeps at the station",
        "place_detail": "Track 2",
    }
    keep(telephone, "/cases/report/draft/", typed)
    row = Draft.objects.get()
    assert b"station" not in bytes(row.typed or b"")
    assert row.case is None
    another = signed_in(field)
    page = another.get("/cases/report/").content.decode()
    assert "A boy sleeps at the station" in page
    assert "Typed and not sent" in another.get("/cases/reported/").content.decode()
    sent = another.post("/cases/report/", {
        **hidden(another.get("/cases/report/")), "unit": unit.body.pk, "concerns": ["begging"], **day("seen_on"),
        "sex": "boy", "narrative": "A boy sleeps at the station", "source": "field_team",
    })  # fmt: skip
    assert sent.status_code == 302
    assert ConcernReport.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_field_worker_with_a_key_is_let_into_no_unit(unit: Unit, cast: Cast) -> None:
    field = cast.field_team_member
    make_key(field, PASSWORD, by=field)
    assert field.body == unit.body
    assert field not in [key.person for key in waiting_for(unit.body)]
    page = signed_in(field).get("/keys/")
    assert page.status_code == 200
    assert "Your units" not in page.content.decode()


def test_without_a_key_the_form_says_that_it_keeps_nothing(unit: Unit, cast: Cast) -> None:
    field = Client()
    field.force_login(cast.field_team_member)
    assert "is not kept until you send it" in field.get("/cases/report/").content.decode()
    answer = field.post("/cases/report/draft/", {"token": str(uuid.uuid4()), "narrative": "a"}, headers=WINDOW)
    assert (answer.status_code, answer.json()["state"]) == (403, "signed_out")


def test_words_sealed_to_a_key_that_was_replaced_are_no_fault(unit: Unit, cast: Cast) -> None:
    field = cast.field_team_member
    make_key(field, PASSWORD, by=field)
    draft("al", "report", {"narrative": ["Gone"]}, by=field, opener=open_with(field, PASSWORD))
    renew_key(field, PASSWORD, by=field)
    assert signed_in(field).get("/cases/report/").status_code == 200


def test_who_the_child_is_is_kept_while_it_is_registered(unit: Unit, worker: Client) -> None:
    report = unit.reported()
    url = f"/cases/reports/{report.pk}/register/"
    keep(worker, f"/cases/reports/{report.pk}/draft/register/", {**hidden(worker.get(url)), "given_name": "Besa"})
    assert b"Besa" not in bytes(Draft.objects.get().typed or b"")
    page = worker.get(url)
    assert 'value="Besa"' in page.content.decode()
    assert worker.post(url, {**hidden(page), "given_name": "Besa", "sex": "girl", "step": "new"}).status_code == 302
    assert not Draft.objects.exists()


def test_what_is_no_form_is_not_kept(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    assert worker.post(at(case, "draft/nonsense/"), {"note": "a"}).status_code == 404
    answer = worker.post(at(case, "draft/contact/"), {"note": "a" * 1_100_000}, headers=WINDOW)
    assert answer.json() == {"state": "invalid", "errors": {"": ["This is too long to be kept."]}}
    for seen in ("-1", "x", "9" * 40):
        assert worker.post(at(case, "draft/contact/"), {"page": "x", "seen": seen, "token": "x"}).status_code == 200


def test_a_session_without_its_key_gives_the_words_back(unit: Unit) -> None:
    case, browser = unit.registered(), Client()
    browser.force_login(unit.worker)
    answer = browser.post(
        at(case, "contact/"), {"token": str(uuid.uuid4()), **day("on"), "kind": "office", "note": "To be given back"}
    )
    assert answer.status_code == 403
    assert "To be given back" in answer.content.decode()
    assert str(uuid.UUID(int=0)) not in answer.content.decode()


def test_pages_that_opened_something_are_kept_by_no_browser(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    for url in (at(case), at(case, "contact/"), "/cases/all/"):
        assert "no-store" in worker.get(url).headers["Cache-Control"], url


def test_old_drafts_of_forms_that_cannot_be_sent_are_forgotten(unit: Unit, albania: Country, cast: Cast) -> None:
    closed, going_on = unit.in_force(), unit.registered()
    for case in (closed, going_on):
        draft(case, "contact", {"note": ["a"]}, by=unit.worker, opener=unit.opener())
    unit.closed(closed)
    assert forget_drafts(albania, by=cast.system) == 0
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=31))
    call_command("tidy")
    assert [row.case for row in Draft.objects.all()] == [going_on]
    assert Event.objects.filter(verb="case.forget_drafts", country="al").latest("id").detail == {"count": 1}


def test_the_same_words_in_the_same_form_are_one_sending() -> None:
    token = str(uuid.uuid4())
    first = sending({"token": [token], "note": ["a"], "page": ["1"]})
    assert first == sending({"note": ["a"], "page": ["2"], "token": [token]})
    assert first != sending({"token": [token], "note": ["b"]})
    assert first != sending({"token": [str(uuid.uuid4())], "note": ["a"]})
    assert sending({"note": ["a"]}) is None
    assert json.dumps(str(first)) != json.dumps(token)


def test_the_same_words_sent_late_once_more_change_nothing(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    old = {**hidden(worker.get(at(case, "contact/"))), "note": "On leaving"}
    assert keep(worker, at(case, "draft/contact/"), old)["number"] == 1
    fresh = hidden(worker.get(at(case, "contact/")))
    assert keep(worker, at(case, "draft/contact/"), old)["number"] == 1  # it was on its way while the page was opened
    assert keep(worker, at(case, "draft/contact/"), {**fresh, "note": "And on"})["token"] == old["token"]
    assert Draft.objects.count() == 1
