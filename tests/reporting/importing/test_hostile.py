"""Hostile and mistaken files are refused with a sentence, within a second, with flat memory."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest

from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Unreadable, read
from tests.reporting.importing.writing import saved

TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    document = docx.Document()
    document.add_paragraph("A report")
    out = io.BytesIO(saved(document))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """Two gigabytes of zeros that say they are ten bytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * 2**20
    body = b"".join(squeeze.compress(block) for _ in range(2048)) + squeeze.flush()
    name = b"word/document.xml"
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(body), 10, len(name), 0) + name + body
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(body), 10, len(name), 0, 0, 0, 0, 0, 0
    )
    types = packed({TYPES: b"<Types/>"})
    # One more entry, so that the required parts seem to be there.
    second = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(TYPES), 0, 0, 0, 0, 0, 0)
    directory = entry + name + second + TYPES.encode()
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 2, 2, len(directory), len(head), 0)
    assert types
    return head + directory + end


def real_bomb() -> bytes:
    """A gigabyte of spaces inside a true document."""
    return with_part("word/footnotes2.xml", b"<a>" + b" " * (400 * 2**20) + b"</a>")


def many_entries() -> bytes:
    return packed({TYPES: b"<Types/>", MAIN: b"<a/>"} | {f"word/{n}.xml": b"" for n in range(100_000)})


def two_hundred_pages() -> bytes:
    document = docx.Document()
    for _ in range(200):
        document.add_paragraph("word " * 700)
    return saved(document)


def entities() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    return with_part("word/extra.xml", xml)


def letter() -> bytes:
    document = docx.Document()
    document.add_paragraph("Dear colleague, thank you for your letter of 3 May.")
    return saved(document)


FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "report.docx", "empty"),
    "zip bomb that lies about its size": (bomb, "report.docx", "unpacks|damaged"),
    "zip bomb": (real_bomb, "report.docx", "unpacks"),
    "macros": (lambda: with_part("word/vbaProject.bin", b"x"), "report.docx", "macros"),
    "external entities": (entities, "report.docx", "entities"),
    "100,000 entries": (many_entries, "report.docx", "parts"),
    "old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "report.doc", "old or locked"),
    "PDF called .docx": (lambda: b"%PDF-1.7\n", "report.docx", "docx or .txt"),
    "PDF called .txt": (lambda: b"%PDF-1.7\n", "report.txt", "docx or .txt"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "report.png", "docx or .txt"),
    "a zip called .txt": (lambda: packed({"a": b"b"}), "report.txt", "not called .docx"),
    "a zip that is no Word document": (lambda: packed({"xl/workbook.xml": b"<a/>"}), "report.docx", "no Word document"),
    "truncated": (lambda: letter()[:2000], "report.docx", "damaged"),
    "bytes called .txt": (lambda: bytes(range(256)) * 40, "report.txt", "not text"),
    "not a report": (letter, "report.docx", "not a report"),
    "200 pages": (two_hundred_pages, "report.docx", "150 pages"),
    "200 pages of text": (lambda: b"word " * 700_000, "report.txt", "150 pages"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_refused_with_a_sentence(name: str, form_2023: Edition) -> None:
    make, filename, sentence = FILES[name]
    data = make()
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(Unreadable, match=sentence):
        read(data, filename, form_2023)
    seconds, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80 * 2**20
    print(f"{name}: {seconds:.2f} s, {peak / 2**20:.1f} MiB")
