"""Reading the files of a country pack, with file, line and reason for every fault; and loading their rows.

Each room says what of it comes from a pack (`pack.py`: a list of `Table`); `plan` compares with the database and `load`
writes the difference. Loading twice changes nothing; a row that vanished from the pack is told and never deleted.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from django.db import models
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

Row = TypeVar("Row", bound=BaseModel)
Paths = dict[tuple[str | int, ...], int]


class PackFault(ValueError):
    """A file that does not hold what it should. One line per fault: file, line, reason."""


class PackRow(BaseModel):
    """A row of a pack's file: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Table:
    """Rows of one model that a pack sets. `rows`: key -> field values; `refs`: fields that hold another row's code.

    `key`: how a stored row's key is read. `scope`: which stored rows the pack speaks of.
    """

    what: str
    model: type[models.Model]
    rows: Mapping[str, Mapping[str, Any]]
    key: Callable[[Any], str]
    scope: Mapping[str, Any]
    refs: Mapping[str, type[models.Model]] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What loading would do with one row. `fields`: name -> (stored, wanted)."""

    kind: Literal["add", "change", "same", "gone"]
    what: str
    code: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    def __str__(self) -> str:
        sign = {"add": "+", "change": "~", "same": "=", "gone": "?"}[self.kind]
        lines = [f"{sign} {self.what} {self.code}"]
        lines += [
            f"    {name}: {old!r} -> {new!r}" for name, (old, new) in self.fields.items() if self.kind == "change"
        ]
        return "\n".join(lines)


def plan(table: Table) -> list[Change]:
    """Compare a table with the database."""
    stored = _stored(table)
    changes: list[Change] = []
    for code, wanted in table.rows.items():
        if code not in stored:
            changes.append(Change("add", table.what, code, {name: (None, value) for name, value in wanted.items()}))
            continue
        now = {name: _value(stored[code], name, table) for name in wanted}
        differing = {name: (now[name], wanted[name]) for name in wanted if now[name] != wanted[name]}
        changes.append(Change("change" if differing else "same", table.what, code, differing))
    changes += [Change("gone", table.what, code) for code in stored if code not in table.rows]
    return changes


def load(table: Table) -> list[Change]:
    """Write the difference, parents before children. Call inside the action's transaction."""
    changes = plan(table)
    stored = _stored(table)
    for change in changes:
        if change.kind in ("same", "gone"):
            continue
        instance = stored.get(change.code) or table.model(**_fixed(table.scope))
        for name, value in _resolved(table.rows[change.code], table).items():
            setattr(instance, name, value)
        instance.save()
    return changes


def _stored(table: Table) -> dict[str, models.Model]:
    rows = table.model._default_manager.filter(**table.scope).select_related(*table.refs)
    return {table.key(row): row for row in rows}


def _value(instance: models.Model, name: str, table: Table) -> Any:
    value = getattr(instance, name)
    if name in table.refs:
        return value.code if value is not None else None
    return value


def _resolved(values: Mapping[str, Any], table: Table) -> dict[str, Any]:
    resolved = dict(values)
    for name, model in table.refs.items():
        code = resolved.get(name)
        if isinstance(code, str):
            scope = {"country": table.scope["country"]} if "country" in table.scope else {}
            resolved[name] = model._default_manager.get(code=code, **scope)
    return resolved


def _fixed(scope: Mapping[str, Any]) -> dict[str, Any]:
    """The field values that a scope fixes for a new row."""
    return {"country_id" if name == "country" else name: value for name, value in scope.items() if "__" not in name}


def read_yaml(path: Path, model: type[Row]) -> Row:
    """A YAML file as one row model. Raises `PackFault`."""
    data, lines = load_yaml(read_text(path), _name(path))
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise PackFault("\n".join(faults(error, lines, _name(path)))) from None


def read_list(path: Path, model: type[Row]) -> list[Row]:
    """A YAML file that is a list, as row models; a missing file is an empty list. Raises `PackFault`."""
    return [row for _line, row in read_list_lines(path, model)]


def read_list_lines(path: Path, model: type[Row]) -> list[tuple[int, Row]]:
    """`read_list`, each row with the line it begins on: for faults between rows, which no row shows by itself."""
    if not path.exists():
        return []
    data, lines = load_yaml(read_text(path), _name(path))
    try:
        rows = TypeAdapter(list[model]).validate_python(data or [])  # type: ignore[valid-type]
    except ValidationError as error:
        raise PackFault("\n".join(faults(error, lines, _name(path)))) from None
    return [(lines[index,], row) for index, row in enumerate(rows)]


def read_csv(path: Path, model: type[Row]) -> list[Row]:
    """A CSV file as row models; empty cells are not there. Raises `PackFault` with the line of every fault."""
    return [row for _line, row in read_csv_lines(path, model)]


def read_csv_lines(path: Path, model: type[Row]) -> list[tuple[int, Row]]:
    """`read_csv`, each row with its line."""
    rows: list[tuple[int, Row]] = []
    found: list[str] = []
    reader = csv.DictReader(read_text(path).splitlines())
    for record in reader:
        try:
            filled = {name: value for name, value in record.items() if value not in ("", None)}
            rows.append((reader.line_num, model.model_validate(filled)))
        except ValidationError as error:
            found.extend(faults(error, {(): reader.line_num}, _name(path)))
    if found:
        raise PackFault("\n".join(found))
    return rows


def load_yaml(source: str, name: str) -> tuple[Any, Paths]:
    """The data of a YAML text, and the line (from 1) of every path in it. Raises `PackFault`."""
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        data = yaml.safe_load(source)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackFault(f"{name}:{line}: {error.problem or 'this is not YAML'}") from None
    lines: Paths = {}
    if node is not None:
        _walk(node, (), lines)
    return data, lines


def _walk(node: yaml.Node, path: tuple[str | int, ...], lines: Paths) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*path, key.value)] = key.start_mark.line + 1
            _walk(value, (*path, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*path, index), lines)


def faults(error: ValidationError, lines: Mapping[tuple[str | int, ...], int], name: str) -> Iterator[str]:
    """One line per fault of a validated file: ``file:line: where: reason``."""
    for fault in error.errors():
        path = tuple(fault["loc"])
        known = path
        while known and known not in lines:
            known = known[:-1]
        where = ".".join(str(part) for part in path)
        reason = fault["msg"].removeprefix("Value error, ")
        yield f"{name}:{lines.get(known, 1)}: {where + ': ' if where else ''}{reason}"


def read_text(path: Path, name: str = "") -> str:
    """The text of a file, called `name` in faults. Raises `PackFault`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PackFault(f"{name or _name(path)}:1: cannot be read as UTF-8 text: {error}") from None


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
