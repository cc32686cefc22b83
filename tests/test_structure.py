"""The architecture page, held: walls, file names, one spelling, rules on addresses, classes on fields."""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from milepost.accounts.policy import PUBLIC, SIGNED_IN, policy_of
from milepost.accounts.roles import ROLES, VERBS
from milepost.audit.sensitivity import Sensitivity
from milepost.cases.states import TABLES as CASE_TABLES
from milepost.reporting.states import TABLES
from milepost.roadmap.states import STEP_STATES

PACKAGE = Path(__file__).parent.parent / "milepost"
ROOMS = (
    "home",
    "reporting",
    "roadmap",
    "cases",
    "people",
    "documents",
    "vault",
    "accounts",
    "institutions",
    "places",
    "audit",
    "ui",
)

# The file vocabulary of the architecture page, and the modules added by name because the domain has the name.
VOCABULARY = {"states", "models", "rules", "queries", "actions", "forms", "views", "urls", "apps", "migrations", "pack"}
NAMED = {
    "home": {"packs", "reports", "demo", "demo_years", "context", "management"},
    "reporting": {"text", "edition", "content", "importing", "exports", "checks", "knowledge", "converters"},
    "roadmap": set(),
    "cases": {"codes", "limits", "fields", "facts"},
    "people": {"codes", "dates", "identity", "likeness", "sealed", "tags"},
    "documents": set(),
    "vault": {"sealing", "tags", "pepper", "opening", "session", "middleware"},
    "accounts": {"roles", "policy", "middleware", "adapter"},
    "institutions": set(),
    "places": {"packfile"},
    "audit": {"record", "sensitivity"},
    "ui": {"templatetags", "vendor", "gallery", "fields", "icons", "parts", "passages"},
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


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_keys_across_rooms_lead_one_way(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            target = field.related_model
            assert isinstance(target, type)
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and there in ROOMS:
                assert ROOMS.index(here) < ROOMS.index(there), f"{field} leads up the map"
                assert field.remote_field.related_name == "+", f"{field} needs related_name='+'"


RECORD, FILE_ROOM = {"reporting", "roadmap"}, {"cases", "people"}


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
    tables: dict[str, Any] = {**TABLES, "step": STEP_STATES, **CASE_TABLES}
    for name, table in tables.items():
        for state in table.values():
            assert state.owner in ROLES, (name, state.code)
            assert set(state.leads_to.values()) <= set(table), (name, state.code)
