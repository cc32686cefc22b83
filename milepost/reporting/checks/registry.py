"""The checks there are: every module of this folder that has a CODE. A new check is one such module and its test."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.utils.functional import Promise

from milepost.reporting import checks
from milepost.reporting.checks.finding import Finding, Severity
from milepost.reporting.checks.reading.report import Reading


@dataclass(frozen=True)
class Check:
    """One check. `gives_way_to`: codes of checks whose finding on the same words says it better."""

    code: str
    severity: Severity
    title: str | Promise
    explanation: str | Promise
    find: Callable[[Reading], Iterator[Finding]]
    gives_way_to: tuple[str, ...] = ()


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by code."""
    found = []
    for info in pkgutil.iter_modules(checks.__path__):
        module = import_module(f"{checks.__name__}.{info.name}")
        if hasattr(module, "CODE"):
            found.append(
                Check(
                    module.CODE,
                    module.SEVERITY,
                    module.TITLE,
                    module.EXPLANATION,
                    module.find,
                    getattr(module, "GIVES_WAY_TO", ()),
                )
            )
    return tuple(sorted(found, key=lambda check: check.code))
