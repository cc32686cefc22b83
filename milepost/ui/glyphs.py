"""Which characters the PDF's fonts have, and what is printed for those that they have not.

PDF/UA refuses a character without a glyph. A report with one must still come out, so such a character is written in
Latin letters (or by its number), and the reader is told.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from anyascii import anyascii

FONTS = Path(__file__).parent / "fonts"

LATIN_FONTS = 4
"""Regular and bold of the two Latin families; the Arabic one stands beside them."""
LONG_WORD = 40
"""A word longer than this (characters) may break anywhere, or it would run off the page."""
_BREAK = "\u200b"


@cache
def fonts() -> tuple[frozenset[int], ...]:
    """The characters of each font."""
    paths = sorted(path for path in FONTS.iterdir() if path.suffix in (".otf", ".ttf"))
    return tuple(frozenset(codes(path.read_bytes())) for path in paths)


@cache
def covered() -> frozenset[int]:
    """The characters that at least one of the fonts has."""
    return frozenset().union(*fonts())


def codes(font: bytes) -> Iterator[int]:
    """The characters of an OpenType font: its `cmap` tables of formats 4 and 12 (OpenType specification, cmap)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = {font[12 + 16 * i : 16 + 16 * i]: struct.unpack_from(">I", font, 20 + 16 * i)[0] for i in range(tables)}
    start = records[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    for offset in {struct.unpack_from(">I", font, start + 8 + 8 * i)[0] for i in range(count)}:
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            yield from _segments(font, start + offset)
        elif form == 12:
            yield from _groups(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: segments of the basic plane. A code whose glyph is 0 is not there."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    read = f">{count}H"
    ends = struct.unpack_from(read, font, at + 14)
    starts = struct.unpack_from(read, font, at + 16 + 2 * count)
    deltas = struct.unpack_from(read, font, at + 16 + 4 * count)
    offsets = struct.unpack_from(read, font, at + 16 + 6 * count)
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                where = at + 16 + 6 * count + 2 * number + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, where)
            if code != 0xFFFF and glyph and (glyph + delta) % 0x10000:
                yield code


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Format 12: groups of all planes."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">3I", font, at + 16 + 12 * number)
        yield from range(first if glyph else first + 1, last + 1)


def settable(words: str) -> str:
    """The words with only characters that the fonts have, and with long words made breakable."""
    if not words.isascii():
        composed = unicodedata.normalize("NFC", words)
        words = "".join(_shown(letter, before) for before, letter in pairwise("\n" + composed))
    return " ".join(_breakable(word) for word in words.split(" "))


def plain_latin(words: str) -> str:
    """The words in characters of ASCII alone: what is left when a rare combination of marks has no glyph."""
    return " ".join(_breakable(word) for word in "".join(_in_latin(letter) for letter in words).split(" "))


def _shown(letter: str, before: str) -> str:
    if unicodedata.category(letter) in ("Mn", "Me") and not _meet(letter, before):
        return ""
    if ord(letter) in covered():
        return letter
    # Joiners, direction marks and variation selectors have no shape of their own: without a font for what they
    # join there is nothing to join.
    if unicodedata.category(letter) == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F:
        return ""
    return _in_latin(letter)


def _meet(mark: str, before: str) -> bool:
    """Whether the letter and its mark can be set together: in each Latin font, or in the Arabic one alone."""
    having = [font for font in fonts() if ord(before) in font]
    alike = len(having) in (1, LATIN_FONTS, LATIN_FONTS + 1)
    return alike and all(ord(mark) in font for font in having)


def _in_latin(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return ""
    return anyascii(letter) or f"[U+{ord(letter):04X}]"


def _breakable(word: str) -> str:
    if len(word) <= LONG_WORD:
        return word
    return _BREAK.join(word[start : start + 20] for start in range(0, len(word), 20))
