"""Every line of the access rules, changed one at a time: what a careless or a bad hand might do to it.

A mutant is a policy file with one change: a condition left out, an answer turned into yes, an `and` dropped, a test
turned round, a filter taken off a query, a group or a verb given or taken away, a decorator weakened. `swap` puts it
into the running process; `tests.mutation` runs the tests on each.
"""

import ast
import copy
import importlib
import inspect
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

import milepost
from milepost.accounts.roles import ROLES, VERBS
from milepost.cases.fields import GROUPS, READS

PACKAGE = Path(milepost.__file__).parent
POLICY: dict[str, tuple[str, ...]] = {
    "accounts/rules.py": (
        "holds", "countries_where", "_granting", "bodies_covered", "_at_or_below", "may_at", "may", "can_be_held", "both",
    ),
    "cases/rules/access.py": (),
    "cases/rules/case.py": (),
    "cases/rules/concern_report.py": (),
    "cases/queries/cases.py": ("cases_within", "cases_for", "_of", "reports_for", "own_reports"),
    "cases/fields.py": ("groups_at", "texts_of"),
    "cases/views/fetch.py": (),
    "people/rules.py": (),
}  # fmt: skip
"""The files whose every function is policy; with names, only these functions of it."""
VIEWS = ("cases/views", "vault/views")
FILE_ROOM = ("case_worker", "head_of_unit", "field_team_member", "national_analyst", "auditor")
VERBS_OF_FILES = ("case.", "people.", "key.", "audit.")
SPOKEN = {"Ruling", "_", "gettext", "gettext_lazy", "messages"}
"""Calls that only say why: their words are no policy."""


@dataclass(frozen=True)
class Mutant:
    """One change. `module` is where, `tree` the whole module with it; for data `data` names role and groups or verbs."""

    name: str
    module: str
    tree: ast.Module | None = None
    data: tuple[str, str, frozenset[str]] | None = None


def every() -> Iterator[Mutant]:
    """All mutants, in the order of the files."""
    for file, functions in POLICY.items():
        yield from of_file(file, functions)
    for folder in VIEWS:
        for path in sorted((PACKAGE / folder).glob("*.py")):
            yield from of_decorators(str(path.relative_to(PACKAGE)))
    yield from of_reads()
    yield from of_roles()


def of_reads() -> Iterator[Mutant]:
    """Each group of texts given to a role that does not read it, or taken from one that does."""
    for role, groups in READS.items():
        for group in GROUPS:
            name = f"READS {role} {'-' if group in groups else '+'}{group}"
            yield Mutant(name, "milepost.cases.fields", data=("READS", role, groups ^ {group}))


def of_roles() -> Iterator[Mutant]:
    """Each verb of the file room given to one of its roles that lacks it, or taken from one that has it."""
    for code in FILE_ROOM:
        verbs = ROLES[code].verbs
        for verb in sorted(VERBS):
            if verb.startswith(VERBS_OF_FILES) or verb in verbs:
                name = f"ROLES {code} {'-' if verb in verbs else '+'}{verb}"
                yield Mutant(name, "milepost.accounts.roles", data=("ROLES", code, verbs ^ {verb}))


def of_file(file: str, functions: tuple[str, ...]) -> Iterator[Mutant]:
    """Each change to each function of a file, and to its sets of verbs."""
    tree = ast.parse((PACKAGE / file).read_text())
    module = _module(file)
    for place, change, label in _changes(tree, functions):
        mutated = copy.deepcopy(tree)
        _put(mutated, place, change)
        yield Mutant(f"{file}:{label}", module, ast.fix_missing_locations(mutated))


def of_decorators(file: str) -> Iterator[Mutant]:
    """Each `@policy` and `@on_case` taken off, or made the one of whoever is signed in, of everybody, of whoever reads."""
    tree, module = ast.parse((PACKAGE / file).read_text()), _module(file)
    for at, node in enumerate(tree.body):
        if not isinstance(node, ast.FunctionDef):
            continue
        for number, decorator in enumerate(node.decorator_list):
            if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) not in ("policy", "on_case"):
                continue
            kind, verb = ast.unparse(decorator.func), ast.literal_eval(decorator.args[0]) if isinstance(
                decorator.args[0], ast.Constant) else ""  # fmt: skip
            weaker: list[str | None] = [None]
            if verb:
                weaker += ["public", "signed in"] if kind == "policy" else []
                weaker += [each for each in ("case.view", "case.list") if each != verb]
            for other in weaker:
                mutated = copy.deepcopy(tree)
                function = mutated.body[at]
                assert isinstance(function, ast.FunctionDef)
                if other is None:
                    del function.decorator_list[number]
                else:
                    call = function.decorator_list[number]
                    assert isinstance(call, ast.Call)
                    call.args = [ast.Constant(other)]
                label = f"{file}:{decorator.lineno} {node.name} @{kind}({verb}) -> {other or 'gone'}"
                yield Mutant(label, module, ast.fix_missing_locations(mutated))


Place = tuple[tuple[str, int | None], ...]


def _changes(tree: ast.Module, functions: tuple[str, ...]) -> Iterator[tuple[Place, Any, str]]:
    """(where, what stands there then, words); `...` takes the statement or argument away."""
    for at, node in enumerate(tree.body):
        here: Place = (("body", at),)
        if isinstance(node, ast.FunctionDef) and (not functions or node.name in functions):
            returns = ast.unparse(node.returns) if node.returns else ""
            for place, change, what in _inside(node, here, returns):
                yield place, change, f"{what[0]} {node.name} {what[1]}"
        elif isinstance(node, ast.Assign) and not functions and isinstance(node.value, ast.Call | ast.BinOp):
            for place, change, what in _inside(node, here, ""):
                yield place, change, f"{what[0]} {ast.unparse(node.targets[0])} {what[1]}"


def _inside(node: ast.AST, place: Place, returns: str) -> Iterator[tuple[Place, Any, tuple[int, str]]]:
    for change, words in _of_node(node, returns):
        yield place, change, (getattr(node, "lineno", 0), words)
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in SPOKEN:
        return
    for field, value in ast.iter_fields(node):
        if field in ("decorator_list", "args", "returns", "annotation") and isinstance(node, ast.FunctionDef):
            continue
        if isinstance(value, list):
            for number, each in enumerate(value):
                if isinstance(each, ast.AST):
                    yield from _inside(each, (*place, (field, number)), returns)
        elif isinstance(value, ast.AST):
            yield from _inside(value, (*place, (field, None)), returns)


_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.Lt: ast.GtE, ast.GtE: ast.Lt,
}  # fmt: skip


def _of_node(node: ast.AST, returns: str) -> Iterator[tuple[Any, str]]:
    """What can be done to a node, with words for it."""
    match node:
        case ast.If():
            yield ast.Pass(), f"without: if {ast.unparse(node.test)}"
            turned = copy.deepcopy(node)
            turned.test = ast.UnaryOp(ast.Not(), turned.test)
            yield turned, f"turned: if {ast.unparse(node.test)}"
        case ast.Return() if returns == "Ruling" and ast.unparse(node) != "return YES":
            yield ast.parse("return YES").body[0], f"yes for: {ast.unparse(node)[:60]}"
        case ast.Return() if returns == "Ruling":
            yield ast.parse("return Ruling('no')").body[0], "no for: return YES"
        case ast.Return() if returns == "bool":
            yield ast.parse("return True").body[0], f"true for: {ast.unparse(node)[:60]}"
        case ast.BoolOp() | ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
            sides = node.values if isinstance(node, ast.BoolOp) else [node.left, node.right]
            for number, side in enumerate(sides):
                kept = [each for each in sides if each is not side]
                whole: ast.expr = kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)  # type: ignore[arg-type]
                yield copy.deepcopy(whole), f"without side {number + 1}: {ast.unparse(side)[:60]}"
        case ast.UnaryOp(op=ast.Not()):
            yield copy.deepcopy(node.operand), f"not dropped: {ast.unparse(node)[:60]}"
        case ast.Compare(ops=[operator]) if type(operator) in _TURNED:
            turned_compare = copy.deepcopy(node)
            turned_compare.ops = [_TURNED[type(operator)]()]
            yield turned_compare, f"turned: {ast.unparse(node)[:60]}"
        case ast.Call(func=ast.Name(id="both")):
            for number, argument in enumerate(node.args):
                rest = copy.deepcopy(node)
                del rest.args[number]
                yield rest, f"both without: {ast.unparse(argument)[:60]}"
        case ast.Call(func=ast.Name(id="require")):
            yield ast.Constant(None), f"without: {ast.unparse(node)[:60]}"
        case ast.Call(func=ast.Attribute(attr="filter" | "exclude", value=chain)):
            yield copy.deepcopy(chain), f"without: .{ast.unparse(node)[len(ast.unparse(chain)) + 1 :][:60]}"
            for number, keyword in enumerate(node.keywords):
                if len(node.keywords) + len(node.args) > 1:
                    rest = copy.deepcopy(node)
                    del rest.keywords[number]
                    yield rest, f"filter without: {ast.unparse(keyword)[:60]}"
        case ast.AugAssign(op=ast.BitOr()):
            yield ast.Pass(), f"without: {ast.unparse(node)[:60]}"
        case ast.Set(elts=[_, _, *_]):
            for number, each in enumerate(node.elts):
                fewer = copy.deepcopy(node)
                del fewer.elts[number]
                yield fewer, f"set without: {ast.unparse(each)}"


def _put(tree: ast.AST, place: Place, change: Any) -> None:
    node: Any = tree
    for field, number in place[:-1]:
        node = getattr(node, field) if number is None else getattr(node, field)[number]
    field, number = place[-1]
    if number is None:
        setattr(node, field, change)
    else:
        getattr(node, field)[number] = change


def _module(file: str) -> str:
    return "milepost." + file.removesuffix(".py").replace("/", ".")


def swap(mutant: Mutant) -> None:
    """Put the mutant into this process: code under the same function objects, data in the same tables."""
    module = importlib.import_module(mutant.module)
    if mutant.data is not None:
        table, key, value = mutant.data
        if table == "READS":
            READS[key] = value
        else:
            object.__setattr__(ROLES[key], "verbs", value)
        return
    if mutant.tree is None:  # the control: nothing is changed
        return
    changed = types.ModuleType(mutant.module)
    changed.__file__ = module.__file__
    exec(compile(mutant.tree, str(module.__file__), "exec"), changed.__dict__)
    for name, old in list(vars(module).items()):
        new = vars(changed).get(name)
        if callable(old) and getattr(old, "__module__", "") == mutant.module and not isinstance(old, type):
            inner_old, inner_new = inspect.unwrap(old), inspect.unwrap(new)  # type: ignore[arg-type]
            if len(inner_old.__code__.co_freevars) == len(inner_new.__code__.co_freevars):
                inner_old.__code__ = inner_new.__code__
        elif isinstance(old, frozenset) and old != new:
            _everywhere(old, new)
    for pattern in _patterns(get_resolver().url_patterns):
        if pattern.callback.__module__ == mutant.module:
            pattern.callback = vars(changed)[pattern.callback.__name__]


def _everywhere(old: object, new: object) -> None:
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith(("milepost", "tests")):
            for name, value in list(vars(module).items()):
                if value is old:
                    setattr(module, name, new)


def _patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[Any]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern
