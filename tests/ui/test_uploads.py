"""A file that is sent stays in memory, and one that is too large arrives empty with its true size."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


def sent(settings: Any, *sizes: int) -> list[Any]:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 200_000
    files = {f"f{number}": SimpleUploadedFile("x.bin", b"x" * size) for number, size in enumerate(sizes)}
    request = RequestFactory().post("/", files)
    return [request.FILES[name] for name in files]


def test_a_file_arrives_whole(settings: Any) -> None:
    (file,) = sent(settings, 150_000)
    assert (file.size, file.read()) == (150_000, b"x" * 150_000)


def test_one_beyond_the_limit_arrives_empty_with_its_size(settings: Any) -> None:
    (file,) = sent(settings, 300_000)
    assert (file.size, file.read()) == (300_000, b"")


def test_the_limit_is_for_all_files_of_a_form(settings: Any) -> None:
    first, second = sent(settings, 150_000, 150_000)
    assert len(first.read()) == 150_000
    assert second.read() == b""
