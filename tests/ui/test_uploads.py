"""Files that are sent stay in memory, and what is too large leaves the rest of the form whole."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings

ROOM = 3_000_000


def sent(*sizes: int) -> Any:
    files = [SimpleUploadedFile(f"{n}.bin", b"Z" * size) for n, size in enumerate(sizes)]
    return RequestFactory().post("/", {"before": "typed", "files": files, "below": "typed too"})


@pytest.fixture
def room() -> Iterator[None]:
    with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=ROOM):
        yield


def test_no_handler_writes_to_the_disk() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["milepost.ui.uploads.InMemory"]


def test_a_large_file_never_touches_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = sent(20_000_000).FILES["files"]
    assert (file.size, len(file.read())) == (20_000_000, 20_000_000)
    assert not list(tmp_path.iterdir())


def test_what_has_no_room_is_dropped_and_keeps_its_size(room: None) -> None:
    request = sent(1_000_000, 5_000_000, 1_500_000)
    files = request.FILES.getlist("files")
    assert [file.size for file in files] == [1_000_000, 5_000_000, 1_500_000]
    assert [len(file.read()) for file in files] == [1_000_000, 0, 1_500_000]
    assert request.POST.dict() == {"before": "typed", "below": "typed too"}


def test_room_is_counted_over_all_files(room: None) -> None:
    files = sent(2_000_000, 2_000_000, 900_000).FILES.getlist("files")
    assert [len(file.read()) for file in files] == [2_000_000, 0, 900_000]
