"""The audit page says a phrase for every event that the product writes, and each room has its own table."""

import re
from pathlib import Path

import milepost
from milepost.cases.views.wording import EVENT_WORDS as FILES
from milepost.home.views.wording import EVENT_WORDS, OWN
from milepost.intake.views.wording import EVENT_WORDS as SHEETS
from milepost.people.codes import EVENT_WORDS as PEOPLE
from milepost.reporting.views.wording import EVENT_WORDS as RECORD
from milepost.structures.views.wording import EVENT_WORDS as STRUCTURES
from milepost.vault.views.wording import EVENT_WORDS as KEYS

PACKAGE = Path(milepost.__file__).parent
WRITTEN = re.compile(r'\brecord(?:_alone)?\(\s*"([a-z_.]+)"')


def test_every_event_has_its_words() -> None:
    written = {verb for path in PACKAGE.rglob("*.py") for verb in WRITTEN.findall(path.read_text())}
    assert {"case.list", "people.search", "key.make", "report.answer"} <= written
    assert not written - set(EVENT_WORDS)


def test_no_two_tables_have_words_for_one_event() -> None:
    assert sum(len(table) for table in (RECORD, KEYS, PEOPLE, FILES, STRUCTURES, SHEETS, OWN)) == len(EVENT_WORDS)


def test_the_records_table_says_nothing_of_files() -> None:
    assert not [verb for verb in RECORD if verb.startswith(("case.", "cases.", "people."))]
