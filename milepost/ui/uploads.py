"""Files that people send stay in memory: Django's own handlers would write the large ones to the temporary folder in
clear, where a stolen disk still has them.

What is beyond the limit of a request (`FILE_UPLOAD_MAX_MEMORY_SIZE`, bytes of all its files together) is counted and
dropped. Such a file is empty and keeps the size that it had, so a form can say so; what was typed beside it is whole.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InMemory(FileUploadHandler):
    """The only upload handler."""

    chunk_size = 2**18

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file of the request begins."""
        super().new_file(*args, **kwargs)
        self._content, self._dropped = BytesIO(), False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece while there is room; from the first that has none on, keep nothing of this file."""
        if self._dropped or self.kept + len(raw_data) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.kept -= self._content.tell()
            self._content, self._dropped = BytesIO(), True
        else:
            self.kept += self._content.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """The file, or an empty one that is as large as it says."""
        self._content.seek(0)
        return InMemoryUploadedFile(
            self._content, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip
