"""Hostile and mistaken files are refused with a sentence, with flat memory; `make bench` prints how fast."""

import io
import socket
import struct
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from milepost.reporting.content import Slot
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Unreadable, read
from tests.reporting.importing.told import lines
from tests.reporting.importing.writing import saved, written

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


def encrypted() -> bytes:
    """A document with a password: an old container that holds an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def wide_entities() -> bytes:
    """The same declaration, in UTF-16."""
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return with_part("word/extra.xml", xml.encode("utf-16"))


def odd_alphabet() -> bytes:
    return with_part("word/extra.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>')


def laughs() -> bytes:
    """Ten entities, each ten of the one before: a document of ten thousand million characters."""
    inner = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE w [<!ENTITY l0 "ha">{inner}]><w>&l9;</w>'
    return packed({TYPES: b"<Types/>", MAIN: xml.encode()})


def many_names() -> bytes:
    """Few parts by the end record, a list of 100,000 by its length."""
    data = bytearray(many_entries())
    end = data.rfind(b"PK\5\6")
    data[end + 8 : end + 12] = struct.pack("<HH", 3, 3)
    return bytes(data)


def deep() -> bytes:
    """Ten thousand elements, each in the other."""
    return with_body(b"<w:sdt><w:sdtContent>" * 10_000 + b"</w:sdtContent></w:sdt>" * 10_000)


def deep_but_parsed() -> bytes:
    return with_body(b"<w:sdt><w:sdtContent>" * 120 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 120)


def tags() -> bytes:
    """A million empty paragraphs."""
    return with_body(b"<w:p/>" * 1_000_000)


def paragraphs() -> bytes:
    return with_body(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 49_000)


def runs() -> bytes:
    """A run for every letter, each of another look than the one before."""
    return with_body(
        b"<w:p>" + b"<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>" * 45_000 + b"</w:p>"
    )


def with_body(body: bytes) -> bytes:
    xml = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return packed({TYPES: b"<Types/>", MAIN: xml + body + b"</w:body></w:document>"})


def other_packing() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as file:
        file.writestr(TYPES, b"<Types/>")
        file.writestr(MAIN, b"<a/>")
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO(letter())
    with zipfile.ZipFile(out, "a") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.writestr(MAIN, b"<a/>")
    return out.getvalue()


def pages() -> bytes:
    return with_part("docProps/app.xml.bak.xml", b"") and packed(
        {TYPES: b"<Types/>", MAIN: b"<a/>", "docProps/app.xml": b"<Properties><Pages>151</Pages></Properties>"}
    )


def macro_types() -> bytes:
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    return packed({TYPES: b'<Types><Override ContentType="' + kind + b'"/></Types>', MAIN: b"<a/>"})


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
    "white space": (lambda: b"\r\n \t" * 500, "report.txt", "empty"),
    "too large": (lambda: b"a" * (20 * 2**20 + 1), "report.txt", "20 MB"),
    "with a password": (encrypted, "report.docx", "password"),
    "with macros by its name": (letter, "report.docm", "macros"),
    "with macros by its types": (macro_types, "report.docx", "macros"),
    "entities in UTF-16": (wide_entities, "report.docx", "entities"),
    "a thousand million laughs": (laughs, "report.docx", "entities"),
    "an odd alphabet": (odd_alphabet, "report.docx", "damaged"),
    "100,000 names behind a small number": (many_names, "report.docx", "parts"),
    "elements in elements": (deep, "report.docx", "damaged"),
    "elements in elements, as deep as XML may be": (deep_but_parsed, "report.docx", "damaged|not a report"),
    "a million tags": (tags, "report.docx", "unpacks|150 pages"),
    "49,000 paragraphs": (paragraphs, "report.docx", "150 pages"),
    "44,000 changes of look": (runs, "report.docx", "unpacks|150 pages"),
    "packed in another way": (other_packing, "report.docx", "damaged"),
    "one part twice": (twice, "report.docx", "damaged"),
    "151 pages by its properties": (pages, "report.docx", "150 pages"),
    "rich text called .docx": (lambda: b"{\\rtf1 a}", "report.docx", "docx or .txt"),
    "text called .docx": (lambda: b"1. A question?", "report.docx", "no Word document"),
    "a web page called .txt": (lambda: b"<html><body><p>Hello</p></body></html>" * 40, "report.txt", "not a report"),
    "a million brackets": (lambda: b"[(" * 290_000, "report.txt", "not text|not a report"),
    "a line of dots": (lambda: b". " * 290_000 + b"a", "report.txt", "not text|not a report"),
    "a line of spaces and a number": (lambda: b"a" + b" " * 590_000 + b"x 3a", "report.txt", "not text|not a report"),
    "a number with no end": (lambda: b"Next step 1" * 50_000, "report.txt", "not a report"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_refused_with_a_sentence(name: str, form_2023: Edition) -> None:
    make, filename, sentence = FILES[name]
    data = make()
    tracemalloc.start()
    with pytest.raises(Unreadable, match=sentence):
        read(data, filename, form_2023)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEMORY


MEMORY = 64 * 2**20
"""Beside the file itself, which is at most 20 MB."""


def test_nothing_that_a_document_links_to_is_fetched(form_2023: Edition) -> None:
    """A template, a picture and a frame elsewhere: no connection is made."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        here = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        document = written(lines(form_2023))
        for kind in ("attachedTemplate", "image", "frame", "hyperlink", "oleObject", "subDocument"):
            document.part.relate_to(here, f"{RELATIONSHIPS}/{kind}", is_external=True)
        name = document.part.relate_to(here, f"{RELATIONSHIPS}/image", is_external=True)
        document.paragraphs[-1]._p.append(parse_xml(PICTURE.format(name=name)))
        read(saved(document), "report.docx", form_2023)
        with pytest.raises(TimeoutError):
            server.accept()


RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = f"""<w:r {nsdecls("w", "r", "wp", "a", "pic")}><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic>
<pic:blipFill><a:blip r:link="{{name}}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def a_report_of_150_pages(form: Edition) -> bytes:
    long = ["A sentence of eighty letters that tells what was done. " * 5] * 1_900
    return saved(written(lines(form, answers={Slot("challenges"): long})))


def test_a_report_of_150_pages_is_read(form_2023: Edition) -> None:
    imported = read(a_report_of_150_pages(form_2023), "report.docx", form_2023)
    assert imported.placed_characters > 400_000
