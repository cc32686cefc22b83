"""Files that tests attach, made here: a photo with a marker in every field of metadata, documents, hostile things."""

import io
import zipfile

from PIL import Image, PngImagePlugin

MARK = "Zqxjvkw photo of Besa"


def picture(width: int = 400, height: int = 300) -> Image.Image:
    """A picture of which the left half is red and the right half blue."""
    made = Image.new("RGB", (width, height), "red")
    made.paste("blue", (width // 2, 0, width, height))
    return made


def exif(orientation: int = 1) -> Image.Exif:
    """Place, time, device, owner, comment: all that a camera writes, with the marker in each text."""
    made = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298, 0x9C9B, 0xA430, 0xA431, 0xA435):
        made[tag] = MARK
    made[0x0112] = orientation
    made[0x0132] = "2026:11:25 08:00:00"
    made[0x9286] = b"ASCII\0\0\0" + MARK.encode()
    gps = made.get_ifd(0x8825)
    gps.update({1: "N", 2: (41.0, 19.0, 39.0), 3: "E", 4: (19.0, 49.0, 8.0), 27: MARK, 28: MARK})
    return made


def jpeg(orientation: int = 1, size: tuple[int, int] = (400, 300)) -> bytes:
    """A JPEG as a telephone makes it, marked: EXIF with GPS, XMP, ICC, comment, a preview, and bytes behind its end."""
    out = io.BytesIO()
    picture(*size).save(
        out, "JPEG", quality=95, exif=exif(orientation), comment=MARK.encode(), icc_profile=b"\0" * 128 + MARK.encode(),
        xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARK}</x:xmpmeta>".encode(),
    )  # fmt: skip
    return out.getvalue() + b"MotionPhoto_Data" + MARK.encode()


def png() -> bytes:
    """A marked PNG with transparency."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", MARK)
    notes.add_text("Comment", MARK, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", MARK)
    out = io.BytesIO()
    shown = picture().convert("RGBA")
    shown.putalpha(200)
    shown.save(out, "PNG", pnginfo=notes, exif=exif())
    return out.getvalue() + MARK.encode()


def webp() -> bytes:
    """A marked WebP."""
    out = io.BytesIO()
    picture().save(out, "WEBP", exif=exif().tobytes(), xmp=MARK.encode(), icc_profile=MARK.encode())
    return out.getvalue()


def packed(*names: str, first: bytes = b"") -> bytes:
    """A packed document with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if first:
            made.writestr("mimetype", first)
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml")
ODT = packed("content.xml", first=b"application/vnd.oasis.opendocument.text")
