"""The command `export_report`: a file where it was asked for, or a sentence that says what to name instead."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from milepost.audit.models import Event
from milepost.reporting.models import Report

AS_JSON = ("export_report", "al", "2022-05-01", "--format", "json", "-o")


def test_a_file_is_written_and_the_audit_knows(report: Report, tmp_path: Path) -> None:
    call_command(*AS_JSON, str(tmp_path / "report.json"))
    assert json.loads((tmp_path / "report.json").read_text())["country"] == "al"
    assert Event.objects.latest("id").verb == "report.export"


def test_a_dash_is_standard_output_with_the_file_alone(
    report: Report, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command(*AS_JSON, "-")
    assert json.loads(capfdbinary.readouterr().out)["country"] == "al"


@pytest.mark.parametrize("output", ["nowhere/report.json", "."])
def test_what_cannot_be_written_is_named(report: Report, tmp_path: Path, output: str) -> None:
    with pytest.raises(CommandError, match="Name a file that can be written, or - for standard output"):
        call_command(*AS_JSON, str(tmp_path / output))
    assert not Event.objects.filter(verb="report.export").exists()


def test_a_language_that_the_form_does_not_have_is_named(report: Report, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r'The form is not in "xx"\. It is in: en, sq, fr, es'):
        call_command(*AS_JSON, str(tmp_path / "report.json"), "--language", "xx")


def test_a_country_in_capitals_is_the_same_country(report: Report, capfd: pytest.CaptureFixture[str]) -> None:
    call_command("export_report", "AL", "2022-05-01", "--format", "json", "-o", "-")
    assert json.loads(capfd.readouterr().out)["country"] == "al"
