"""A running Milepost on a folder of its own, into which markers are typed by every form; run as a process.

`python -m tests.canary.world` on MILEPOST_DATA: fills every form of the file room through its pages, wrong ways too
(failed sign-ins, refused forms, errors of 404, 422 and 500, bad uploads), backs the database up, and prints what it
reached as JSON. Everything it logs goes to its stderr.
"""

import io
import json
import os
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.canary.fill import filled, marker, send, texts
from tests.canary.scan import STEM

if TYPE_CHECKING:  # Django is set up by `start` first
    from tests.canary.routes import Route
    from tests.canary.things import World

SEARCHED = (
    "number", "q", "worker", "person", "kind", "action", "duty", "draft", "page", "state", "risk", "late", "concern",
    "form", "track", "age", "school", "order", "opened_from", "opened_to", "after", "before", "next",
)  # fmt: skip
"""What addresses ask of lists and filters; a marker in each."""
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


def type_everywhere(world: "World") -> dict[str, dict[str, Any]]:
    """Fill in every form: first as a draft, then with a choice missing, then rightly."""
    from tests.canary.routes import LAST, ROUTES, STAFF, Route

    told: dict[str, dict[str, Any]] = {}
    for name, parameters in rooms().items():
        if name not in LAST:
            route = ROUTES.get(name, Route())
            client, url = world.browsers[route.who], world.address(name, parameters, route.on)
            client.get(url, {each: marker(each) for each in SEARCHED})
            if name not in STAFF:
                told[name] = _typed_into(world, client, url + route.query, route)
    return told


def _typed_into(world: "World", client: Any, url: str, route: "Route") -> dict[str, Any]:
    """What came of one address."""
    page = client.get(url)
    if page.status_code == 405:
        unasked = {"note": marker("unasked"), "text": marker("unasked"), "token": str(uuid.uuid4())}
        return {"status": client.post(url, {**unasked, **route.data}).status_code, "texts": []}
    shown = page.status_code == 200 and page.headers.get("Content-Type", "").startswith("text/html")
    typed = filled(page, route.data) if shown else None
    if not typed or not texts(typed):
        return {"status": page.status_code, "texts": []}
    if b"keep_draft" in page.content:
        send(client, url, {**typed, "keep_draft": "1"})
        send(client, url, {key: value for key, value in typed.items() if STEM in str(value)})
    for step in route.steps or ({},):
        numbers = {key: world.things[value[1:]].number for key, value in step.items() if value.startswith("@")}
        answer = send(client, url, {**typed, **step, **numbers})
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            typed |= filled(answer, route.data) or {}
    told = {"status": answer.status_code, "texts": texts(typed), "saved": route.saved}
    return told | ({"why": _problems(answer)} if route.saved and answer.status_code == 422 else {})


def _problems(page: Any) -> str:
    from lxml import html

    whole: Any = html.fromstring(page.content)
    found = whole.xpath("//*[contains(@class, 'govuk-error-summary')]")
    return " ".join(found[0].text_content().split()) if found else "422"


def go_wrong(world: "World") -> None:
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

    from tests.canary.things import World, taken_in

    world = World()
    told = type_everywhere(world)
    assert taken_in(world), "the marked register was not taken in"
    go_wrong(world)
    back_up(Path(settings.DATA))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
