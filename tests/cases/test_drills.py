"""Long: many people at the same files, forms sent twice at the same moment, and every reading in the audit."""

import json
import os
import random
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.cases.drill import PEOPLE

pytestmark = pytest.mark.drill

POSTGRESQL = bool(os.environ.get("MILEPOST_DATABASE_URL"))
STEPS = int(os.environ.get("MILEPOST_DRILL_STEPS") or (20_000 if POSTGRESQL else 100_000))
FORMS = int(os.environ.get("MILEPOST_DRILL_FORMS") or 1_000)
READINGS = int(os.environ.get("MILEPOST_DRILL_READINGS") or 10_000)
FILES = 8


def run(setting: dict[str, str], *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.cases.drill", *map(str, arguments)]
    return subprocess.Popen(command, env=setting, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> dict[str, Any]:
    told, _nothing = process.communicate(timeout=3000)
    assert process.returncode == 0
    found: dict[str, Any] = json.loads(told.splitlines()[-1]) if told else {}
    return found


def test_of_a_hundred_thousand_steps_none_writes_over_another_silently(setting: dict[str, str]) -> None:
    seed = int(os.environ.get("MILEPOST_DRILL_SEED") or random.SystemRandom().randrange(10**6))
    said(run(setting, "make", FILES))
    began = time.perf_counter()
    workers = [run(setting, "edit", seed * 10 + n, STEPS // len(PEOPLE) + 1, name) for n, name in enumerate(PEOPLE)]
    told = [said(worker) for worker in workers]
    seconds = time.perf_counter() - began
    result = said(run(setting, "judge"))
    steps = sum(each["steps"] for each in told)
    print(
        f"\nseed {seed}: {steps} steps by {len(workers)} people on {FILES} files in {seconds:.0f} s, {result['saved']} "
        f"savings, {result['met']} times somebody met another writer; {len(result['faults'])} silent overwrites"
    )
    assert result["faults"] == []
    assert result["met"] > STEPS // 100


def test_a_thousand_forms_sent_twice_at_the_same_moment_make_one_row_each(setting: dict[str, str]) -> None:
    said(run(setting, "make", FILES))
    result = said(run(setting, "twice", FORMS))
    print(f"\n{result['sent']} forms, each sent twice at the same moment, in {result['seconds']} s: {result['faults']}")
    assert result["faults"] == []


def test_ten_thousand_readings_are_ten_thousand_events(setting: dict[str, str]) -> None:
    said(run(setting, "make", FILES))
    readers = [run(setting, "read", READINGS // 4, name) for name in (*PEOPLE, PEOPLE[0])]
    told = [said(reader) for reader in readers]
    result = said(run(setting, "judge_reads"))
    print(f"\n{sum(each['read'] for each in told)} readings by {len(readers)} browsers: {result}")
    assert [each["wrong"] for each in told] == [{}, {}, {}, {}]
    assert (result["events"], result["broken"], result["served_without_audit"]) == (READINGS, 0, [])
