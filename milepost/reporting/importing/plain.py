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
_MAY_GO_ON = re.compile(r"\s*(?:[-–—•·*]\s|#|(?:\d{1,2}|[a-zçë]|[ivx]{2,4})[.)]\s)", re.I)
"""Marks that also stand inside a sentence: "the periods 1. May – 3. June", a dash, "ii) the next steps"."""
_STAR = re.compile(r"\s*\*(?:\s+\d{1,3})?\s*")
"""The star of a required question, with its page where it is in a contents page."""
_ENDED = re.compile(r"[.!?:;…\u061f]\W*$|\s\d{1,3}$")
_PAGE = re.compile(r"\s*(?:page|faqe|p\.|página)?\s*[-–]?\s*\d{1,3}\s*(?:[-–]|(?:of|nga|sur|de|/)\s*\d{1,3})?\s*", re.I)
_HYPHEN = re.compile(r"\w[-‐]$")
_HANGING = re.compile(r"(?:and|or|dhe|ose|et|ou|y|o)\b")
"""What follows a hyphen that waits for a second word: "pre- and post-"."""
_WIDEST = 120
"""Characters of a line in a text that an editor has broken into lines."""
_FEWEST = 10
"""Full lines of such a text."""


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
    if width := _margin([line for line, _page in lines]):
        lines = _mended(lines, width)
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


def _margin(lines: list[str]) -> int:
    """The width at which an editor broke the lines; 0 for a text with lines of their own lengths.

    An editor goes on with a line until the next word does not fit, so nearly every line that goes on is full. A few
    longer lines (an address, a quotation) do not move the margin.
    """
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.98)] if lengths else 0
    going_on = [pair for pair in pairwise(lines) if all(map(str.strip, pair)) and not _STARTS_ANEW.match(pair[1])]
    full = sum(1 for one, two in going_on if _is_full(one, two, width))
    return width if width <= _WIDEST and full >= _FEWEST and full * 3 > len(going_on) * 2 else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room on this one."""
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    return bool(line.strip() and first) and len(line.rstrip()) + 1 + len(first) > width


def _mended(lines: list[tuple[str, bool]], width: int) -> list[tuple[str, bool]]:
    """The lines as they were before an editor broke them at a width."""
    whole: list[tuple[str, bool]] = []
    last, was_page = "", True
    for line, page in lines:
        if not (page or was_page) and _is_full(last, line, width) and _may_go_on(last, line):
            whole[-1] = (_joined(whole[-1][0].rstrip(), line.strip()), False)
        else:
            whole.append((line, page))
        last, was_page = line, page
    return whole


def _may_go_on(line: str, following: str) -> bool:
    """Whether a full line may go on in the next: what looks like an item's mark is one behind the end of a sentence."""
    if _STAR.fullmatch(following) or not _STARTS_ANEW.match(following):
        return True
    return bool(_MAY_GO_ON.match(following)) and not _ENDED.search(line.rstrip())


def _joined(before: str, after: str) -> str:
    """Two halves of a line. A word that was cut behind its hyphen is one again: "cross-" and "sectoral"."""
    is_cut = _HYPHEN.search(before) and not _HANGING.match(after)
    return before + after if is_cut else f"{before} {after}"
