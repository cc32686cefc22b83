"""Attaching, opening and removing photos and documents."""

import json
import tempfile
import uuid
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions import purpose
from milepost.cases.actions.attachment import attach, remove_attachment, view_attachment
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Paper
from milepost.cases.fields import READS
from milepost.cases.media import prepare
from milepost.cases.models import Attachment, AttachmentContent, Case, CaseStep
from milepost.people.sealed import read
from tests.cases import files
from tests.cases.conftest import Unit
from tests.cases.files import MARK
from tests.cases.pages.conftest import at, hidden, signed_in
from tests.conftest import Cast
from tests.people.test_leaks import raw_database, traces

ABOUT = Paper("Besa at the crossroads", section="contact")


def attached(unit: Unit, case: Case | None = None, *, evidence: bool = False, by: Any = None) -> Attachment:
    """A photo in a case."""
    by = by or unit.worker
    photo = prepare(files.jpeg(), "besa.jpg", evidence=evidence)
    return attach(case or unit.registered(), [photo], ABOUT, by=by, opener=unit.opener(by))[0]


def sent(client: Client, case: Case, *given: tuple[str, bytes], **more: Any) -> Any:
    """The form as a browser sends it."""
    page = hidden(client.get(at(case, "attachments/add/")))
    chosen = [SimpleUploadedFile(name, data) for name, data in given]
    return client.post(at(case, "attachments/add/"), {**page, "chosen": chosen, **more})


@pytest.fixture
def worker(unit: Unit) -> Client:
    return signed_in(unit.worker)


@pytest.fixture
def head(unit: Unit) -> Client:
    return signed_in(unit.head)


def test_attach_seals_the_photo_its_name_and_what_it_shows(unit: Unit) -> None:
    row = attached(unit)
    key = unit.opener().open_case(row.case.key_id)
    row = Attachment.objects.get(pk=row.pk)
    assert (read(row, "name", key), read(row, "description", key)) == ("besa.jpg", "Besa at the crossroads")
    content = AttachmentContent.objects.get(attachment=row)
    assert (content.which, content.media_type) == ("shown", "image/jpeg")
    opened = view_attachment(row, by=unit.worker, opener=unit.opener())
    assert opened.data.startswith(b"\xff\xd8\xff")
    assert content.size == len(opened.data)
    assert opened.data[:200] not in bytes(content.content or b"")


def test_attach_twice_is_once(unit: Unit) -> None:
    case, token = unit.registered(), uuid.uuid4()
    both = [prepare(files.jpeg(), "a.jpg"), prepare(files.PDF, "b.pdf")]
    first, again = (attach(case, both, ABOUT, by=unit.worker, opener=unit.opener(), token=token) for _ in "12")
    assert {each.pk for each in first} == {each.pk for each in again}
    assert Attachment.objects.count() == 2
    assert CaseStep.objects.filter(verb="attach").count() == 1
    event = Event.objects.get(verb="case.attach")
    assert event.detail == {"number": case.number, "photos": 1, "documents": 1, "evidence": 0}


def test_attach_is_refused_outside_the_caseload_and_after_the_end(unit: Unit, cast: Cast) -> None:
    case = unit.registered()
    with pytest.raises(Refused, match="colleague"):
        attached(unit, case, by=cast.second_case_worker)
    with pytest.raises(Refused, match="closed"):
        attached(unit, unit.closed(unit.in_force(unit.assessed(case))))


def test_no_marker_of_a_photo_lies_in_the_database_or_comes_back(unit: Unit, worker: Client) -> None:
    """The canary of this noun: name, description, metadata of a plain photo and of evidence, reason of a removal."""
    case = unit.registered()
    for evidence in ({}, {"evidence": "on"}):
        given = [(f"{MARK}.jpg", files.jpeg()), (f"{MARK}.png", files.png()), (f"{MARK}.webp", files.webp())]
        assert sent(worker, case, *given, description=MARK, **evidence).status_code == 302
    assert sent(worker, case, ("note.txt", MARK.encode())).status_code == 302
    rows = list(Attachment.objects.filter(kind="photo"))
    for row in rows:
        found = worker.get(at(case, f"attachments/{row.pk}/content/"))
        assert found.status_code == 200
        assert MARK.encode() not in found.content + str(dict(found.headers)).encode()
    removed = worker.post(at(case, f"attachments/{rows[-1].pk}/remove/"), {"reason": MARK, "token": str(uuid.uuid4())})
    assert removed.status_code == 302
    raw = raw_database()
    assert not [trace for word in (MARK, MARK.split()[0]) for trace in traces(word) if trace in raw]
    assert b"motionphoto_data" not in raw.lower()


def test_evidence_keeps_the_untouched_original(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    assert sent(worker, case, ("besa.jpg", files.jpeg()), evidence="on").status_code == 302
    row = Attachment.objects.get()
    original = worker.get(at(case, f"attachments/{row.pk}/original/"))
    assert original.content == files.jpeg()
    assert worker.get(at(case, f"attachments/{attached(unit, case).pk}/original/")).status_code == 404


def test_an_upload_never_touches_the_temporary_folder(
    unit: Unit, worker: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = unit.registered()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def refused(*args: object, **kwargs: object) -> object:
        raise AssertionError("a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refused)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", refused)
    large = files.PDF[:-6] + b" " * 9_000_000 + b"%%EOF\n"
    assert sent(worker, case, ("a.pdf", large), ("b.pdf", large)).status_code == 302
    row = Attachment.objects.first()
    assert row is not None
    assert worker.get(at(case, f"attachments/{row.pk}/content/")).content == large
    assert not list(tmp_path.iterdir())


def test_the_good_ones_are_kept_and_the_others_named(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    answer = sent(
        worker, case, ("a.jpg", files.jpeg()), ("b.exe", b"MZ\0"), ("c.jpg", b""), description="At the bridge"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 file is attached." in page
    assert "b.exe: This kind of file is not kept here." in page
    assert "c.jpg: It is empty." in page
    assert "At the bridge" in page
    assert Attachment.objects.count() == 1
    rest = worker.post(
        at(case, "attachments/add/"), {**hidden(answer), "chosen": SimpleUploadedFile("b.pdf", files.PDF)}
    )
    assert rest.status_code == 302
    assert Attachment.objects.count() == 2


def test_other_files_in_the_same_form_are_not_taken_for_those_sent_before(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    page = hidden(worker.get(at(case, "attachments/add/")))
    for data in (files.jpeg(), files.jpeg(), files.PDF):
        given = {**page, "chosen": SimpleUploadedFile("a", data), "description": "At the bridge"}
        assert worker.post(at(case, "attachments/add/"), given).status_code == 302
    assert sorted(Attachment.objects.values_list("kind", flat=True)) == ["document", "photo"]


def test_the_limit_is_told_before_and_after(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    assert "10 MB each" in worker.get(at(case, "attachments/add/")).content.decode()
    huge = files.PDF + b" " * (11 * 2**20) + b"%%EOF"
    for room in (25 * 2**20, 2**20):
        with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=room):
            answer = sent(worker, case, ("a.pdf", huge))
        assert answer.status_code == 422
        assert "a.pdf: It is larger than 10 MB." in answer.content.decode()
    assert not Attachment.objects.exists()


def test_without_a_file_the_form_says_so_and_keeps_what_was_typed(unit: Unit, worker: Client) -> None:
    answer = sent(worker, unit.registered(), description="At the bridge")
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.content.decode()
    assert "At the bridge" in answer.content.decode()


def test_view_attachment_is_an_event_and_is_never_kept(unit: Unit, worker: Client) -> None:
    row = attached(unit)
    answer = worker.get(at(row.case, f"attachments/{row.pk}/content/"))
    assert answer["Content-Disposition"] == f'attachment; filename="{row.case.number}-{str(row.pk)[:8]}.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "sandbox" in answer["Content-Security-Policy"]
    event = Event.objects.get(verb="case.view_attachment")
    assert (event.by_id, event.on_id) == (unit.worker.pk, str(row.case_id))
    assert "besa" not in json.dumps(event.detail).lower()


def test_view_attachment_without_its_event_shows_nothing(unit: Unit, worker: Client) -> None:
    row = attached(unit)
    worker.raise_request_exception = False
    with patch("milepost.cases.actions.attachment.record", side_effect=RuntimeError("the chain is full")):
        answer = worker.get(at(row.case, f"attachments/{row.pk}/content/"))
    assert answer.status_code == 500
    assert b"\xff\xd8\xff" not in answer.content


def test_view_attachment_shows_a_photo_and_offers_a_document(unit: Unit, worker: Client) -> None:
    row = attached(unit)
    page = worker.get(at(row.case, f"attachments/{row.pk}/")).content.decode()
    assert f'src="{at(row.case)}attachments/{row.pk}/content/"' in page
    assert "Besa at the crossroads" in page
    made = attach(row.case, [prepare(files.PDF, "x.pdf")], Paper(), by=unit.worker, opener=unit.opener())[0]
    page = worker.get(at(row.case, f"attachments/{made.pk}/")).content.decode()
    assert "<img" not in page
    assert "Take the document away" in page


def test_who_may_not_read_what_happened_finds_no_attachment(unit: Unit, worker: Client) -> None:
    row = attached(unit)
    urls = [at(row.case, f"attachments/{row.pk}/{rest}") for rest in ("", "content/", "remove/")]
    with patch.dict(READS, {"case_worker": READS["case_worker"] - {"narrative"}}):
        assert [worker.get(url).status_code for url in urls] == [404, 404, 404]
        assert "besa.jpg" not in worker.get(at(row.case)).content.decode()
    assert [worker.get(url).status_code for url in urls] == [200, 200, 200]


def test_an_attachment_of_another_case_is_not_there(unit: Unit, worker: Client) -> None:
    row, other_case = attached(unit), unit.reported()
    assert other_case.case is None
    from milepost.people.identity import Identity

    second = unit.registered(Identity(given_name="Other"))
    assert worker.get(at(second, f"attachments/{row.pk}/")).status_code == 404
    assert worker.get(at(second, f"attachments/{row.pk}/content/")).status_code == 404


def test_the_head_of_the_receiving_unit_sees_what_they_decide_about(unit: Unit, other: Unit) -> None:
    row = attached(unit)
    theirs = signed_in(other.head)
    assert theirs.get(at(row.case, f"attachments/{row.pk}/content/")).status_code == 404
    transfer(row.case, other.body, "moved", by=unit.worker, opener=unit.opener())
    assert theirs.get(at(row.case, f"attachments/{row.pk}/content/")).status_code == 200
    assert signed_in(other.worker).get(at(row.case, f"attachments/{row.pk}/content/")).status_code == 404


def test_remove_attachment_deletes_the_bytes_and_keeps_the_row(unit: Unit, worker: Client) -> None:
    row = attached(unit)
    gone = remove_attachment(row, "Taken without asking", by=unit.worker, opener=unit.opener())
    assert remove_attachment(row, "again", by=unit.worker, opener=unit.opener()).pk == gone.pk
    assert not AttachmentContent.objects.filter(content__isnull=False).exists()
    assert AttachmentContent.objects.get().size > 0
    assert worker.get(at(row.case, f"attachments/{row.pk}/content/")).status_code == 404
    page = worker.get(at(row.case, f"attachments/{row.pk}/")).content.decode()
    assert "Taken without asking" in page
    with pytest.raises(Refused, match="removed"):
        view_attachment(gone, by=unit.worker, opener=unit.opener())


def test_remove_attachment_is_for_who_attached_it_and_the_head(unit: Unit, cast: Cast) -> None:
    colleague = cast.second_case_worker
    row = attached(unit)
    purpose.state_purpose(row.case, "cover", "She is ill", by=colleague, opener=unit.opener(colleague))
    with pytest.raises(Refused, match="A colleague attached this"):
        remove_attachment(row, "x", by=colleague, opener=unit.opener(colleague))
    assert remove_attachment(row, "x", by=unit.head, opener=unit.opener(unit.head)).removed_by == unit.head


def test_remove_attachment_of_evidence_is_for_the_head(unit: Unit) -> None:
    row = attached(unit, evidence=True)
    with pytest.raises(Refused, match="This is evidence"):
        remove_attachment(row, "x", by=unit.worker, opener=unit.opener())
    remove_attachment(row, "x", by=unit.head, opener=unit.opener(unit.head))
    assert not AttachmentContent.objects.filter(content__isnull=False).exists()


def test_remove_attachment_needs_a_reason(unit: Unit, worker: Client) -> None:
    row = attached(unit)
    answer = worker.post(at(row.case, f"attachments/{row.pk}/remove/"), {"token": str(uuid.uuid4())})
    assert answer.status_code == 422
    with pytest.raises(Refused, match="why"):
        remove_attachment(row, " ", by=unit.worker, opener=unit.opener())
    assert Attachment.objects.get().removed_at is None
