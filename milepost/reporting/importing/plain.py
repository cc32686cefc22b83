"""Plain text to paragraphs."""

import re

from django.utils.translation import gettext as _

from milepost.reporting.importing.guard import Unreadable
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.text import Span

_BULLET = re.compile(r"^(\s*)[-–•·*▪◦●]\s+(?=\S)")
_CONTENTS = re.compile(r"^.{3,}?(\t+|\s?\.{3,}\s?|\s{4,})\d{1,3}$")
_CONTENTS_TITLE = re.compile(
    r"^(table of contents?|contents?|përmbajtja|pasqyra e lëndës|table des matières|sommaire|índice)$", re.I
)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else the Windows and Latin alphabets. Raises `Unreadable`."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252", "iso-8859-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("This file is not text. Save the report as .docx or as plain text and choose it again."))


def paragraphs(text: str) -> list[Paragraph]:
    """Every line that holds words is a paragraph; a line that starts with a dash or dot is a list item."""
    found: list[Paragraph] = []
    for raw in re.split(r"\r\n|[\r\n\f\v\u2028\u2029\x85]", text):
        if not raw.strip():
            continue
        bullet = _BULLET.match(raw)
        words = raw[bullet.end() :] if bullet else raw
        span = (Span(" ".join(words.split())),)
        found.append(
            Paragraph(
                "bullet" if bullet else "paragraph",
                (span,),
                level=min(len(bullet[1].expandtabs(2)) // 2, 3) if bullet else 0,
                contents=is_contents_line(raw),
            )
        )
    return found


def is_contents_line(raw: str) -> bool:
    """A line of a contents page: it ends with a page number after a tab or dots, or is the page's title."""
    return bool(_CONTENTS.match(raw.rstrip()) or _CONTENTS_TITLE.match(raw.strip()))
