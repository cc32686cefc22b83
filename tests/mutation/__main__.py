"""`python -m tests.mutation [--near] [part of a name ...]`: every mutant of the access rules against the tests of access.

Django, the test database and the tests are made ready once; each mutant then runs in a fork of that process (SQLite's
database in memory forks along), two at a time, and ends at its first failing test. Prints what was caught, what
survived, and the share; ends with 1 when less than 99 of 100 were caught, beside those that are equal by proof.
"""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TESTS = (
    "tests/accounts/test_rights.py", "tests/accounts/test_roles_at_bodies.py", "tests/cases/test_policies.py",
    "tests/cases/test_access_rule.py", "tests/cases/test_cases.py", "tests/cases/test_concern_reports.py",
    "tests/cases/test_plans.py", "tests/cases/test_follow_up.py", "tests/cases/test_transfers.py",
    "tests/cases/test_assessments.py", "tests/cases/test_tracks.py", "tests/cases/test_duties.py",
    "tests/cases/pages", "tests/people", "tests/vault/test_units.py", "tests/vault/test_person_keys.py",
    "tests/vault/test_recovery.py", "tests/vault/test_case_keys.py", "tests/vault/pages", "tests/cases/test_access.py",
)  # fmt: skip
SLOW = ("test_everyone_reaches", "test_no_actor_receives", "test_search_among", "twin_agree", "takes_the_same_queries")
"""Run last: what they catch, a quicker test most often catches first."""
NEAR = {
    "accounts/": ("tests/accounts/", "tests/cases/test_policies", "tests/cases/test_access_rule"),
    "ROLES": ("tests/accounts/", "tests/cases/test_policies"),
    "READS": ("tests/cases/test_policies", "tests/cases/test_access_rule"),
    "cases/": ("tests/cases/", "tests/accounts/test_rights"),
    "people/": ("tests/people/", "tests/cases/pages/test_journey", "tests/cases/test_cases"),
    "vault/": ("tests/cases/test_policies", "tests/vault/"),
}
"""The tests that are near to a mutant, by how its name begins: run first. With `--near` nothing else is run."""
AT_ONCE, LONGEST, GOAL = 2, 900, 0.99
EQUAL = json.loads((Path(__file__).parent / "equal.json").read_text())
"""Mutants that change nothing that anybody can see, by name, with why."""


class Runs:
    """A pytest plugin: instead of running the tests once, it runs them on each mutant."""

    def __init__(self, wanted: list[str], *, near: bool = False) -> None:
        self.wanted, self.near, self.failed = wanted, near, ""
        self.caught: dict[str, str] = {}
        self.survived: list[str] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        """The first failure is enough."""
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: Any) -> bool:
        """All mutants."""
        from tests.mutation import mutants

        items = sorted(session.items, key=lambda item: next((n for n, s in enumerate(SLOW, 1) if s in item.name), 0))
        run(items[0], items[1])  # makes the database and the cast, which every fork then has
        assert not self.failed, self.failed
        found = [each for each in mutants.every() if not self.wanted or any(w in each.name for w in self.wanted)]
        groups = [name for name in NEAR if any(each.name.startswith(name) for each in found)]
        controls = [mutants.Mutant(f"{name} nothing changed", "milepost.accounts.rules") for name in groups]
        near, self.near = self.near, True
        for name, killer, seconds in self._all(controls, items):
            assert not killer, f"{name}, and yet {killer} fails"
            print(f"\n{name}: nothing fails, {seconds:.0f}s", flush=True)
        self.near = near
        print(f"\n{len(found)} mutants, {len(items)} tests", flush=True)
        for name, killer, seconds in self._all(found, items):
            print(f"{'SURVIVED' if not killer else 'caught  '} {seconds:5.1f}s {name} {killer}", flush=True)
            if killer:
                self.caught[name] = killer
            else:
                self.survived.append(name)
        return True

    def _all(self, found: list[Any], items: list[Any]) -> Iterator[tuple[str, str, float]]:
        """(mutant, what caught it or nothing, seconds), as they end. What caught one is tried first on the next."""
        waiting, running = list(reversed(found)), dict[int, tuple[int, Any, float]]()
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                mutant = waiting.pop()
                reading, writing = os.pipe()
                if (child := os.fork()) == 0:
                    os.close(reading)
                    self._one(mutant, items, writing)
                os.close(writing)
                running[reading] = (child, mutant, time.monotonic())
            for reading in select.select(list(running), [], [])[0]:
                child, mutant, began = running.pop(reading)
                with os.fdopen(reading) as pipe:
                    killer = pipe.read()
                _pid, status = os.waitpid(child, 0)
                killer = killer.strip() if not os.WIFSIGNALED(status) else "ran too long"
                first = next((item for item in items if item.nodeid == killer), None)
                if first is not None and not any(slow in first.name for slow in SLOW):
                    items.remove(first)
                    items.insert(0, first)
                yield mutant.name, killer, time.monotonic() - began

    def _for(self, mutant: Any, items: list[Any]) -> list[Any]:
        """The tests for a mutant: those near it that are quick, the others, the slow ones."""
        begins = next((tests for name, tests in NEAR.items() if mutant.name.startswith(name)), ())
        slow = [item for item in items if any(each in item.name for each in SLOW)]
        near = [item for item in items if item.nodeid.startswith(begins) and item not in slow]
        return near if self.near and near else [*near, *(each for each in items if each not in near)]

    def _one(self, mutant: Any, items: list[Any], writing: int) -> None:
        """In a fork: the tests until one fails."""
        from tests.mutation import mutants

        signal.alarm(LONGEST)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            mutants.swap(mutant)
            items = self._for(mutant, items)
            items[0].session._setupstate.teardown_exact(items[0])  # what the parent's last test left is another's
            for item, following in zip(items, [*items[1:], items[0]], strict=True):
                run(item, following)
                if self.failed:
                    break
        except BaseException as error:  # a mutant that cannot even be put in is caught
            self.failed = f"{type(error).__name__}: {error}"
        os.write(writing, self.failed.encode())
        os._exit(0)


def run(item: Any, following: Any) -> None:
    """One test."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def main() -> int:
    """Run, and tell."""
    wanted = [each for each in sys.argv[1:] if each != "--near"]
    runs, began = Runs(wanted, near="--near" in sys.argv), time.monotonic()
    tests = [each for each in TESTS if Path(each).exists()]
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-s", *tests], plugins=[runs])
    real = [name for name in runs.survived if name not in EQUAL]
    judged = len(runs.caught) + len(real)
    share = len(runs.caught) / judged if judged else 0
    for name in runs.survived:
        print(f"survived: {name}{' (equal: ' + EQUAL[name] + ')' if name in EQUAL else ''}")
    minutes = (time.monotonic() - began) / 60
    print(
        f"{len(runs.caught)} of {judged} caught ({share:.1%}), {len(runs.survived) - len(real)} equal, {minutes:.0f} min"
    )
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
