"""Files that people send stay in memory: none ever lies on a disk in clear, not even while it is read."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InMemory(FileUploadHandler):
    """Keeps a file's bytes up to the limit (FILE_UPLOAD_MAX_MEMORY_SIZE, all files of a form together).

    What is larger arrives empty with its true size, so that its form can say that it is too large.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._left = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        self._parts: list[bytes] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file of the form begins."""
        super().new_file(*args, **kwargs)
        self._parts = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some bytes of it."""
        self._left -= len(raw_data)
        if self._left >= 0:
            self._parts.append(raw_data)
        else:
            self._parts.clear()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file as forms know it."""
        whole = BytesIO(b"".join(self._parts))
        return InMemoryUploadedFile(
            whole, self.field_name, self.file_name, self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip
