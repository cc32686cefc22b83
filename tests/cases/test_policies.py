"""Each address of the file room asks for the verb that it is called after; where not, this page says for which."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from milepost.accounts.policy import policy_of
from milepost.accounts.roles import ROLES
from milepost.cases.fields import groups_at
from tests.cases.conftest import Unit
from tests.conftest import Cast
from tests.test_structure import views

OTHERWISE = {
    "cases:case": "case.view", "cases:accesses": "case.view", "cases:concern": "case.view", "cases:own_reports": "case.report",
    "cases:desk": "case.list", "cases:cases": "case.list", "cases:board": "case.list",
    "cases:decide_close": "case.approve_close", "cases:decide_transfer": "case.accept_transfer",
    "cases:see_purpose": "case.oversee",
    "cases:attachment_content": "case.view_attachment", "cases:attachment_original": "case.view_attachment",
    "cases:draft_concern": "case.draft", "cases:draft_report": "case.draft", "cases:throw_away": "case.draft",
    "cases:tag_unit": "people.tag",
    "vault:keys": "key.view", "vault:unit": "key.open_unit", "vault:open_key": "key.view",
    "vault:reseal": "key.open_unit",
    "vault:make_key": "key.make", "vault:renew_key": "key.renew",
    "vault:recovery": "recovery.set_up", "vault:recover_unit": "recovery.use",
}  # fmt: skip
"""An address that is not called after its verb. `key.open_unit` to go on with a rotation: every member may."""
ROOMS = {"cases": "case", "vault": "key"}


def room() -> list[tuple[str, Any]]:
    return sorted((name, view) for name, view in views() if name.split(":")[0] in ROOMS)


def asks(view: Any) -> str | None:
    """The verb that the view fetches a case for."""
    found: str | None = getattr(view, "asks", None)
    return found


def expected(name: str) -> Iterator[str]:
    """The verbs that an address may be for."""
    if name in OTHERWISE:
        yield OTHERWISE[name]
        return
    where, what = name.split(":")
    yield f"{ROOMS[where]}.{what}"
    if where == "vault":
        yield f"recovery.{what.removesuffix('_recovery')}"


@pytest.mark.parametrize(("name", "view"), room(), ids=lambda value: value if isinstance(value, str) else "")
def test_an_address_is_for_its_verb(name: str, view: Any) -> None:
    assert policy_of(view) in set(expected(name))


@pytest.mark.parametrize(("name", "view"), room(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_case_is_fetched_for_the_verb_that_the_address_is_for(name: str, view: Any) -> None:
    takes_case = "case" in inspect.signature(inspect.unwrap(view)).parameters
    assert asks(view) == (policy_of(view) if takes_case else None)


READ_BY = {
    "case_worker": {"identity", "narrative", "health", "prosecution", "statistics"},
    "head_of_unit": {"identity", "narrative", "health", "prosecution", "statistics"},
    "field_team_member": set(),
    "national_analyst": {"statistics"},
    "auditor": set(),
}  # fmt: skip
"""Which groups of texts a role reads at its unit; a role that is not here reads none."""


def test_each_role_reads_what_the_table_says(unit: Unit, cast: Cast) -> None:
    worker = unit.worker
    for role in ROLES:
        worker.held()[0].role = role
        assert groups_at(worker, unit.body) == READ_BY.get(role, set()), role
