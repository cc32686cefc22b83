"""Who holds which verb where: every verb x every role, as the rule answers it, against a reviewed table.

`rights.csv`: `unit` holds it at their own unit only, `country` at every unit of the country, `-` nowhere.
`MILEPOST_WRITE_ACCESS=1` writes it anew after a change; then read the difference before you commit it.
"""

import csv
import os
from pathlib import Path

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.accounts.roles import ROLES, VERBS
from milepost.accounts.rules import countries_where, holds, may, may_at
from milepost.institutions.models import Body
from tests.conftest import Cast

TABLE = Path(__file__).parent / "rights.csv"


def answer(person: Person, verb: str, own: Body, other: Body) -> str:
    """How far the verb reaches."""
    here, there = bool(may_at(person, verb, own)), bool(may_at(person, verb, other))
    assert (here or there) == bool(may(person, verb, "al")) == holds(person, verb, "al")
    return "country" if here and there else "unit" if here else "elsewhere" if there else "-"


def test_each_role_holds_what_the_table_says(cast: Cast) -> None:
    own, other = cast.case_worker.body, cast.other_case_worker.body
    assert own is not None
    assert other is not None
    verbs = sorted(VERBS)
    lines = [
        ["verb", *ROLES],
        *([verb, *(answer(cast.of(role), verb, own, other) for role in ROLES)] for verb in verbs),
    ]
    if os.environ.get("MILEPOST_WRITE_ACCESS"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    with TABLE.open(newline="") as file:
        assert lines == list(csv.reader(file))


def test_a_verb_reaches_the_same_units_by_rule_and_by_query(cast: Cast) -> None:
    own, other = cast.case_worker.body, cast.other_case_worker.body
    assert own is not None
    assert other is not None
    for role in ROLES:
        for verb in VERBS:
            ruled = {body for body in (own, other) if may_at(cast.of(role), verb, body)}
            assert ruled == {own, other} & set(bodies_where(cast.of(role), verb)), (role, verb)


def test_nobody_holds_anything_in_another_country(cast: Cast) -> None:
    own = cast.case_worker.body
    assert own is not None
    for role, person in cast.foreign.items():
        assert not [verb for verb in VERBS if "al" in countries_where(person, verb) or may_at(person, verb, own)], role


def test_who_left_holds_nothing(cast: Cast) -> None:
    own = cast.case_worker.body
    assert own is not None
    for role in ROLES:
        person = cast.of(role)
        person.is_active = False
        held = [
            verb for verb in VERBS if may_at(person, verb, own) or bodies_where(person, verb) or may(person, verb, "al")
        ]
        assert not held, role


def test_the_command_line_reaches_every_unit(cast: Cast) -> None:
    units = Body.objects.filter(kind="cpu")
    assert set(bodies_where(cast.system, "case.view").filter(kind="cpu")) == set(units)
    assert all(may_at(cast.system, "case.view", unit) for unit in units[:3])
