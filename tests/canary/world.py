"""A running Milepost on a folder of its own, into which markers are typed by every form; run as a process.

`python -m tests.canary.world` on MILEPOST_DATA: fills every form of the file room through its pages, wrong ways too
(failed sign-ins, refused forms, errors of 404, 422 and 500, bad uploads), backs the database up, and prints what it
reached as JSON. Everything it logs goes to its stderr.
"""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.canary.scan import STEM

LARGE = 26 * 1024 * 1024
"""An upload that Django keeps in a file while it reads it."""


def start() -> None:
    """Django as in production: no debugging, the real error pages, a mail for each error."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG, settings.ADMINS, settings.ALLOWED_HOSTS = False, [("A", "a@example.org")], ["testserver"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(Path(settings.DATA) / "mail")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def marker(name: str) -> str:
    """What is typed into a box: its name makes it one of its kind, and it needs escaping wherever that is done."""
    return f'{STEM}-{name}-ë&<"'


def filled(page: Any, more: dict[str, str]) -> dict[str, Any] | None:
    """The page's largest form that changes something, with every box filled; None where it has none."""
    from lxml import html

    whole: Any = html.fromstring(page.content)
    forms = [each for each in whole.forms if (each.method or "").upper() == "POST"]
    forms = [
        each for each in forms if "/sign-out/" not in (each.action or "") and "/language/" not in (each.action or "")
    ]
    if not forms:
        return None
    typed: dict[str, Any] = {}
    for form in forms:
        typed |= {name: value for box in form.inputs if (name := getattr(box, "name", None))
                  and (value := _value(form, box, name)) is not None}  # fmt: skip
    return typed | more


def _value(form: Any, box: Any, name: str) -> Any:
    from django.utils import timezone

    today = timezone.localdate()
    if box.tag == "textarea":
        return marker(name)
    if box.tag == "select":
        return next((each for each in box.value_options if each), None)
    kind = box.get("type", "text")
    if kind in ("submit", "button", "file") or name == "csrfmiddlewaretoken":
        return None
    if kind in ("radio", "checkbox"):
        return next(iter(form.xpath(f".//input[@name='{name}'][@value!='']/@value")), None)
    if kind == "hidden":
        return box.get("value", "")
    for ending, part in (("_day", today.day), ("_month", today.month), ("_year", today.year)):
        if name.endswith(ending):
            return "" if name.startswith("birth") else part
    if box.get("inputmode") == "numeric" or kind == "number":
        return "10"
    if kind == "time":
        return "10:00"
    if kind == "date":
        return today.isoformat()
    return marker(name)


def texts(typed: dict[str, Any]) -> list[str]:
    """The boxes that hold a marker."""
    return sorted(name for name, value in typed.items() if STEM in str(value))


class World:
    """Units, people and cases in every stage, and browsers of those who fill forms in."""

    def __init__(self) -> None:
        from milepost.cases.actions import concern_report
        from milepost.cases.actions.closure import propose_close
        from milepost.cases.actions.plan import plan
        from milepost.cases.actions.transfer import transfer
        from milepost.cases.facts import Ending
        from milepost.places.models import Country
        from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
        from milepost.vault.actions.unit_key import share_tags
        from tests.cases.conftest import _founded, a_plan
        from tests.cases.pages.conftest import signed_in
        from tests.conftest import make_people

        make_people()
        people = {each: _person(each) for each in (
            "case_worker", "second_case_worker", "head_of_unit", "other_case_worker", "other_head_of_unit", "administrator",
        )}  # fmt: skip
        key, shares = set_up_recovery(Country.objects.get(pk="al"), by=people["administrator"])
        prove_recovery(key, shares[:2], by=people["administrator"])
        set_up_recovery(Country.objects.get(pk="al"), by=people["administrator"])  # to be proved
        self.unit = unit = _founded(people["head_of_unit"], people["case_worker"], people["second_case_worker"])
        other = _founded(people["other_head_of_unit"], people["other_case_worker"])
        share_tags(other.body, by=unit.head, opener=unit.opener(unit.head))

        def fresh() -> Any:
            from milepost.people.identity import Identity

            return unit.registered(Identity())

        planned, sent, closing = (
            unit.assessed(fresh()),
            unit.in_force(unit.assessed(fresh())),
            unit.in_force(unit.assessed(fresh())),
        )
        plan(planned, a_plan(), base=0, by=unit.worker, opener=unit.opener())
        transfer(sent, other.body, "moved", by=unit.worker, opener=unit.opener())
        propose_close(closing, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
        proposed = unit.reported()
        concern_report.screen_out(proposed, "no_need", by=unit.worker, opener=unit.opener())
        self.things: dict[str, Any] = {
            "registered": fresh(), "assessed": unit.assessed(fresh()), "planned": planned, "sent": sent,
            "closing": closing, "in_force": unit.in_force(unit.assessed(fresh())),
            "to close": unit.in_force(unit.assessed(fresh())), "to send": unit.in_force(unit.assessed(fresh())),
            "closed": unit.closed(unit.in_force(unit.assessed(fresh()))),
            "report": unit.reported(), "another report": unit.reported(), "proposed report": proposed,
        }  # fmt: skip
        from django.test import Client

        self.browsers = {
            "worker": signed_in(unit.worker), "head": signed_in(unit.head), "other head": signed_in(other.head),
            "colleague": signed_in(people["second_case_worker"]), "administrator": signed_in(people["administrator"]),
            "nobody": Client(), "newcomer": signed_in(_person("case_worker", "demo")),
        }  # fmt: skip
        for each in self.browsers.values():
            each.raise_request_exception = False

    def address(self, name: str, parameters: set[str], on: str) -> str:
        """An address with the arguments of a stage."""
        from django.urls import reverse

        from milepost.cases.models import PlanAction

        thing = self.things[on]
        given: dict[str, Any] = {"country": "al", "person_pk": self.unit.worker.pk, "pk": thing.pk}
        if "number" in parameters:
            action = PlanAction.objects.filter(case=thing).first()
            given |= {"number": thing.number, "pk": action.pk if action else thing.pk}
        if name.startswith("vault:"):
            given["pk"] = self.unit.body.pk
        if name.startswith("accounts:"):
            given["pk"] = self.unit.worker.pk if name != "accounts:withdraw" else self.unit.worker.held()[0].pk
        return reverse(name, kwargs={each: given[each] for each in parameters})


def _person(name: str, country: str = "al") -> Any:
    from milepost.accounts.models import Person

    return Person.objects.get(email=f"{name}@{country}.example")


def rooms() -> dict[str, set[str]]:
    """Every address of every room that may hold a child, by name."""
    from django.urls import URLPattern, URLResolver, get_resolver

    from tests.canary.routes import OTHER_ROOMS

    found: dict[str, set[str]] = {}

    def walk(patterns: list[Any], prefix: str, parameters: set[str]) -> None:
        for pattern in patterns:
            here = parameters | set(pattern.pattern.converters)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else prefix, here)
            elif isinstance(pattern, URLPattern) and prefix and prefix[:-1] not in OTHER_ROOMS:
                found[f"{prefix}{pattern.name}"] = here

    walk(get_resolver().url_patterns, "", set())
    return dict(sorted(found.items()))


def type_everywhere(world: World) -> dict[str, dict[str, Any]]:
    """Fill in every form: first as a draft, then with a choice missing, then rightly."""
    from tests.canary.routes import LAST, ROUTES, STAFF, Route

    told: dict[str, dict[str, Any]] = {}
    for name, parameters in rooms().items():
        if name in LAST:
            continue
        route = ROUTES.get(name, Route())
        client = world.browsers[route.who]
        try:
            url = world.address(name, parameters, route.on)
        except KeyError as missing:
            told[name] = {"why": f"the world has no {missing}: add it to World.address"}
            continue
        client.get(
            url, {"number": marker("number"), "q": marker("q"), "worker": marker("worker"), "person": marker("p")}
        )
        if name in STAFF:
            continue
        page = client.get(url)
        shown = page.status_code == 200 and page.headers.get("Content-Type", "").startswith("text/html")
        typed = filled(page, route.data) if shown else None
        if page.status_code != 200 or not typed or not texts(typed):
            client.post(
                url, {"note": marker("unasked"), "text": marker("unasked")}
            ) if page.status_code == 405 else None
            told[name] = {"status": page.status_code, "texts": []}
            continue
        if b"keep_draft" in page.content:
            client.post(url, {**typed, "keep_draft": "1"})
            client.post(url, {key: value for key, value in typed.items() if STEM in str(value)})
        answers = [client.post(url, {**typed, **step}) for step in route.steps or ({},)]
        told[name] = {"status": answers[-1].status_code, "texts": texts(typed), "saved": route.saved}
        if route.saved and answers[-1].status_code == 422:
            told[name]["why"] = _problems(answers[-1])
    return told


def _problems(page: Any) -> str:
    from lxml import html

    whole: Any = html.fromstring(page.content)
    found = whole.xpath("//*[contains(@class, 'govuk-error-summary')]")
    return " ".join(found[0].text_content().split()) if found else "422"


def go_wrong(world: World) -> None:
    """Sign-ins that fail, pages that are not there, errors of ours, uploads that nobody asked for."""
    from django.test import Client

    from milepost.cases.actions import contact as contacts

    stranger, worker = Client(raise_request_exception=False), world.browsers["worker"]
    for name in ("login", "password"):
        typed = {"login": "case_worker@al.example", "password": "wrong", name: marker(name)}
        stranger.post("/sign-in/", typed)
    stranger.post("/sign-in/", {"login": f"{STEM}@al.example", "password": "wrong"})
    stranger.post("/cases/report/", {"narrative": marker("signed_out")})
    stranger.get("/cases/all/", {"number": marker("signed_out")})
    case = world.things["in_force"]
    for address in ("/nowhere/", f"/cases/al/{STEM}/", f"/cases/al/{STEM}-2022-0001/contact/", f"/{STEM}/"):
        worker.get(address, {"q": marker("address")})
        worker.post(address, {"note": marker("address")})
    worker.get(f"/audit/?person={STEM}")
    with_csrf = Client(enforce_csrf_checks=True, raise_request_exception=False)
    with_csrf.post("/sign-in/", {"login": marker("csrf"), "password": marker("csrf")})
    real = contacts.contact
    contacts.contact = _fails  # type: ignore[assignment]
    page = worker.get(f"/cases/al/{case.number}/contact/")
    answer = worker.post(f"/cases/al/{case.number}/contact/", filled(page, {}) or {})
    contacts.contact = real
    assert answer.status_code == 500, answer.status_code
    for size in (100, LARGE):
        file = io.BytesIO((marker("upload") * (size // 20)).encode())
        file.name = f"{STEM}.docx"
        worker.post("/cases/report/", {"file": file, "narrative": marker("upload")})


def _fails(*_given: object, **_named: object) -> None:
    raise RuntimeError("something of ours is broken")


def back_up(folder: Path) -> None:
    """A backup as docs/how-to/run-in-production.md says: `.backup` of SQLite, or `pg_dump`."""
    import sqlite3
    import subprocess

    from django.db import connection

    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "milepost.sqlite3") as there, sqlite3.connect(folder / "backup.sqlite3") as copy:
            there.backup(copy)
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    url = os.environ["MILEPOST_DATABASE_URL"]
    subprocess.run(["pg_dump", "--dbname", url, "--file", str(folder / "backup.sql")], check=True)


def main() -> None:
    """All of it."""
    start()
    from django.conf import settings

    world = World()
    told = type_everywhere(world)
    go_wrong(world)
    back_up(Path(settings.DATA))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
