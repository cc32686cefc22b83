"""A file on paper: number, reason, receiver; a mark on every page; not one word of a group that is not the reader's."""

import io
import json
import re
import subprocess
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest
from django.test import Client
from django.utils import translation

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions import purpose
from milepost.cases.actions.printing import print_file
from milepost.cases.facts import Copy
from milepost.cases.fields import COLUMNS, READS
from milepost.cases.models import CaseStep, Printing
from milepost.cases.printed import NOT_ON_PAPER, SECTIONS
from milepost.cases.views.printing import paper_of
from milepost.people.sealed import read
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, hidden, signed_in
from tests.cases.test_access import MARK, marked
from tests.conftest import Cast, needs

COPY = Copy("request", "The court asked on Monday", "judge A. Leka")
TYPED = {"reason": COPY.reason, "text": COPY.text, "recipient": COPY.recipient}


def pages(paper: bytes, folder: Path) -> list[str]:
    """The words of each page."""
    needs("pdftotext")
    (folder / "copy.pdf").write_bytes(paper)
    read_ = subprocess.run(["pdftotext", "-layout", str(folder / "copy.pdf"), "-"], check=True, capture_output=True)
    return read_.stdout.decode().removesuffix("\f").split("\f")


def printed(client: Client, case: Any, **more: str) -> Any:
    """The form, sent."""
    return client.post(at(case, "print/"), {**hidden(client.get(at(case, "print/"))), **TYPED, **more})


@pytest.fixture
def worker(unit: Unit) -> Client:
    return signed_in(unit.worker)


@pytest.fixture
def head(unit: Unit) -> Client:
    return signed_in(unit.head)


def test_print_file_numbers_the_copies_and_seals_why_and_for_whom(unit: Unit) -> None:
    case = unit.registered()
    made = [print_file(case, COPY, by=unit.worker, opener=unit.opener()) for _ in "123"]
    assert [each.number for each in made] == [1, 2, 3]
    row, key = Printing.objects.get(number=3), unit.opener().open_case(case.key_id)
    assert (read(row, "text", key), read(row, "recipient", key)) == (COPY.text, COPY.recipient)
    event = Event.objects.filter(verb="case.print_file").latest("id")
    assert event.detail == {"number": case.number, "copy": 3, "reason": "request"}
    assert "Leka" not in json.dumps(event.detail)


def test_print_file_sent_twice_is_one_copy_and_two_events(unit: Unit) -> None:
    case, token = unit.registered(), uuid.uuid4()
    first, again = (print_file(case, COPY, by=unit.worker, opener=unit.opener(), token=token) for _ in "12")
    assert first.pk == again.pk
    assert Event.objects.filter(verb="case.print_file").count() == 2
    assert CaseStep.objects.filter(verb="print_file").count() == 1
    Printing.objects.update(at=first.at - timedelta(hours=1))
    with pytest.raises(Refused, match="made before"):
        print_file(case, COPY, by=unit.worker, opener=unit.opener(), token=token)


def test_print_file_is_for_the_worker_and_the_head(unit: Unit, other: Unit, cast: Cast) -> None:
    case, colleague = unit.registered(), cast.second_case_worker
    with pytest.raises(Refused, match="colleague"):
        print_file(case, COPY, by=colleague, opener=unit.opener(colleague))
    purpose.state_purpose(case, "cover", "She is ill", by=colleague, opener=unit.opener(colleague))
    with pytest.raises(Refused, match="Only the worker of this file or the head"):
        print_file(case, COPY, by=colleague, opener=unit.opener(colleague))
    with pytest.raises(Refused):
        print_file(case, COPY, by=other.head, opener=other.opener(other.head))
    assert print_file(case, COPY, by=unit.head, opener=unit.opener(unit.head)).number == 1
    page = signed_in(colleague).get(at(case, "print/")).content.decode()
    assert "Only the worker of this file or the head" in page


def test_print_file_asks_why_and_for_whom(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    answer = printed(worker, case, text="", recipient="")
    assert answer.status_code == 422
    for empty in (Copy("", "x", "y"), Copy("request", " ", "y"), Copy("request", "x", "")):
        with pytest.raises(Refused, match="for whom"):
            print_file(case, empty, by=unit.worker, opener=unit.opener())
    assert not Printing.objects.exists()


def test_without_its_event_there_is_no_copy(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    worker.raise_request_exception = False
    with patch("milepost.cases.actions.printing.record", side_effect=RuntimeError("the chain is full")):
        answer = printed(worker, case)
    assert answer.status_code == 500
    assert b"%PDF" not in answer.content
    assert not Printing.objects.exists()


def test_the_mark_is_on_every_page(unit: Unit, worker: Client, tmp_path: Path) -> None:
    case = unit.in_force()
    printed(worker, case)
    answer = printed(worker, case)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{case.number}-2.pdf"'
    assert "no-store" in answer["Cache-Control"]
    told = pages(answer.content, tmp_path)
    assert len(told) >= 3
    for number, page in enumerate(told, 1):
        words = " ".join(page.split())
        assert re.search(
            rf"copy 2 · printed by {unit.worker.name} · \d+ \w+ \d{{4}}, \d\d:\d\d · a court or an author", words
        )
        assert f"Page {number} of {len(told)}" in words
        assert case.number in words
    assert "judge A. Leka" in told[0]
    assert "The court asked on Monday" in told[0]


def test_it_is_tagged_titled_and_in_the_readers_language(unit: Unit) -> None:
    copy = print_file(unit.in_force(), COPY, by=unit.worker, opener=unit.opener())
    with translation.override("sq"):
        paper = paper_of(copy, by=unit.worker, opener=unit.opener())
    with pikepdf.open(io.BytesIO(paper)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "sq"
        assert copy.case.number in str(file.docinfo["/Title"])
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_paper_holds_every_text_of_the_case(unit: Unit, other: Unit, cast: Cast, tmp_path: Path) -> None:
    case, markers = marked(unit, other, cast)
    copy = print_file(case, COPY, by=unit.worker, opener=unit.opener())
    told = "".join("".join(pages(paper_of(copy, by=unit.worker, opener=unit.opener()), tmp_path)).lower().split())
    missing = {marker for marker in markers if f"{marker}" not in told}
    # Not on paper: the content of a document; what was never sent (a draft); a report that became no case (two texts);
    # and of the joined child what its own file holds: its name, the look after its closing, why the two were joined.
    assert len(missing) == 7, missing


@pytest.mark.parametrize("group", ["identity", "narrative", "health", "prosecution"])
def test_a_group_that_is_not_the_readers_is_not_on_paper(
    unit: Unit, other: Unit, cast: Cast, tmp_path: Path, group: str
) -> None:
    case, _markers = marked(unit, other, cast)
    copy = print_file(case, COPY, by=unit.worker, opener=unit.opener())

    def found() -> set[str]:
        told = "".join(pages(paper_of(copy, by=unit.worker, opener=unit.opener()), tmp_path)).lower()
        return set(re.findall(rf"({MARK}\d+)[a-z]*?{MARK}", "".join(told.split())))

    whole = found()
    with patch.dict(READS, {"case_worker": READS["case_worker"] - {group}}):
        less = found()
    with patch.dict(READS, {"case_worker": frozenset({group})}):
        only = found()
    assert less < whole
    assert only
    assert less | only == whole
    assert not less & only


def test_every_sealed_column_of_a_case_has_its_place_on_paper() -> None:
    placed = {section.model: set(section.texts) for section in SECTIONS}
    assert placed == {name: set(columns) for name, columns in COLUMNS.items() if name not in NOT_ON_PAPER}


def test_letters_that_no_font_has_do_not_stop_a_copy(unit: Unit, tmp_path: Path) -> None:
    case = unit.assessed(summary="Ge’ez አበበ, emoji 🏠, a‌b, marks é̸̂, " + "x" * 300)
    copy = print_file(case, Copy("request", "Për Çelën", "Žižek"), by=unit.worker, opener=unit.opener())
    told = " ".join(pages(paper_of(copy, by=unit.worker, opener=unit.opener()), tmp_path))
    assert "Për Çelën" in told
    assert "emoji" in told


def test_the_page_lists_the_copies(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    printed(worker, case)
    page = worker.get(at(case)).content.decode()
    assert "Copy 1" in page
    assert "This is not a recorded copy" in page
