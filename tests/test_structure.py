"""The architecture page, held: walls, file names, one spelling, rules on addresses, classes on fields."""

import ast
import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from milepost.accounts.policy import PUBLIC, SIGNED_IN, policy_of
from milepost.accounts.roles import ROLES, VERBS
from milepost.audit.sensitivity import Sensitivity
from milepost.home.manual import PAGE, TABLES, states_page

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "milepost"

# The import contracts are the map as data; rooms in brackets are not built yet.
_CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
MAP, WALL = ([room.strip("()") for room in contract["layers"]] for contract in _CONTRACTS[:2])
ROOMS = [room for room in MAP if (PACKAGE / room).is_dir()]

# The file vocabulary of the architecture page, and the modules added by name because the domain has the name.
VOCABULARY = {"states", "models", "rules", "queries", "actions", "forms", "views", "urls", "apps", "migrations", "pack"}
NAMED = {
    "home": {
        "packs",
        "reports",
        "demo",
        "demo_cases",
        "demo_country",
        "demo_years",
        "context",
        "management",
        "manual",
        "kinds",
        "unusual",
    },
    "reporting": {"text", "edition", "content", "importing", "exports", "checks", "knowledge", "converters"},
    "roadmap": set(),
    "cases": {"limits", "fields", "facts", "media", "photo", "printed", "sent"},
    "intake": {"table", "reading", "columns", "values", "words", "lines", "workbook"},
    "people": {"codes", "dates", "identity", "likeness", "sealed", "tags"},
    "structures": {"facts", "tiles"},
    "documents": set(),
    "vault": {"rows", "sealing", "tags", "pepper", "in_use", "opening", "session", "middleware"},
    "accounts": {"roles", "policy", "middleware", "adapter", "log"},
    "institutions": set(),
    "places": {"packfile", "codes"},
    "audit": {"record", "sensitivity"},
    "ui": {"templatetags", "vendor", "gallery", "fields", "icons", "parts", "passages", "glyphs", "typeset", "uploads"},
}
FORBIDDEN = {"utils", "common", "helpers", "base", "misc"}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("milepost.")]


def modules(room: str) -> set[str]:
    names = {p.stem for p in (PACKAGE / room).glob("*.py")} | {
        p.parent.name for p in (PACKAGE / room).glob("*/__init__.py")
    }
    return names - {"__init__"}


@pytest.mark.parametrize("room", ROOMS)
def test_files_are_named_from_the_vocabulary(room: str) -> None:
    assert modules(room) <= VOCABULARY | NAMED[room]


def test_no_drawer_for_odds_and_ends() -> None:
    assert not {path.stem for path in PACKAGE.rglob("*.py")} & FORBIDDEN


def test_nobody_listens_to_signals() -> None:
    offenders = [
        path
        for path in PACKAGE.rglob("*.py")
        if "django.dispatch" in path.read_text() or "db.models.signals" in path.read_text()
    ]
    assert not offenders


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_field_has_a_sensitivity_class(model: type[models.Model]) -> None:
    classes: dict[str, Sensitivity] = model.SENSITIVITY  # type: ignore[attr-defined]
    fields = {field.name for field in model._meta.get_fields() if isinstance(field, models.Field)}
    assert set(classes) == fields
    assert set(classes.values()) <= set(Sensitivity)


@pytest.mark.parametrize("room", MAP)
def test_the_page_draws_every_room_and_tells_of_those_that_are_built(room: str) -> None:
    page = (ROOT / "docs/explanation/architecture.md").read_text()
    _before, drawing, words = page.split("```", 2)
    star = re.search(rf"\b{room}\b( \*)?", drawing)
    assert star
    assert (room in ROOMS) is (star[1] is None)
    assert (room in ROOMS) is (f"| `{room}` |" in words)


def may_lead(here: str, there: str) -> bool:
    """Whether a room may know of another: it stands above it on the map, and above it at the wall if both do."""
    return all(each.index(here) < each.index(there) for each in (MAP, WALL) if {here, there} <= set(each))


@pytest.mark.parametrize(
    ("here", "there", "leads"),
    [
        ("cases", "people", True), ("counting", "cases", True), ("counting", "indicators", True),
        ("cases", "accounts", True), ("reporting", "cases", False), ("cases", "reporting", False),
        ("people", "indicators", False), ("reporting", "counting", False), ("accounts", "people", False),
    ],
)  # fmt: skip
def test_the_wall_stands_between_rooms_that_are_not_built_yet(here: str, there: str, leads: bool) -> None:
    assert may_lead(here, there) is leads


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_keys_across_rooms_lead_one_way(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            target = field.related_model
            assert isinstance(target, type)
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and there in ROOMS:
                assert may_lead(here, there), f"{field} leads up the map, or through the wall"
                assert field.remote_field.related_name == "+", f"{field} needs related_name='+'"


RECORD, FILE_ROOM = {"reporting", "roadmap"}, {"cases", "people", "intake"}


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_no_key_crosses_the_wall(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            target = field.related_model
            assert isinstance(target, type)
            ends = {model._meta.app_label, target._meta.app_label}
            assert not (ends & RECORD and ends & FILE_ROOM), f"{field} crosses the wall between the columns"


def views() -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{prefix}{pattern.namespace + ':' if pattern.namespace else ''}")
            else:
                found.append((f"{prefix}{pattern.name}", pattern.callback))

    walk(get_resolver().url_patterns, "")
    return found


def test_every_address_has_a_rule() -> None:
    without = {
        name for name, view in views() if name != "set_language" and policy_of(view) not in VERBS | {PUBLIC, SIGNED_IN}
    }
    assert not without


def test_only_these_addresses_are_public() -> None:
    public = {name for name, view in views() if policy_of(view) == PUBLIC}
    assert public == {
        "accounts:sign_in",
        "ui:gallery",
        "account_login",  # allauth's names of the sign-in page
        "account_signup",
        "account_reset_password",
    }


def action_functions() -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for path in sorted([*PACKAGE.glob("*/actions.py"), *PACKAGE.glob("*/actions/*.py")]):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and any(_name(d) == "transaction.atomic" for d in node.decorator_list):
                found.append((f"{path.relative_to(PACKAGE)}:{node.name}", node))
    return found


def _name(node: ast.expr) -> str:
    return ast.unparse(node)


@pytest.mark.parametrize(
    ("name", "node"), action_functions(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_action_takes_by_and_leaves_one_event(name: str, node: ast.FunctionDef) -> None:
    assert "by" in {argument.arg for argument in node.args.kwonlyargs}
    records = [call for call in ast.walk(node) if isinstance(call, ast.Call) and _name(call.func) == "record"]
    settles = [
        call for call in ast.walk(node) if isinstance(call, ast.Call) and _name(call.func) in ("_settle", "keep")
    ]
    assert len(records) == 1 or (not records and settles), name


def test_every_state_has_an_owner_and_leads_to_states() -> None:
    for name, table in TABLES.items():
        for state in table.values():
            assert state.owner in ROLES, (name, state.code)
            assert set(state.leads_to.values()) <= set(table), (name, state.code)


def test_every_table_of_states_is_drawn() -> None:
    tables = [
        getattr(module, name)
        for path in sorted(PACKAGE.glob("*/states.py"))
        for module in [importlib.import_module(f"milepost.{path.parent.name}.states")]
        for name in vars(module)
        if name.endswith("_STATES") and name != "OPEN_STATES"
    ]
    assert len(tables) == len(TABLES)
    assert all(table in TABLES.values() for table in tables)


def test_the_page_of_states_is_fresh() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == states_page(), "docs/reference/states.md is stale: `make manual` writes it anew; commit it too."
