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
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from milepost.cases.actions import case as cases
from milepost.cases.actions import concern_report, purpose
from milepost.cases.actions.assessment import assess_fully, record_exploitation
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.contact import contact
from milepost.cases.actions.draft import draft
from milepost.cases.actions.plan import plan
from milepost.cases.actions.track import criminal, nrm, place
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Ending, Mechanism, Picture, Proceeding, Safety, Task, Visit, Work
from milepost.cases.models import Case, PlanAction
from milepost.people.identity import Identity
from milepost.vault.actions.person_key import make_key
from tests.cases.conftest import Unit, a_plan
from tests.cases.pages.conftest import signed_in
from tests.conftest import PASSWORD, Acting, Cast

TABLE = Path(__file__).parent / "access.csv"
COLUMNS = (
    "case_worker", "second_case_worker", "head_of_unit", "other_case_worker", "other_head_of_unit", "field_team_member",
    "national_analyst", "auditor", "administrator", "focal_point", "foreign case_worker", "foreign head_of_unit", "nobody",
)  # fmt: skip
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


def browsers(unit: Unit, other: Unit, cast: Cast) -> dict[str, Client]:
    """Those with a key signed in with it."""
    keyed = {"case_worker", "second_case_worker", "head_of_unit", "other_case_worker", "other_head_of_unit"}
    keyed |= {"field_team_member"}
    make_key(cast.field_team_member, PASSWORD, by=cast.field_team_member)
    found: dict[str, Client] = {}
    for who in COLUMNS[:-1]:
        person = cast.foreign[who.removeprefix("foreign ")] if who.startswith("foreign ") else cast.of(who)
        found[who] = signed_in(person) if who in keyed else Acting(person)
    return found | {"nobody": Client()}


def relations(unit: Unit, other: Unit) -> dict[str, Case | None]:
    """A case of `case_worker` in each relation."""
    sent = unit.in_force(unit.assessed(unit.registered(Identity(given_name="C"))))
    transfer(sent, other.body, "moved", by=unit.worker, opener=unit.opener())
    closing = unit.in_force(unit.assessed(unit.registered(Identity(given_name="D"))))
    propose_close(closing, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
    return {
        "open": unit.in_force(unit.assessed(unit.registered(Identity(given_name="A")))),
        "closed": unit.closed(unit.in_force(unit.assessed(unit.registered(Identity(given_name="B"))))),
        "closing": Case.objects.get(pk=closing.pk),
        "sent": Case.objects.get(pk=sent.pk),
        "missing": None,
    }


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


def made_of(case: Case | None, parameters: set[str]) -> dict[str, Any]:
    """The parts of a case's address."""
    action = PlanAction.objects.filter(case=case, state="open").first() if case else None
    parts = {
        "country": case.country_id if case else "al",
        "number": case.number if case else "01-BERAT-1999-0001",
        "pk": action.pk if action else uuid.UUID(int=0),
        "verb": "contact",
    }
    return {name: parts[name] for name in parameters}


def of_report(pk: uuid.UUID, parameters: set[str]) -> dict[str, Any]:
    """The parts of a report's address."""
    return {name: {"pk": pk, "verb": "screen_out"}[name] for name in parameters}


@pytest.fixture
def rows(unit: Unit, other: Unit, cast: Cast) -> dict[str, list[str]]:
    """The whole table as it is."""
    clients, known = browsers(unit, other, cast), relations(unit, other)
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
            special = {
                "cases:see_purpose": stated.pk, "cases:confirm_screen_out": proposed.pk, "cases:throw_away": typed.pk,
            }  # fmt: skip
            pk = special.get(name, report.pk) if relation == "open" else uuid.UUID(int=0)
            arguments = made_of(case, parameters) if "number" in parameters else of_report(pk, parameters)
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
    contact(case, Visit(today, "office", note=mark()), by=by, opener=opener)
    nrm(case, Mechanism("suspect", today, note=mark()), by=by, opener=opener)
    criminal(case, Proceeding("report_crime", today, reference=mark(), note=mark()), by=by, opener=opener)
    place(case, Safety("protect", today, where=mark(), note=mark()), by=by, opener=opener)
    propose_close(case, Ending("plan_met", "told", "told", mark()), by=by, opener=opener)
    draft(case, "review", {"note": [mark()]}, by=by, opener=opener)
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
    report = case.reports.get().pk
    return [
        reverse(name, kwargs=made_of(case, parameters) if "number" in parameters else of_report(report, parameters))
        for name, parameters in addresses()
    ]


def test_no_actor_receives_one_byte_of_another_units_child(unit: Unit, other: Unit, cast: Cast) -> None:
    case, markers = marked(unit, other, cast)
    other.registered()  # they have files of their own
    clients, pages = browsers(unit, other, cast), 0
    for who in COLUMNS:
        if who in ("case_worker", "head_of_unit"):
            continue
        own_unit = who == "second_case_worker"
        seen = crawl(clients[who], ["/", "/cases/", "/cases/all/?state=any", "/cases/board/", *all_addresses(case)])
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
