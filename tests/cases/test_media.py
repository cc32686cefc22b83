"""What a file is, and a photo without anything but its picture."""

import io
import zlib
from struct import pack
from unittest.mock import patch

import pytest
from django.test import override_settings
from PIL import Image

from milepost.cases import media, photo
from milepost.cases.media import prepare
from milepost.cases.photo import NotKept
from tests.cases import files
from tests.cases.files import MARK


def kept(data: bytes, name: str = "x") -> Image.Image:
    """The picture that is kept of a photo."""
    return Image.open(io.BytesIO(prepare(data, name).shown.data))


def holds(data: bytes) -> bool:
    """Whether the marker is in it, in any alphabet a camera uses."""
    return any(MARK.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be"))


@pytest.mark.parametrize("made", [files.jpeg, files.png, files.webp])
def test_nothing_of_what_a_camera_hides_is_left(made: object) -> None:
    data = made()  # type: ignore[operator]
    assert holds(data)
    shown = prepare(data, "IMG_1.JPG").shown
    assert not holds(shown.data)
    assert b"Exif" not in shown.data
    found = Image.open(io.BytesIO(shown.data))
    assert (shown.media_type, found.format, found.mode) == (photo.JPEG, "JPEG", "RGB")
    assert not found.getexif()
    assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert shown.data.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (400, 300), "red"), (3, (400, 300), "blue"), (6, (300, 400), "red"), (8, (300, 400), "blue")],
)
def test_it_stands_upright(orientation: int, size: tuple[int, int], corner: str) -> None:
    found = kept(files.jpeg(orientation))
    assert found.size == size
    red, _green, blue = found.getpixel((5, 5))  # type: ignore[misc]
    assert (red > blue) is (corner == "red")


def test_it_is_at_most_2560_pixels_long() -> None:
    assert kept(files.jpeg(size=(5200, 1000))).size == (2560, 492)
    assert kept(files.jpeg(size=(300, 200))).size == (300, 200)


def test_the_original_is_kept_only_as_evidence() -> None:
    data = files.jpeg()
    assert prepare(data, "a.jpg").original is None
    original = prepare(data, "a.jpg", evidence=True).original
    assert original is not None
    assert original.data == data


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (files.PDF, media.PDF), (files.DOCX, media.DOCX), (files.XLSX, media.XLSX), (files.ODT, media.ODT),
        ("Një shënim, shkurt".encode(), media.TEXT),
    ],
)  # fmt: skip
def test_a_document_is_known_by_its_bytes_and_stays_as_it_is(data: bytes, media_type: str) -> None:
    found = prepare(data, "photo.jpg")
    assert (found.kind, found.shown.media_type, found.shown.data) == ("document", media_type, data)


HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 40
WITH_MACROS = files.packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"), (HEIC, "Most compatible"), (b"MZ\x90\0", "not kept here"), (b"GIF89a\0\0", "not kept here"),
        (b"<!DOCTYPE html><p>Hello", "not kept here"), (b"\n<svg onload=alert(1)>", "not kept here"),
        (files.packed("a.exe"), "not kept here"), (WITH_MACROS, "macros"), (b"PK\3\4damaged", "not kept here"),
        (b"%PDF-1.7 cut off", "incomplete PDF"), (files.jpeg(size=(2000, 1500))[:9000], "damaged or incomplete"),
        (files.png()[:300], "damaged or incomplete"), (b"\xff\xd8\xff\xe0 no picture", "damaged or incomplete"),
        (files.jpeg() + files.DOCX, "another file in one"), (files.PDF + files.DOCX, "another file in one"),
        (b"\xff\xd8\xff\xfe\0\x10%PDF-1.7" + files.jpeg()[2:], "another file in one"),
        ("Fëmijë".encode("cp1252"), "old alphabet"),
    ],
)  # fmt: skip
def test_what_is_not_kept_is_refused_with_what_to_do(data: bytes, sentence: str) -> None:
    with pytest.raises(NotKept, match=sentence):
        prepare(data, "holiday.jpg")


def test_what_is_too_large_is_refused() -> None:
    with override_settings(ATTACHMENT_MAX_BYTES=2**20), pytest.raises(NotKept, match="larger than 1 MB"):
        prepare(files.PDF + b" " * 2**20, "a.pdf")


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that claims to be `side` times `side` pixels of four bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    header = pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10**6, 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_what_claims_to_be_huge_is_refused(side: int) -> None:
    with pytest.raises(NotKept):
        prepare(bomb(side), "small.png")


def test_a_whole_bomb_of_a_few_kilobytes_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    Image.new("1", (6_000, 6_000)).save(out, "PNG")
    assert len(out.getvalue()) < 10_000
    with pytest.raises(NotKept, match="more pixels"), patch.object(Image.Image, "load", side_effect=AssertionError):
        prepare(out.getvalue(), "small.png")


def test_a_photo_that_draws_over_itself_for_ever_is_refused() -> None:
    out = io.BytesIO()
    Image.new("L", (800, 600)).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    again = data[data.rfind(b"\xff\xda") : -2]
    with pytest.raises(NotKept, match="more pixels"):
        prepare(data[:-2] + again * 5_000 + b"\xff\xd9", "x.jpg")


def test_printing_what_was_prepared_shows_nothing() -> None:
    found = prepare(files.jpeg(), MARK, evidence=True)
    assert not holds((repr(found) + repr(found.shown)).encode())


def test_a_name_is_without_folders() -> None:
    assert prepare(files.PDF, "C:\\Users\\Ana\\besa.pdf").name == "besa.pdf"
