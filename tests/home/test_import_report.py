"""`milepost import_report`: what it says, and what it refuses with a sentence and without a trace."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import milepost
from milepost.places.models import Country
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Import, Report
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.importing.told import as_text, lines

ALBANIA = Path(milepost.__file__).parent / "packs" / "al" / "reports" / "albania-2022-2023-report.txt"


def run(file: Path, country: str = "al", start: str = "2022-05-01", end: str = "2023-04-30", **more: str) -> str:
    told = StringIO()
    options = {"country": country, "start": start, "end": end, **more}
    named = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    call_command("import_report", str(file), *named, stdout=told)
    return told.getvalue()


def refused(file: Path, code: int, **more: str) -> str:
    with pytest.raises(CommandError) as refusal:
        run(file, **more)
    assert refusal.value.returncode == code
    return str(refusal.value)


def test_placed_same_and_waiting_are_told_apart(report: Report, cast: Cast) -> None:
    assert "waiting" not in run(ALBANIA)
    answers.answer(report, Slot("highlights"), Words("Mine."), base=1, by=cast.focal_point)
    told = run(ALBANIA)
    assert "placed: 0" in told
    assert "waiting for a decision: 1\n  highlights\n" in told
    assert "same as in the report: " in told


def test_another_period_is_told(report: Report, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(as_text(lines(report.edition.edition)))
    told = run(other)
    assert "look at this: The document says that it is of Varenia; this report is of Albania." in told
    assert "look at this: The document is of May 2023 – April 2024; this report is of May 2022 – April 2023." in told


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"edition": "2024"}, "is in edition 2023, not in 2024"),
        ({"end": "2023-04-29"}, "ends on 2023-04-30, not on 2023-04-29"),
        ({"start": "2022-06-01"}, "covers days of this period"),
        ({"start": "1022-05-01", "end": "1023-04-30"}, "1990 to 2100"),
        ({"start": "2024-05-01", "end": "2030-04-30"}, "longer than two years"),
        ({"start": "2024-05-01", "end": "2024-04-30"}, "The last day comes after the first day."),
        ({"country": "qq"}, 'There is no pack "qq"'),
        ({"country": "Q-1", "country_name": "Quiet"}, "no country code"),
        ({"country": "qq", "country_name": "Quiet", "edition": "1999"}, "There is no edition 1999."),
    ],
)
def test_what_is_asked_for_wrongly_is_refused(report: Report, more: dict[str, str], sentence: str) -> None:
    assert sentence in refused(ALBANIA, 2, **more)
    assert not Import.objects.exists()


def test_the_reports_own_edition_and_end_are_fine(report: Report) -> None:
    assert "edition 2023" in run(ALBANIA, edition="2023", end="2023-04-30")


def test_a_file_that_cannot_be_read_leaves_no_country_behind(db: None, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert "This file is empty." in refused(empty, 1, country="qq", country_name="Quiet")
    assert not Country.objects.filter(pk="qq").exists()


def test_nothing_is_read_into_a_report_in_review(report: Report, cast: Cast) -> None:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    assert "in review, so nobody writes in it" in refused(ALBANIA, 1)


def test_a_country_without_a_pack_takes_its_items_from_the_document(db: None) -> None:
    assert "priorities: 4, carried steps: 3" in run(ALBANIA, country="qq", country_name="Albania")
    assert Report.objects.get(country="qq").items.count() == 7
