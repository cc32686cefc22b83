"""What a hostile or mistaken file is refused by, before anything in it is parsed.

The sizes are limits of a report in this form: Albania's has 16,000 characters on 13 pages. What a file says of its own
size is not believed: what is unpacked is counted while it comes out, and stops at the limit.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from django.utils.translation import gettext as _

from milepost.reporting.importing.pages import MAX_CHARACTERS, MAX_PAGES, Unreadable, too_long

MAX_BYTES = 20 * 2**20
MAX_ENTRIES = 2_000
MAX_DIRECTORY = 2**20
"""Bytes of the list of parts of a packed file."""
MAX_XML = 24 * 2**20
"""Bytes of text that are unpacked from one file; pictures are never unpacked."""
MAX_RATIO = 400
"""How many times smaller a part of more than `BIG` bytes may be packed; XML of long documents reaches 40."""
BIG = 2**20
MAX_TAGS = 300_000
"""25,000 runs of 12 tags: 150 pages in which the look changes four times in every line."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"

_CHUNK = 2**16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"{\\rtf",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)
_DECLARES = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.I)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_PAGES = re.compile(rb"<(?:\w+:)?Pages>\s*(\d{1,9})\s*<")
_WIDE = {"utf-16", "utf-16le", "utf-16be"}
_MAIN = re.compile(r"word/document\d*\.xml")


def media_type(data: bytes, filename: str) -> str:
    """The kind of a file that can be read: DOCX or text. Raises `Unreadable` with what to do instead."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable(_("This file is empty. Choose the file that holds the report."))
    if len(data) > MAX_BYTES:
        raise Unreadable(_("This file is larger than 20 MB. Take out pictures and attachments and choose it again."))
    ending = filename.lower().rpartition(".")[2]
    if data.startswith(_OLE):
        raise Unreadable(_old_or_locked(data))
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _packed(data, ending)
    if ending == "docx" and data.lstrip()[:1].isalnum() and not data.startswith(_OTHERS):
        raise Unreadable(
            _("This file is called .docx but is no Word document. Open it, save it as .docx, and choose that.")
        )
    if ending != "txt" or data.startswith(_OTHERS):
        raise Unreadable(_("A report can be read from .docx or .txt. Save it in one of these and choose that file."))
    if len(data) > MAX_CHARACTERS * 4:
        raise Unreadable(too_long())
    return TEXT


def _old_or_locked(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _(
            "This Word document is locked with a password. Open it in Word, take the password off, and save it again."
        )
    return _(
        "This is an old or locked Word file. Open it in Word, save it as .docx without a password, and choose that."
    )


def _packed(data: bytes, ending: str) -> str:
    if ending == "docm":
        raise Unreadable(_("This Word document may hold macros. Save it as .docx (without macros) and choose that."))
    if ending != "docx":
        raise Unreadable(_("This file is packed, but is not called .docx. Save the report as .docx and choose that."))
    return DOCX


def unpack(data: bytes) -> Mapping[str, bytes]:
    """The XML parts of a DOCX by name. Refuses what is damaged, locked, a bomb, has macros or declares entities."""
    try:
        # Reading the names of 100,000 parts is itself the attack: the end record says how long the list is.
        if _directory_length(data) > MAX_DIRECTORY:
            raise Unreadable(_("This file has far too many parts to be a Word document. It was not opened."))
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return _parts(packed)
    except Unreadable:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as e:
        raise Unreadable(damaged()) from e
    except Exception as error:  # zlib.error and what else a broken stream makes
        raise Unreadable(damaged()) from error


def damaged() -> str:
    """The sentence for a document that Word itself would not open."""
    return _("This Word document is damaged or locked. Open it in Word, save it again, and choose it again.")


def _directory_length(data: bytes) -> int:
    end = data.rfind(b"PK\5\6", max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise zipfile.BadZipFile("no end record")
    return int.from_bytes(data[end + 12 : end + 16], "little")


def _parts(packed: zipfile.ZipFile) -> dict[str, bytes]:
    entries = packed.infolist()
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(_("This file has far too many parts to be a Word document. It was not opened."))
    if len(set(names)) != len(names):
        raise zipfile.BadZipFile("a part stands twice")
    if any("vbaproject" in name or "vbadata" in name for name in names):
        raise Unreadable(macros())
    if "[content_types].xml" not in names or not any(_MAIN.fullmatch(name) for name in names):
        raise Unreadable(_("This file is no Word document. Save the report as .docx and choose that."))
    parts: dict[str, bytes] = {}
    left = MAX_XML
    for entry, name in zip(entries, names, strict=True):
        _believable(entry)
        if name.endswith((".xml", ".rels", ".vml")):
            parts[entry.filename.replace("\\", "/")] = content = _unpacked(packed, entry, left)
            left -= len(content)
            inspect(name, content)
    return parts


def macros() -> str:
    """The sentence for a document with programs in it."""
    return _("This Word document holds macros. Save it as .docx (without macros) and choose that.")


def bomb() -> str:
    """The sentence for a file that grows when it is opened."""
    return _("This file unpacks to far more than a report holds. It was not opened.")


def _believable(entry: zipfile.ZipInfo) -> None:
    """Refuse a locked part, and one that is packed as no writer of documents packs."""
    if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("locked, or packed in another way")
    if entry.file_size > BIG and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Unreadable(bomb())


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    if entry.file_size > limit:
        raise Unreadable(bomb())
    chunks: list[bytes] = []
    size = 0
    with packed.open(entry) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise Unreadable(bomb())
            chunks.append(chunk)
    return b"".join(chunks)


def inspect(name: str, content: bytes) -> None:
    """Refuse an XML part that declares entities, is written in an odd alphabet, or is longer than any report's."""
    plain = _as_ascii(content)
    if _DECLARES.search(plain):
        raise Unreadable(_("This file declares entities, which a report never needs. It was not opened."))
    if content.count(b"<") > MAX_TAGS:
        raise Unreadable(too_long())
    if name == "[content_types].xml" and b"macroenabled" in plain.lower():
        raise Unreadable(macros())
    if name == "docprops/app.xml" and (pages := _PAGES.search(plain)) and int(pages[1]) > MAX_PAGES:
        raise Unreadable(too_long())


def _as_ascii(content: bytes) -> bytes:
    """The bytes in which a declaration would be seen, whatever the alphabet; an odd alphabet is refused."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
        return content.replace(b"\0", b"")
    named = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    encoding = named[1].decode("ascii", "replace").lower() if named else "utf-8"
    if encoding not in {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"} | _WIDE:
        raise zipfile.BadZipFile("an odd alphabet")
    return content
