"""What a file is, by looking at its bytes; its name is not asked. What is not kept here is refused with what to do.

Photos lose everything but their picture (`photo.py`). Documents stay as they are and are never opened by this program:
of a packed one only the list of its parts is read, in bounded time.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.cases import photo
from milepost.cases.photo import NotKept

PDF, TEXT = "application/pdf", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ENDINGS = {photo.JPEG: "jpg", photo.PNG: "png", photo.WEBP: "webp", PDF: "pdf", TEXT: "txt"} | {
    DOCX: "docx", XLSX: "xlsx", ODT: "odt",
}  # fmt: skip
"""Media types of what is kept, and how such a file's name ends."""

_PHOTOS = ((b"\xff\xd8\xff", photo.JPEG), (b"\x89PNG\r\n\x1a\n", photo.PNG))
_PACKED, _PACKED_END = b"PK\3\4", b"PK\5\6"
_APPLE = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"{\\rtf")
_DIRECTORY, _PARTS, _UNPACKED = 2**20, 5_000, 200 * 2**20
"""Of a packed document: bytes of its list of parts, how many they are, and bytes when unpacked."""


@dataclass(frozen=True, repr=False)
class Bytes:
    """Content and what it is. Printing it shows neither."""

    media_type: str
    data: bytes


@dataclass(frozen=True, repr=False)
class Prepared:
    """A file ready to be sealed. `original`: the untouched photo, where it is evidence; else None."""

    name: str
    kind: str
    shown: Bytes
    original: Bytes | None = None
    evidence: bool = False


@sensitive_variables()
def prepare(data: bytes, name: str, *, evidence: bool = False) -> Prepared:
    """A file as it will be kept. Raises `NotKept` with the sentence that says why not and what to do."""
    if not data:
        raise NotKept(_("It is empty."))
    if len(data) > settings.ATTACHMENT_MAX_BYTES:
        raise NotKept(too_large())
    media_type = media_type_of(data)
    name = name.replace("\\", "/").rpartition("/")[2][:200]
    if media_type not in photo.FORMATS:
        return Prepared(name, "document", Bytes(media_type, data), evidence=evidence)
    shown = Bytes(photo.JPEG, photo.bare(data, media_type))
    return Prepared(name, "photo", shown, Bytes(media_type, data) if evidence else None, evidence)


def too_large() -> str:
    """The sentence for a file beyond the limit."""
    return _("It is larger than %(n)s MB. Make it smaller, or attach it in parts.") % {"n": megabytes()}


def megabytes() -> int:
    """The limit of one file, in MB."""
    return int(settings.ATTACHMENT_MAX_BYTES // 2**20)


def media_type_of(data: bytes) -> str:
    """What it is. Raises `NotKept`."""
    if found := next((media_type for start, media_type in _PHOTOS if data.startswith(start)), None):
        return _alone(data, found)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _alone(data, photo.WEBP)
    if data[4:8] == b"ftyp" and data[8:12] in _APPLE:
        raise NotKept(
            _("It is a HEIC photo, which other programs cannot open. On an iPhone choose Settings, Camera, Formats, "
              "“Most compatible” and take it again, or save this one as JPEG. Then attach that.")
        )  # fmt: skip
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(_PACKED):
        return _packed(data)
    return _text(data)


def _alone(data: bytes, media_type: str) -> str:
    """Refuse a photo that is another file too."""
    if b"%PDF-" in data[:1024] or _ends_as_packed(data):
        raise NotKept(_("It is a photo and another file in one. Take or save the photo again, and attach that."))
    return media_type


def _pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-2048:]:
        raise NotKept(_("It is an incomplete PDF. Save it again, and attach that."))
    if _ends_as_packed(data):
        raise NotKept(_("It is a PDF and another file in one. Print it to a new PDF, and attach that."))
    return PDF


def _ends_as_packed(data: bytes) -> bool:
    """Whether a packed file's end record closes the bytes, so that a program for packed files would open them."""
    at = data.rfind(_PACKED_END, max(0, len(data) - 65_557))
    return at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)


def _packed(data: bytes) -> str:
    try:
        end = data.rfind(_PACKED_END, max(0, len(data) - 65_557))
        if end < 0 or int.from_bytes(data[end + 12 : end + 16], "little") > _DIRECTORY:
            raise NotKept(_not_kept())
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return _document(packed.infolist(), data)
    except NotKept:
        raise
    except Exception:  # what a broken directory makes
        raise NotKept(
            _("It is damaged or locked with a password. Save it again without one, and attach that.")
        ) from None


def _document(parts: list[zipfile.ZipInfo], data: bytes) -> str:
    names = {part.filename.lower() for part in parts}
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise NotKept(_("It unpacks to far more than a document holds. Save it as PDF, and attach that."))
    if any("vbaproject" in name or name.startswith("basic/") for name in names):
        raise NotKept(_("It holds macros: small programs. Save it as .docx, .xlsx or PDF, and attach that."))
    kinds: tuple[tuple[str, Callable[[], bool]], ...] = (
        (DOCX, lambda: "[content_types].xml" in names and "word/document.xml" in names),
        (XLSX, lambda: "[content_types].xml" in names and "xl/workbook.xml" in names),
        (ODT, lambda: data[30 : 38 + len(ODT)] == b"mimetype" + ODT.encode() and "content.xml" in names),
    )
    if found := next((media_type for media_type, fits in kinds if fits()), None):
        return found
    raise NotKept(_not_kept())


def _text(data: bytes) -> str:
    """Plain text: letters and line breaks, and nothing that a browser would take for a page."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    odd = any(byte < 32 and byte not in (9, 10, 12, 13) for byte in set(data))
    if odd or start.startswith(_MARKUP) or b"%pdf-" in start:
        raise NotKept(_not_kept())
    try:
        data.decode()
    except UnicodeDecodeError:
        raise NotKept(_("It is a text in an old alphabet. Save it as UTF-8, or as PDF, and attach that.")) from None
    return TEXT


def _not_kept() -> str:
    return _(
        "This kind of file is not kept here. Attach a photo (JPEG, PNG, WebP) or a document (PDF, DOCX, ODT, "
        "XLSX, TXT)."
    )
