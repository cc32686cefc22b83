"""Plain text to paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from milepost.reporting.importing.pages import Unreadable
from milepost.reporting.importing.paragraph import Paragraph, Run

BULLET = re.compile(r"([ \t\xa0]*)([-–—•·*▪‣⁃])[ \t\xa0]+(?=\S)")
"""A list mark typed at the start of a line. A box is no list mark: it may be a tick."""
_BREAKS = re.compile(r"\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")
_STARTS_ANEW = re.compile(
    r"\s*(?:[-–—•·*▪‣⁃☐☒☑□✓✔]|\[|\(.?\)|#|(?:\d{1,2}|[a-zçë]|[ivx]{2,4})[.)]\s|(?:q|next step|step)\s*#?\d)", re.I
)
_PAGE = re.compile(r"\s*(?:page|faqe|p\.|página)?\s*[-–]?\s*\d{1,3}\s*(?:[-–]|(?:of|nga|sur|de|/)\s*\d{1,3})?\s*", re.I)
_WIDEST = 120
"""Characters of a line in a text that an editor has broken into lines."""


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else the Windows alphabet of Western Europe.

    Raises `Unreadable` for what is no text: control characters, or half of the bytes beyond the letters.
    """
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise Unreadable(_("This file is not text. Save the report as .docx or as plain text and choose it again."))


def _is_text(text: str) -> bool:
    odd = sum(1 for c in text if c < " " and c not in "\t\n\r\f\v\x1c\x1d\x1e")
    letters = sum(1 for c in text[:20_000] if c.isalnum() or c.isspace())
    return odd == 0 and letters * 2 > len(text[:20_000])


def paragraphs(text: str) -> list[Paragraph]:
    """Every line that holds words is a paragraph, or in a text with blank lines between, a line of the one before."""
    lines = list(_lines(text))
    if _is_broken_by_an_editor([line for line, _page in lines]):
        lines = _mended(lines)
    spaced = _has_blank_lines([line for line, _page in lines])
    found: list[Paragraph] = []
    blank = True
    for line, page in lines:
        if line.strip():
            found.append(_paragraph(line, page, continues=spaced and not blank))
        blank = not line.strip()
    return found


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines, and whether each is a page number: alone at the edge of a page."""
    for page in text.split("\f"):
        lines = _BREAKS.split(page)
        full = [number for number, line in enumerate(lines) if line.strip()]
        edges = {full[0], full[-1]} if full and "\f" in text else set()
        for number, line in enumerate(lines):
            yield line, bool(number in edges and line.strip() and _PAGE.fullmatch(line))


def _paragraph(line: str, page: bool, continues: bool) -> Paragraph:
    bullet = BULLET.match(line)
    return Paragraph(
        (Run(line.rstrip()),),
        kind="bullet" if bullet else "paragraph",
        level=min(len(bullet[1].expandtabs(2)) // 2, 3) if bullet else 0,
        skip=bullet.end() if bullet else 0,
        aside="page" if page else "",
        continues=continues and not bullet and not _STARTS_ANEW.match(line),
    )


def _has_blank_lines(lines: list[str]) -> bool:
    """Whether blank lines stand between the paragraphs; otherwise every line is one."""
    full = sum(1 for line in lines if line.strip())
    return sum(1 for one, two in pairwise(lines) if one.strip() and not two.strip()) * 4 > full


def _is_broken_by_an_editor(lines: list[str]) -> bool:
    """Whether lines end where an editor's margin was: none is wide, and most that go on are nearly full."""
    longest = max((len(line.rstrip()) for line in lines), default=0)
    going_on = [one for one, two in pairwise(lines) if one.strip() and two.strip() and not _STARTS_ANEW.match(two)]
    nearly_full = [line for line in going_on if len(line.rstrip()) > longest * 0.75]
    return longest <= _WIDEST and len(nearly_full) >= 10 and len(nearly_full) * 2 > len(going_on)


def _mended(lines: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    longest = max(len(line.rstrip()) for line, _page in lines)
    whole: list[tuple[str, bool]] = []
    goes_on = False
    for line, page in lines:
        if goes_on and line.strip() and not page and not _STARTS_ANEW.match(line):
            whole[-1] = (f"{whole[-1][0].rstrip()} {line.strip()}", False)
        else:
            whole.append((line, page))
        goes_on = bool(line.strip()) and not page and len(line.rstrip()) > longest * 0.6
    return whole
