"""What a hostile or mistaken file is refused by, before anything in it is parsed.

Sizes are limits of a report in this form: Albania's is 25,000 characters on 13 pages. Declared sizes are not believed:
what is decompressed is counted while it comes out, and never more than `MAX_UNPACKED`.
"""

import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

MAX_BYTES = 20 * 2**20
MAX_ENTRIES = 2_000
MAX_UNPACKED = 60 * 2**20
MAX_XML = 25 * 2**20
MAX_PAGES = 150
MAX_CHARACTERS = 600_000
_CHUNK = 2**16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
_PAGES = re.compile(rb"<Pages>(\d{1,9})</Pages>")


class Unreadable(ValueError):
    """A file that cannot be read. The message is a sentence that says what to do."""


def media_type(data: bytes, filename: str) -> str:
    """The kind of a file that may be read: DOCX or text. Raises `Unreadable` with what to do instead."""
    if not data:
        raise Unreadable(_("This file is empty. Choose the file that holds the report."))
    if len(data) > MAX_BYTES:
        raise Unreadable(_("This file is larger than 20 MB. Take out pictures and attachments and choose it again."))
    ending = filename.lower().rpartition(".")[2]
    if data.startswith(_OLE):
        raise Unreadable(
            _(
                "This is an old or locked Word file. Open it in Word, save it as .docx without a password, "
                "and choose that."
            )
        )
    if data.startswith(b"PK"):
        if ending != "docx":
            raise Unreadable(
                _("This file is packed, but is not called .docx. Save the report as .docx and choose that.")
            )
        inspect(data)
        return _DOCX
    if ending != "txt" or data.startswith((b"%PDF", b"\x89PNG", b"{\\rtf", b"\xff\xd8\xff", b"GIF8")):
        raise Unreadable(_("A report can be read from .docx or .txt. Save it in one of these and choose that file."))
    if len(data) > MAX_CHARACTERS * 4:
        raise Unreadable(too_long())
    return "text/plain"


def too_long() -> str:
    """The sentence for a text that is no annual report by its length."""
    return _(
        "This document is longer than 150 pages, so it is not an annual report in this form. Choose the report alone."
    )


def inspect(data: bytes) -> None:
    """Refuse a DOCX that is damaged, a bomb, has macros or declares entities; decompresses within limits only."""
    try:
        # The end record says how many entries there are; reading all names of a hostile one is itself the attack.
        if _declared_entries(data) > MAX_ENTRIES:
            raise Unreadable(_("This file has far too many parts to be a Word document. It was not opened."))
        with zipfile.ZipFile(BytesIO(data)) as packed:
            _inspect_parts(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            _("This Word document is damaged or locked. Open it in Word, save it again, and choose it again.")
        ) from error


def _declared_entries(data: bytes) -> int:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0:
        raise zipfile.BadZipFile("no end record")
    entries = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return max(entries, size // 46 if entries == 0xFFFF or size > MAX_ENTRIES * 1024 else 0)


def _inspect_parts(packed: zipfile.ZipFile) -> None:
    names = {info.filename.lower() for info in packed.infolist()}
    if len(packed.infolist()) > MAX_ENTRIES:
        raise Unreadable(_("This file has far too many parts to be a Word document. It was not opened."))
    if any("vbaproject" in name or "vbadata" in name for name in names):
        raise Unreadable(_("This Word document holds macros. Save it as .docx (without macros) and choose that."))
    if "word/document.xml" not in names or "[content_types].xml" not in names:
        raise Unreadable(_("This file is no Word document. Save the report as .docx and choose that."))
    unpacked = 0
    for info in packed.infolist():
        size, content = _unpack(packed, info, MAX_UNPACKED - unpacked)
        unpacked += size
        name = info.filename.lower()
        if name.endswith((".xml", ".rels", ".vml")):
            _inspect_xml(name, content)


def _unpack(packed: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> tuple[int, bytes]:
    parts: list[bytes] = []
    size = 0
    is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))
    with packed.open(info) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > limit or (is_xml and size > MAX_XML):
                raise Unreadable(_("This file unpacks to far more than a report holds. It was not opened."))
            if is_xml:
                parts.append(chunk)
    return size, b"".join(parts)


def _inspect_xml(name: str, content: bytes) -> None:
    head = content
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = content.decode("utf-16", "ignore").encode()
    if _DECLARATION.search(head):
        raise Unreadable(_("This file declares entities, which a report never needs. It was not opened."))
    if name == "docprops/app.xml" and (pages := _PAGES.search(content)) and int(pages[1]) > MAX_PAGES:
        raise Unreadable(too_long())
    if name == "word/document.xml" and b"macroEnabled" in content[:200]:
        raise Unreadable(_("This Word document holds macros. Save it as .docx (without macros) and choose that."))
