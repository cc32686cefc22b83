"""Who reaches which address: each with every role of the country, the same roles of another one, and nobody.

The table is `access.csv`, reviewed by a person: `y` reaches the page, `-` is turned away (403, 404,
or the sign-in page).
`MILEPOST_WRITE_ACCESS=1` writes it anew after a change; then read the difference before you commit it.
"""

import csv
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution as contributions
from milepost.reporting.actions import review, submission
from milepost.reporting.actions.importing import import_document
from milepost.reporting.content import Slot, Words
from milepost.reporting.importing.read import read
from milepost.reporting.models import Report
from milepost.roadmap.models import Step
from tests.conftest import Acting, Cast
from tests.reporting.filling import fill

TABLE = Path(__file__).parent / "access.csv"
ROLES = ("focal_point", "contributor", "approver", "viewer", "administrator")
COLUMNS = [*ROLES, *(f"foreign {role}" for role in ROLES), "nobody"]
SKIPPED = {
    "set_language",
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_logout",
    "account_change_password",
}  # Django's own, and allauth's names of our pages


def addresses() -> list[tuple[str, set[str]]]:
    found: dict[str, set[str]] = {}

    def walk(patterns: list[URLPattern | URLResolver], prefix: str, parameters: set[str]) -> None:
        for pattern in patterns:
            here = parameters | set(pattern.pattern.converters)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{prefix}{pattern.namespace + ':' if pattern.namespace else ''}", here)
            elif pattern.name not in SKIPPED and not prefix.startswith("cases:"):  # tests/cases/test_access.py
                found.setdefault(f"{prefix}{pattern.name}", set()).update(here)

    walk(get_resolver().url_patterns, "", set())
    return sorted(found.items())


@pytest.fixture
def world(report: Report, cast: Cast) -> dict[str, dict[str, Any]]:
    """A report with something of everything, and the arguments that lead to it."""
    by = cast.focal_point
    slot = Slot("priority_progress", 1)
    text = (Path(__file__).parent.parent / "milepost/packs/al/reports/albania-2022-2023-report.txt").read_bytes()
    document = import_document(report, read(text, "r.txt", report.edition.edition), "r.txt", text, by=by)
    fill(report, by=by)
    answers.answer(report, slot, Words("Another text."), base=1, by=by)
    asked = contributions.ask(report, slot, cast.contributor, due=date(2030, 1, 1), by=by)
    thread = review.comment(report, slot, "A comment.", by=cast.approver)
    review.send_for_review(report, by=by)
    review.approve(report, by=cast.approver)
    submission.submit(report, by=by)
    place = report.address | {"question": slot.question, "item": 1}
    step = Step.objects.filter(country="al").first()
    assert step is not None
    special: dict[str, dict[str, Any]] = {
        "reporting:document": {"pk": document.pk}, "reporting:original": {"pk": document.pk},
        "reporting:reply": {"pk": thread.pk}, "reporting:resolve": {"pk": thread.pk},
        "reporting:round": {"number": 1}, "reporting:restore": {"number": 1},
        "reporting:export": {"format": "json"}, "reporting:submitted_file": {"format": "pdf"},
        "roadmap:edit": {"pk": step.pk}, "reporting:empty_form": {"code": "2023"},
        "accounts:withdraw": {"pk": cast.viewer.held()[0].pk},
    }  # fmt: skip
    general = place | {
        "pk": asked.pk,
        "number": 1,
        "answer": 1,
        "fingerprint": "none",
        "format": "json",
        "code": "2023",
    }
    return {"general": general, **special}


def people(cast: Cast) -> dict[str, Client]:
    return {
        **{role: Acting(cast.of(role)) for role in ROLES},
        **{f"foreign {role}": Acting(cast.foreign[role]) for role in ROLES},
        "nobody": Client(),
    }


def reaches(client: Client, url: str) -> bool:
    """Whether the address answers with its page; a form's address is tried by sending it empty."""
    response = client.get(url)
    if response.status_code == 405:
        response = client.post(url)
    turned_away = response.status_code in (401, 403, 404) or response.headers.get("Location", "").startswith(
        "/sign-in/"
    )
    return not turned_away


def test_everyone_reaches_what_the_table_says(world: dict[str, dict[str, Any]], cast: Cast) -> None:
    clients = people(cast)
    rows: dict[str, list[str]] = {}
    for name, parameters in addresses():
        if name in ("accounts:sign_out",):
            continue  # ends the session it is tried with
        arguments = {k: v for k, v in (world["general"] | world.get(name, {})).items() if k in parameters}
        if name.startswith("accounts:") and "pk" in parameters and name != "accounts:withdraw":
            arguments["pk"] = cast.viewer.pk
        url = reverse(name, kwargs=arguments)
        rows[name] = ["y" if reaches(clients[who], url) else "-" for who in COLUMNS]
    if os.environ.get("MILEPOST_WRITE_ACCESS"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [["address", *COLUMNS], *([n, *r] for n, r in rows.items())]
            )
    with TABLE.open(newline="") as file:
        table = {row[0]: row[1:] for row in list(csv.reader(file))[1:]}
    assert rows == table


def test_each_denial_has_someone_who_is_let_in() -> None:
    with TABLE.open(newline="") as file:
        rows = list(csv.reader(file))[1:]
    # Acts that a submitted report no longer offers to anyone are tried in the tests of those acts.
    nobody = {row[0] for row in rows if "y" not in row[1:]}
    assert nobody <= {
        "reporting:decide", "reporting:decide_imported", "reporting:justify", "reporting:place", "reporting:settle",
        "reporting:confirm", "reporting:restore", "reporting:comment", "reporting:reply", "reporting:resolve",
    }  # fmt: skip
