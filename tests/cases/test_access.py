"""Who reaches which address of the file room: address x method x relation of the case x person.

The table is `access.csv`, reviewed by a person. `y` reaches the page or the act, `why` is asked for a purpose, `-` is
turned away, `0` finds nothing there (the same answer for what is another unit's and for what never existed).
`MILEPOST_WRITE_ACCESS=1` writes it anew after a change; then read the difference before you commit it.
"""

import csv
import os
import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from milepost.accounts import actions as accounts
from milepost.accounts.models import Person
from milepost.cases.actions import case as cases
from milepost.cases.actions import concern_report, purpose
from milepost.cases.actions.assessment import assess_fully, record_exploitation
from milepost.cases.actions.attachment import attach
from milepost.cases.actions.basis import state_basis, withdraw_basis
from milepost.cases.actions.carer import add_carer
from milepost.cases.actions.closed_check import check_closed
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.contact import contact
from milepost.cases.actions.draft import draft
from milepost.cases.actions.duplicate import join
from milepost.cases.actions.extension import extend
from milepost.cases.actions.group_meeting import cancel_group, convene_group, hold_group
from milepost.cases.actions.guest import end_guest
from milepost.cases.actions.message import send_message
from milepost.cases.actions.plan import plan
from milepost.cases.actions.printing import print_file
from milepost.cases.actions.referral import answer_referral, refer
from milepost.cases.actions.track import criminal, nrm, place
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import (
    Asking,
    Copy,
    Ending,
    Found,
    Ground,
    Invited,
    Mechanism,
    MoreTime,
    Outcome,
    Paper,
    Picture,
    Proceeding,
    Safety,
    Task,
    Visit,
    Work,
)
from milepost.cases.fields import COLUMNS as COLUMNS_OF
from milepost.cases.fields import READS
from milepost.cases.media import prepare
from milepost.cases.models import Attachment, Basis, Case, Guest, Message, PlanAction, Referral
from milepost.institutions.models import Body
from milepost.people.actions import child as children
from milepost.people.identity import SEALED, Care, Identity
from milepost.people.models import Carer, Joining
from milepost.people.sealed import read_bytes
from milepost.places.models import Country
from milepost.vault.actions.person_key import make_key
from tests.cases import files
from tests.cases.conftest import Unit, a_gathering, a_plan
from tests.cases.pages.conftest import signed_in
from tests.conftest import PASSWORD, Acting, Cast

TABLE = Path(__file__).parent / "access.csv"
COLUMNS = (
    "case_worker", "second_case_worker", "head_of_unit", "other_case_worker", "other_head_of_unit", "field_team_member",
    "national_analyst", "auditor", "administrator", "focal_point", "foreign case_worker", "foreign head_of_unit",
    "guest", "guest ended", "guest elsewhere", "clerk", "clerk ended", "clerk elsewhere", "nobody",
)  # fmt: skip
"""Guests are invited to every case of the table, ended ones were, those elsewhere are invited to another case."""
GUESTS = {"guest": "group_guest", "clerk": "prosecution_clerk"}
RELATIONS = ("open", "closing", "closed", "sent", "missing")


def addresses() -> list[tuple[str, set[str]]]:
    """The room's addresses and what they are made of."""
    found: dict[str, set[str]] = {}

    def walk(patterns: list[URLPattern | URLResolver], parameters: set[str], inside: bool) -> None:
        for pattern in patterns:
            here = parameters | set(pattern.pattern.converters)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, here, inside or pattern.namespace == "cases")
            elif inside:
                found.setdefault(f"cases:{pattern.name}", set()).update(here)

    walk(get_resolver().url_patterns, set(), False)
    return sorted(found.items())


@pytest.fixture
def guests(unit: Unit, cast: Cast) -> dict[str, Person]:
    """The guests by column, each with a key; nobody has invited them yet."""
    found = {}
    for who in (column for column in COLUMNS if column.split()[0] in GUESTS):
        role = GUESTS[who.split()[0]]
        person = cast.of(role) if who in GUESTS else _another(who, role, unit.body.country, by=cast.system)
        make_key(person, PASSWORD, by=person)
        found[who] = person
    return found


def _another(who: str, role: str, country: Country, *, by: Person) -> Person:
    email = f"{who.replace(' ', '.')}@al.example"
    person = accounts.add(email, who.title(), country, password=PASSWORD, by=by)
    accounts.password_changed(person, by=person)
    accounts.assign(person, role, country, by=by)
    return person


def invite(unit: Unit, case: Case, guests: dict[str, Person]) -> Case:
    """Guests and clerks come to the case, and those who ended are out again."""
    for who, person in guests.items():
        if "elsewhere" not in who:
            made = unit.invited(case, person)
            if "ended" in who:
                end_guest(made, by=unit.worker)
    return case


def invite_elsewhere(unit: Unit, guests: dict[str, Person]) -> None:
    """The others are invited to a case that nobody asks for."""
    case = unit.assessed(unit.registered(Identity(given_name="Z")))
    for who, person in guests.items():
        if "elsewhere" in who:
            unit.invited(case, person)


def browsers(cast: Cast, guests: dict[str, Person]) -> dict[str, Client]:
    """Those with a key signed in with it."""
    keyed = {"case_worker", "second_case_worker", "head_of_unit", "other_case_worker", "other_head_of_unit"}
    keyed |= {"field_team_member"}
    make_key(cast.field_team_member, PASSWORD, by=cast.field_team_member)
    found: dict[str, Client] = {who: signed_in(person) for who, person in guests.items()}
    for who in (column for column in COLUMNS[:-1] if column not in guests):
        person = cast.foreign[who.removeprefix("foreign ")] if who.startswith("foreign ") else cast.of(who)
        found[who] = signed_in(person) if who in keyed else Acting(person)
    return found | {"nobody": Client()}


def relations(unit: Unit, other: Unit, guests: dict[str, Person]) -> dict[str, Case | None]:
    """A case of `case_worker` in each relation, each with guests, an attachment, a legal basis, a provider asked."""

    def in_force(name: str) -> Case:
        case = unit.registered(Identity(given_name=name))
        evidence = prepare(files.jpeg(), "a.jpg", evidence=True)
        attach(case, [evidence], Paper(), by=unit.worker, opener=unit.opener())
        ground = Ground("legal_duty", "case_work", timezone.localdate(), "none")
        state_basis(case, ground, by=unit.worker, opener=unit.opener())
        return asked(invite(unit, unit.in_force(unit.assessed(case)), guests), unit)

    sent = in_force("C")
    known_around(unit, sent)
    transfer(sent, other.body, "moved", by=unit.worker, opener=unit.opener())
    closing = in_force("D")
    propose_close(closing, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
    open_, closed = in_force("A"), in_force("B")
    unit.called(open_)
    for case in (open_, closed, closing):
        known_around(unit, case)
    return {
        "open": Case.objects.get(pk=open_.pk),
        "closed": unit.closed(closed),
        "closing": Case.objects.get(pk=closing.pk),
        "sent": Case.objects.get(pk=sent.pk),
        "missing": None,
    }


def known_around(unit: Unit, case: Case) -> None:
    """A carer, a message to the head, and a second row of the same child: what has addresses below a case."""
    opener = unit.opener()
    add_carer(case, Care("mother", "Eva"), by=unit.worker, opener=opener)
    send_message(case, unit.head, "Please look", by=unit.worker, opener=opener)
    twin = children.register(unit.body, Identity(given_name="Twin"), by=unit.worker, opener=opener)
    if case.state != "transferred":
        join(case, twin, "One", stays=case.child, by=unit.worker, opener=opener)


def answer(client: Client, method: str, url: str) -> str:
    """What an address answers, with what it did taken back."""
    with transaction.atomic():
        found = client.get(url) if method == "GET" else client.post(url, {"plan": "1", "state": "done"})
        transaction.set_rollback(True)
    place = found.headers.get("Location", "")
    if found.status_code == 405:
        return ""
    if found.status_code == 404:
        return "0"
    if found.status_code in (401, 403) or place.startswith("/sign-in/"):
        return "-"
    return "why" if place.endswith("/purpose/") else "y"


def asked(case: Case, unit: Unit, note: str = "") -> Case:
    """A provider was asked for a service."""
    asking = Asking(timezone.localdate(), "day_centre", Body.objects.get(country="al", code="UNICEF"), note=note)
    refer(case, asking, by=unit.worker, opener=unit.opener())
    return Case.objects.get(pk=case.pk)


def made_of(case: Case | None, parameters: set[str], name: str = "") -> dict[str, Any]:
    """The parts of a case's address; `pk` is of the row that the address acts on."""
    rows: dict[str, Any] = {
        "cases:end_guest": Guest.objects.filter(ended_at=None, person__email__startswith="group_guest@"),
        "cases:answer_referral": Referral.objects.all(),
        "cases:end_referral": Referral.objects.all(),
        "cases:read_message": Message.objects.all(),
    }
    around: dict[str, Any] = {
        "cases:change_carer": Carer.objects.filter(child=case.child_id) if case else None,
        "cases:separate": Joining.objects.filter(child=case.child_id) if case else None,
    }
    acted_on: Any = rows.get(name, PlanAction.objects.filter(state="open"))
    if name in around:
        acted_on = around[name]
    action = (acted_on if name in around else acted_on.filter(case=case)).first() if case else None
    parts: dict[str, Any] = {
        "country": case.country_id if case else "al",
        "number": case.number if case else "01-BERAT-1999-0001",
        "pk": action.pk if action else uuid.UUID(int=0),
        "attachment": _newest(Attachment, case),
        "basis": _newest(Basis, case),
        "verb": "contact",
    }
    return {name: parts[name] for name in parameters}


def _newest(model: type[Attachment | Basis], case: Case | None) -> uuid.UUID:
    """A record of the case, evidence if it is an attachment: its original has an address too."""
    found = model._default_manager.filter(case=case).order_by("-at").first() if case else None
    return found.pk if found else uuid.UUID(int=0)


def of_report(pk: Any, parameters: set[str]) -> dict[str, Any]:
    """The parts of a report's address."""
    return {name: {"pk": pk, "verb": "screen_out"}[name] for name in parameters}


@pytest.fixture
def rows(unit: Unit, other: Unit, cast: Cast, guests: dict[str, Person]) -> dict[str, list[str]]:
    """The whole table as it is."""
    clients, known = browsers(cast, guests), relations(unit, other, guests)
    invite_elsewhere(unit, guests)
    report, proposed = unit.reported(), unit.reported()
    concern_report.screen_out(proposed, "no_need", by=unit.worker, opener=unit.opener())
    waiting = unit.planned(unit.assessed(unit.registered(Identity(given_name="E"))))
    stated = purpose.state_purpose(
        _not_none(known["open"]),
        "cover",
        "Why",
        by=cast.second_case_worker,
        opener=unit.opener(cast.second_case_worker),
    )
    stated.until = timezone.now() - timedelta(seconds=1)  # it has passed: the colleague is asked again
    stated.save()
    typed = draft(_not_none(known["open"]), "contact", {"note": ["a"]}, by=unit.worker, opener=unit.opener())
    found: dict[str, list[str]] = {}
    for name, parameters in addresses():
        for relation in RELATIONS if "number" in parameters else ("open", "missing") if parameters else ("",):
            case = waiting.case if name == "cases:approve_plan" and relation == "open" else known.get(relation)
            special: dict[str, Any] = {
                "cases:see_purpose": stated.pk, "cases:confirm_screen_out": proposed.pk,
                "cases:hand_over": unit.worker.pk, "cases:tag_unit": unit.body.pk,
                "cases:throw_away": typed.pk,
            }  # fmt: skip
            pk = special.get(name, report.pk)
            if relation != "open":
                pk = 0 if isinstance(pk, int) else uuid.UUID(int=0)
            arguments = made_of(case, parameters, name) if "number" in parameters else of_report(pk, parameters)
            url = reverse(name, kwargs=arguments)
            for method in ("GET", "POST"):
                line = [answer(clients[who], method, url) for who in COLUMNS]
                if any(line[:-1]):
                    found[f"{name} {method} {relation}".strip()] = line
    return found


def _not_none(case: Case | None) -> Case:
    assert case is not None
    return case


def test_everyone_reaches_what_the_table_says(rows: dict[str, list[str]]) -> None:
    if os.environ.get("MILEPOST_WRITE_ACCESS"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [["address", *COLUMNS], *([name, *line] for name, line in rows.items())]
            )
    with TABLE.open(newline="") as file:
        table = {row[0]: row[1:] for row in list(csv.reader(file))[1:]}
    assert rows == table
    print(f"{len(rows)} addresses x methods x relations, {len(rows) * len(COLUMNS)} answers")


def _table() -> Iterator[tuple[str, dict[str, str]]]:
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file):
            yield row.pop("address"), row


def test_each_denial_has_someone_who_is_let_in() -> None:
    """Every address and method is reached by somebody in some relation; else its denials would prove nothing."""
    every = {tuple(name.split()[:2]) for name, _row in _table()}
    reached = {tuple(name.split()[:2]) for name, row in _table() if "y" in row.values()}
    assert every == reached


@pytest.mark.parametrize("who", ["other_case_worker", "national_analyst", "auditor", "administrator", "focal_point"])
def test_nobody_of_another_unit_or_office_reaches_a_case(who: str) -> None:
    reached = {name for name, row in _table() if row[who] in ("y", "why") and name.split()[-1] in RELATIONS}
    assert not reached


def test_what_never_existed_answers_like_what_is_foreign(unit: Unit, other: Unit, cast: Cast) -> None:
    case, stranger = unit.assessed(), signed_in(other.worker)
    for verb in ("case", "contact", "state_purpose", "transfer"):
        there = stranger.get(reverse(f"cases:{verb}", kwargs=case.address))
        nowhere = stranger.get(reverse(f"cases:{verb}", kwargs={"country": "al", "number": "01-BERAT-1999-0001"}))
        assert (
            (there.status_code, _plain(there.content))
            == (nowhere.status_code, _plain(nowhere.content))
            == (404, _plain(there.content))
        )


def _plain(page: bytes) -> bytes:
    """A page without what differs each time: its forms' tokens, and the address that was asked for."""
    return re.sub(rb'value="[^"]*"|/cases/al/[^"/<]*/', b"", page)


STARTS = (
    "/", "/cases/", "/cases/all/?state=any", "/cases/board/", "/cases/invited/", "/cases/proceedings/", "/keys/",
)  # fmt: skip
MARK = "zqxjvkw"
"""Long enough that no random token of a page holds it."""


def marked(unit: Unit, other: Unit, cast: Cast) -> tuple[Case, set[str]]:
    """A case with a marker in everything that can be typed, and the markers that its pages show to whoever may."""
    today, opener, by = timezone.localdate(), unit.opener(), unit.worker
    number = iter(range(1, 100))

    def mark(word: str = "") -> str:
        return f"{MARK}{next(number)}{word}{MARK}"

    identity = Identity(
        given_name=mark("Ina"), surname=mark("Leka"), other_names=mark(), id_number=mark(), address=mark(), phone=mark(),
        nationality=mark(),
    )  # fmt: skip
    report = unit.reported(
        narrative=mark(), place_detail=mark(), identity=mark(), reporter_contact=mark(), handed_to=mark()
    )
    case = cases.register(report, identity, by=by, opener=opener)
    unit.assessed(case, summary=mark(), child_view=mark())
    assess_fully(case, Picture(*(mark() for _ in range(6))), base=0, by=by, opener=opener)
    record_exploitation(case, Work("begging", note=mark()), base=0, by=by, opener=opener)
    task = Task("day_centre", today + timedelta(days=3), what=mark(), owner=mark())
    plan(case, a_plan(aim=mark(), tasks=(task,)), base=0, by=by, opener=opener)
    invited = (Invited("education", mark()), Invited("police", mark()))
    gathering = a_gathering(invited=invited, child_reason=mark(), parents_invited=False, parents_reason=mark())
    meeting = convene_group(case, gathering, by=by, opener=opener)
    hold_group(meeting, Outcome(today, {1: True}, minutes=mark(), decisions=mark()), by=by, opener=opener)
    cancel_group(convene_group(case, gathering, by=by, opener=opener), mark(), by=by, opener=opener)
    contact(case, Visit(today, "office", note=mark()), by=by, opener=opener)
    referral = Referral.objects.get(case=asked(case, unit, note=mark()))
    answer_referral(referral, "accept", today, mark(), by=by, opener=opener)
    nrm(case, Mechanism("suspect", today, note=mark()), by=by, opener=opener)
    criminal(case, Proceeding("report_crime", today, reference=mark(), note=mark()), by=by, opener=opener)
    place(case, Safety("protect", today, where=mark(), note=mark()), by=by, opener=opener)
    for evidence in (False, True):
        file = prepare(files.jpeg(), mark(), evidence=evidence)
        attach(case, [file], Paper(mark()), by=by, opener=opener)
    attach(case, [prepare(mark().encode(), "note.txt")], Paper(), by=by, opener=opener)
    ground = Ground("carer_consent", "photograph", today, "parent", mark())
    withdraw_basis(state_basis(case, ground, by=by, opener=opener), today, mark(), by=by, opener=opener)
    print_file(case, Copy("request", mark(), mark()), by=by, opener=opener)
    head = {"by": unit.head, "opener": unit.opener(unit.head)}
    extend(case, MoreTime("plan", today + timedelta(days=60), mark()), **head)  # type: ignore[arg-type]
    propose_close(case, Ending("plan_met", "told", "told", mark()), by=by, opener=opener)
    draft(case, "review", {"note": [mark()]}, by=by, opener=opener)
    add_carer(case, Care("mother", mark("Eva"), mark()), by=by, opener=opener)
    send_message(case, unit.head, mark(), by=by, opener=opener)
    twin = unit.closed(unit.in_force(unit.assessed(unit.registered(Identity(given_name=mark("Ine"))))))
    check_closed(twin, Found(today, "well", mark()), by=by, opener=opener)
    join(case, twin.child, mark(), stays=case.child, by=by, opener=opener)
    purpose.state_purpose(
        case, "cover", mark(), by=cast.second_case_worker, opener=unit.opener(cast.second_case_worker)
    )
    concern_report.screen_out(unit.reported(narrative=mark()), "no_need", mark(), by=by, opener=opener)
    case.purposes.update(until=timezone.now() - timedelta(minutes=1))
    return case, {f"{MARK}{n}" for n in range(1, next(number))}


def crawl(client: Client, start: list[str], limit: int = 150) -> dict[str, bytes]:
    """Every page that links lead to, from some addresses on."""
    seen: dict[str, bytes] = {}
    waiting = list(start)
    while waiting and len(seen) < limit:
        url = waiting.pop(0).split("#")[0]
        if url in seen or url.startswith(("/static/", "/gallery/", "http", "/reports/")) or "sign-out" in url:
            continue
        found = client.get(url)
        seen[url] = b"".join(found) if found.streaming else found.content
        seen[url] += str(dict(found.headers)).encode()
        waiting += [each.decode() for each in re.findall(rb'href="(/[^"]*)"', seen[url])]
    return seen


def all_addresses(case: Case) -> list[str]:
    """Every address of the room on this case and its reports, guessed right."""
    others = {"cases:hand_over": case.worker_id, "cases:tag_unit": case.unit_id}
    report = case.reports.get().pk
    return [
        reverse(name, kwargs=made_of(case, parameters, name))
        if "number" in parameters
        else reverse(name, kwargs=of_report(others.get(name, report), parameters))
        for name, parameters in addresses()
    ]


def test_no_actor_receives_one_byte_of_another_units_child(
    unit: Unit, other: Unit, cast: Cast, guests: dict[str, Person]
) -> None:
    case, markers = marked(unit, other, cast)
    invite(unit, case, {who: person for who, person in guests.items() if "ended" in who})
    invite_elsewhere(unit, guests)
    other.registered()  # they have files of their own
    clients, pages = browsers(cast, guests), 0
    for who in COLUMNS:
        if who in ("case_worker", "head_of_unit"):
            continue
        own_unit = who == "second_case_worker"
        seen = crawl(clients[who], [*STARTS, *all_addresses(case)])
        pages += len(seen)
        shown = {url for url, page in seen.items() if MARK.encode() in page.lower()}
        # A colleague reads the unit's reports that are no case yet; nothing of the case.
        assert not {url for url in shown if not (own_unit and url.startswith("/cases/reports/"))}, who
        if not own_unit and who not in ("auditor", "administrator"):  # who read the audit see numbers of files
            assert case.number.encode() not in b"".join(page for url, page in seen.items() if case.number not in url), (
                who
            )
    assert pages > 200
    print(f"{len(markers)} markers, {pages} pages, {len(COLUMNS) - 2} actors")


def groups_of_markers(case: Case, unit: Unit) -> dict[str, str]:
    """The group of every marker, from the columns in which they lie."""
    opener, found = unit.opener(unit.head), dict[str, str]()

    def note(row: Any, columns: dict[str, str], key: bytes) -> None:
        for column, group in columns.items():
            words = read_bytes(row, column, key).decode("utf-8", "replace")
            found.update(dict.fromkeys(re.findall(rf"{MARK}\d+", words), group))

    note(case.child, dict.fromkeys(SEALED, "identity"), opener.open_case(case.child.key_id))
    for name, columns in COLUMNS_OF.items():
        for row in apps.get_model("cases", name)._default_manager.filter(case=case):
            note(row, columns, opener.open_case(getattr(row, "key_id", case.key_id)))
    return found


@pytest.mark.parametrize("who", ["guest", "clerk"])
def test_a_guest_receives_no_byte_of_a_group_that_is_not_theirs(
    unit: Unit, other: Unit, cast: Cast, guests: dict[str, Person], who: str
) -> None:
    case, _markers = marked(unit, other, cast)
    invite(unit, case, guests)
    groups = groups_of_markers(case, unit)
    seen = crawl(signed_in(guests[who]), [*STARTS, *all_addresses(case)])
    shown = set(re.findall(rf"{MARK}\d+", b"".join(seen.values()).decode().lower()))
    assert shown  # else the crawl would prove nothing
    assert {groups[marker] for marker in shown} <= READS[GUESTS[who]]
    assert {"health", "prosecution", "identity", "narrative"} == set(groups.values())
    pages = {url for url, page in seen.items() if MARK.encode() in page.lower()}
    assert pages == {reverse("cases:case" if who == "guest" else "cases:criminal", kwargs=case.address)}


def test_the_same_crawl_finds_the_markers_for_whoever_may(unit: Unit, other: Unit, cast: Cast) -> None:
    case, markers = marked(unit, other, cast)
    seen = crawl(signed_in(unit.head), ["/cases/", "/cases/all/", *all_addresses(case)])
    found = {marker for marker in markers if marker.encode() in b"".join(seen.values())}
    assert len(found) >= 20
    assert f"{MARK}1" in found


def test_a_search_of_another_unit_tells_whom_to_call_and_nothing_else(unit: Unit, other: Unit) -> None:
    case = unit.registered()
    report = other.reported(narrative="Theirs")
    found = signed_in(other.worker).post(
        f"/cases/reports/{report.pk}/register/",
        {"given_name": "Besa", "surname": "Hoxha", "birth_year": "2014", "sex": "girl", "step": "search"},
    )
    page = found.content.decode()
    assert case.child.reference in page
    assert case.number not in page
    assert "This child" not in page
