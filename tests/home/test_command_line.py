"""The console command itself: its version, and a data folder that cannot be one."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from milepost import cli


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`milepost …` as a person runs it, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
    command = [sys.executable, "-m", "milepost", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize("asked", ["--version", "version"])
def test_the_version_is_ours(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main([asked])
    assert capsys.readouterr().out == f"milepost {version('milepost')}\n"


@pytest.mark.parametrize("folder", ["{file}", "{file}/folder", "/proc/folder"])
def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path, folder: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("My notes.")
    named = folder.format(file=file)
    done = run("verify_audit", "--data", named)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{named}: ")
    assert "name one that can be made and written to, with --data DIR" in done.stderr
    assert len(done.stderr.splitlines()) == 1
