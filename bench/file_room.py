"""The file room at size: desk, list, search, page of a case and saving, in a unit of 10,000 children.

Each beside a bare view in the same run: the frame of every page, through the same middleware, signed in, with a key
and one indexed query. Encryption and audit are in ours.
"""

import re
import statistics
import time
from collections.abc import Callable
from itertools import count, cycle
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path, reverse
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.policy import SIGNED_IN, policy
from milepost.cases.models import Case
from milepost.home import demo
from milepost.people.identity import Identity
from milepost.people.queries import identity_of
from milepost.vault.opening import open_with

RUNS = 40
_TOKEN = re.compile(r'name="token" value="([^"]+)"')


@policy(SIGNED_IN)
def bare(request: HttpRequest) -> HttpResponse:
    """The frame of every page, and one row by its key."""
    request.opener.units()  # type: ignore[attr-defined]  # the key is opened, as on every page of the room
    return render(request, "ui/base.html", {"case": Case.objects.filter(pk=request.GET["pk"]).first()})


urlpatterns = [path("bare/", bare), path("", include("milepost.urls"))]


class Timed(NamedTuple):
    """Milliseconds: the median and the slowest of twenty; SQL statements."""

    p50: float
    p95: float
    queries: int


def main(children: int) -> None:
    """Make what is missing of the data, measure, print."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("make_demo", children=children, verbosity=0)
    for line in demo.what_is_there():
        print(line)
    with override_settings(ROOT_URLCONF="bench.file_room"):
        _measured()


def _measured() -> None:
    worker, head = (_browser(demo.address("al", role)) for role in ("case_worker", "head_of_unit"))
    person = Person.objects.get(email=demo.address("al", "case_worker"))
    cases = list(Case.objects.filter(worker=person, state="plan_active").order_by("pk")[:RUNS])
    print(f"{'':34}{'p50 ms':>9}{'p95 ms':>9}{'SQL':>6}{'bare p50':>10}{'times':>8}\n" + "-" * 76)
    limit = _timed(worker, cycle([f"/bare/?pk={cases[0].pk}"]).__next__)
    each = cycle(cases)
    pages: dict[str, tuple[Client, Callable[[], str]]] = {
        "desk of a worker": (worker, lambda: reverse("cases:desk")),
        "desk of the head": (head, lambda: reverse("cases:desk")),
        "list": (head, lambda: reverse("cases:cases")),
        "list: closed, high risk": (head, lambda: reverse("cases:cases") + "?state=closed&risk=high"),
        "list: all states, begging": (head, lambda: reverse("cases:cases") + "?state=any&concern=begging"),
        "list: my files that are late": (worker, lambda: reverse("cases:cases") + "?worker=me&late=1"),
        "board": (worker, lambda: reverse("cases:board")),
        "page of a case": (worker, lambda: reverse("cases:case", kwargs=next(each).address)),
        "form of a contact": (worker, lambda: reverse("cases:contact", kwargs=next(each).address)),
    }
    print(_line("a bare view", limit, limit))
    for name, (client, address) in pages.items():
        print(_line(name, _timed(client, address), limit))
    print(_line("save a contact", _saving(worker, cases), limit))
    print(_line("search across spellings", _searching(worker, person, cases), limit))


def _browser(email: str) -> Client:
    client = Client()
    client.post(reverse("accounts:sign_in"), {"login": email, "password": demo.PASSWORD})
    return client


def _timed(client: Client, address: Callable[[], str]) -> Timed:
    def get() -> None:
        answer = client.get(address())
        assert answer.status_code == 200, answer.status_code

    return _runs(get)


def _runs(work: Callable[[], object]) -> Timed:
    work()
    times = []
    for _run in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    statements = count()

    def noted(execute: Any, *given: Any) -> Any:
        next(statements)
        return execute(*given)

    with connection.execute_wrapper(noted):
        work()
    return Timed(statistics.median(times), sorted(times)[round(RUNS * 0.95) - 1], next(statements))


def _saving(client: Client, cases: list[Case]) -> Timed:
    """A contact noted, each time with another text and in another file."""
    texts, each = count(), cycle(cases)

    def save() -> None:
        address = reverse("cases:contact", kwargs=next(each).address)
        token = _TOKEN.search(client.get(address).content.decode())
        assert token is not None
        given = {"token": token[1], "kind": "home_visit", "note": f"Seen, number {next(texts)}."}
        day = timezone.localdate()
        given |= {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
        begun = time.perf_counter()
        answer = client.post(address, given)
        times.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 302, answer.content

    times: list[float] = []
    whole = _runs(save)
    shown = _runs(lambda: client.get(reverse("cases:contact", kwargs=cases[0].address)))
    return Timed(statistics.median(times), sorted(times)[round(len(times) * 0.95) - 1], whole.queries - shown.queries)


def _searching(client: Client, person: Person, cases: list[Case]) -> Timed:
    """A child searched by a name spelled otherwise, from a report of concern."""
    from milepost.cases.models import ConcernReport

    report = ConcernReport.objects.filter(unit=person.body, state="reported").latest("reported_at")
    opener = open_with(person, demo.PASSWORD)
    wanted = cycle([_otherwise(identity_of(case.child, opener)) for case in cases])
    address = reverse("cases:register", args=[report.pk])

    def search() -> None:
        answer = client.post(address, next(wanted) | {"step": "search"})
        assert answer.status_code == 200, answer.status_code
        assert b"register" in answer.content

    return _runs(search)


def _otherwise(child: Identity) -> dict[str, str]:
    """The name as someone else writes it: without ë, with a doubled letter less."""
    plain = {"ë": "e", "ç": "c", "ll": "l", "rr": "r", "xh": "gj"}
    given, surname = child.given_name, child.surname
    for one, other in plain.items():
        given, surname = given.replace(one, other), surname.replace(one, other)
    birth = child.birth
    return {
        "given_name": given, "surname": surname, "sex": child.sex,
        "birth_year": str(birth.year) if birth else "",
    }  # fmt: skip


def _line(name: str, ours: Timed, bare: Timed) -> str:
    times = ours.p50 / bare.p50
    return f"{name:34}{ours.p50:9.1f}{ours.p95:9.1f}{ours.queries:6}{bare.p50:10.1f}{times:8.1f}"
