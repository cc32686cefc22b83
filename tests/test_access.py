"""Who reaches which address: each with every role of the country, the same roles of another one, and nobody.

The table is `access.csv`, reviewed by a person: `y` is let in, `-` is turned away (403, 404, or the sign-in page).
Each address is tried with every method that it takes, a form being sent as empty as a browser sends it, in every
state of the report: the column `report` names the states of a row, `any` for all of them (and for addresses outside
reports, which are tried once). `MILEPOST_WRITE_ACCESS=1` writes the table anew after a change; then read the
difference before you commit it.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse

from milepost.accounts.policy import PUBLIC, SIGNED_IN, policy_of
from milepost.accounts.roles import ROLES
from milepost.reporting.models import Report
from tests.addresses import METHODS, addresses, tried
from tests.conftest import Acting, Cast
from tests.one_of_everything import one_of_everything, ways

TABLE = Path(__file__).parent / "access.csv"
FOREIGN = "foreign "
COLUMNS = [*ROLES, *(FOREIGN + role for role in ROLES), "nobody"]
Key = tuple[str, str]
Cells = tuple[str, ...]


def people(cast: Cast) -> dict[str, Client]:
    return {
        **{role: Acting(cast.of(role)) for role in ROLES},
        **{FOREIGN + role: Acting(cast.foreign[role]) for role in ROLES},
        "nobody": Client(),
    }


def let_in(response: Any) -> bool:
    """Whether it is an answer of the address's own. Signing out leads to the sign-in page, without a way back."""
    return response.status_code not in (401, 403, 404) and "/sign-in/?next=" not in response.headers.get("Location", "")


def cells(clients: dict[str, Client], method: str, url: str) -> Cells | None:
    """The row of an address; None when it does not take the method."""
    answers = []
    for who in COLUMNS:
        response = tried(clients[who], method, url)
        if response.status_code == 405:
            return None
        answers.append("y" if let_in(response) else "-")
    return tuple(answers)


def rows(found: dict[Key, dict[str, Cells]]) -> list[list[str]]:
    """The table: a row per address and method, and where the state of the report matters, per group of states."""
    lines = []
    for (name, method), by_state in sorted(found.items()):
        groups: dict[Cells, list[str]] = {}
        for state, answers in by_state.items():
            groups.setdefault(answers, []).append(state)
        lines += [
            [name, method, " ".join(states) if len(groups) > 1 else "any", *answers]
            for answers, states in groups.items()
        ]
    return lines


def table() -> Iterator[tuple[Key, dict[str, str]]]:
    """The reviewed rows: address and method, and the cells by column."""
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file):
            yield (row["address"], row["method"]), {column: row[column] for column in COLUMNS}


def test_everyone_reaches_what_the_table_says(report: Report, cast: Cast) -> None:
    everything, clients = one_of_everything(report, cast), people(cast)
    found: dict[Key, dict[str, Cells]] = {}

    def walk(state: str, names: dict[str, set[str]]) -> None:
        for name, parameters in names.items():
            url = reverse(name, kwargs=everything.arguments(name, parameters))
            for method in METHODS:
                if (answers := cells(clients, method, url)) is not None:
                    found.setdefault((name, method), {})[state] = answers

    every = {name: parameters for name, (_view, parameters) in addresses().items()}
    walk("draft", every)
    for state, move in ways(report, cast).items():
        move()
        walk(state, {name: parameters for name, parameters in every.items() if name.startswith("reporting:")})
    lines = [["address", "method", "report", *COLUMNS], *rows(found)]
    if os.environ.get("MILEPOST_WRITE_ACCESS"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    with TABLE.open(newline="") as file:
        assert lines == list(csv.reader(file))


def test_each_denial_has_someone_who_is_let_in() -> None:
    someone: dict[Key, bool] = {}
    for key, answers in table():
        someone[key] = someone.get(key, False) or "y" in answers.values()
    assert [key for key, there in someone.items() if not there] == []


def test_nobody_is_let_in_whose_role_does_not_hold_the_verb() -> None:
    """The table is made by what happens; this holds it to what the views say and the roles allow."""
    views = addresses()
    for (name, method), answers in table():
        view, parameters = views[name]
        verb = policy_of(view)
        for who, answer in answers.items():
            if answer == "y":
                role = ROLES.get(who.removeprefix(FOREIGN))
                assert verb == PUBLIC or role, (name, method, who)
                if role and verb not in (PUBLIC, SIGNED_IN):
                    assert verb in role.verbs, (name, method, who)
                    assert not (who.startswith(FOREIGN) and parameters), (name, method, who)
