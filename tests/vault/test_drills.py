"""Long: a rotation killed at random points loses nothing, and 10,000 cases get a new key in time."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

KILLS, LIVES, CASES, GOAL = 20, 30, 2000, 60


def world(setting: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.vault.world", *arguments], env=setting, stdout=subprocess.PIPE, text=True
    )


def finished(process: subprocess.Popen[str]) -> str:
    said, _nothing = process.communicate(timeout=600)
    assert process.returncode == 0
    return said


@pytest.mark.drill
def test_a_rotation_killed_at_random_points_leaves_every_case_readable(setting: dict[str, str]) -> None:
    finished(world(setting, "make", str(CASES)))
    chance, midway = random.Random(3), 0
    for _ in range(KILLS):
        process = world(setting, "turn")
        assert process.stdout is not None
        assert process.stdout.readline() == "unreadable 0\n"
        time.sleep(chance.uniform(0.0, 1.0))
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split("\n")
        process.wait()
        midway += said[-2:-1] != ["left 0"]
    result = json.loads(finished(world(setting, "reseal")))
    print(f"\n{KILLS} kills, {midway} of them between two batches or in one: {result['unreadable']} unreadable")
    assert result["unreadable"] == 0
    assert result["moved"] == CASES
    assert midway >= KILLS // 4


@pytest.mark.drill
def test_keys_killed_anywhere_in_their_life_leave_every_case_readable(setting: dict[str, str]) -> None:
    """Joining, leaving, new and forgotten passphrases, new keys, recovery: by lot, each killed midway at some time."""
    finished(world(setting, "make", "300"))
    chance, within, done = random.Random(5), Counter[str](), Counter[str]()
    for _ in range(LIVES):
        process = world(setting, "life")
        assert process.stdout is not None
        assert process.stdout.readline() == "unreadable 0\n"
        time.sleep(chance.uniform(0.0, 1.5))
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().splitlines()
        process.wait()
        done.update(line.removeprefix("end _") for line in lines if line.startswith("end"))
        within.update(line.removeprefix("begin _") for line in lines[-1:] if line.startswith("begin"))
    result = json.loads(finished(world(setting, "reseal")))
    print(f"\n{LIVES} kills, inside {dict(within)}, after {dict(done)} whole acts: {result['unreadable']} unreadable")
    assert result["unreadable"] == 0
    assert len(within) >= 3
    assert len(done) == 5


@pytest.mark.drill
def test_ten_thousand_cases_get_a_new_key_within_a_minute(setting: dict[str, str]) -> None:
    finished(world(setting, "make", "10000"))
    result = json.loads(finished(world(setting, "reseal")))
    print(f"\n10,000 case keys re-sealed in {result['batches']} batches: {result['seconds']:.1f} s (goal {GOAL} s)")
    assert (result["moved"], result["unreadable"]) == (10000, 0)
    assert result["seconds"] < GOAL
