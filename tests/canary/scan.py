"""Looking for a word in raw bytes, in every spelling in which a program might leave it lying about."""

import base64
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

STEM = "Zq7Marker"
"""What every marker begins with; no word of ours and no random token holds it."""


@cache
def spellings(word: str = STEM) -> dict[str, bytes]:
    """Each spelling of the word by name."""
    found: dict[str, bytes] = {}
    for case, form in (("", word), (" upper", word.upper()), (" lower", word.lower()), (" folded", word.casefold())):
        raw = form.encode()
        found |= {
            f"utf-8{case}": raw, f"utf-16le{case}": form.encode("utf-16-le"), f"utf-16be{case}": form.encode("utf-16-be"),
            f"hex{case}": raw.hex().encode(), f"HEX{case}": raw.hex().upper().encode(),
            f"url{case}": quote(form, safe="").encode(), f"url whole{case}": "".join(f"%{b:02X}" for b in raw).encode(),
            f"html{case}": "".join(f"&#{ord(c)};" for c in form).encode(),
            f"html hex{case}": "".join(f"&#x{ord(c):x};" for c in form).encode(),
            f"json{case}": "".join(f"\\u{ord(c):04x}" for c in form).encode(),
        }  # fmt: skip
        for name, wide in (("", raw), (" utf-16", form.encode("utf-16-le"))):
            for start in range(3):
                found[f"base64{name} at {start}{case}"] = _core(wide, start)
    return found


def _core(word: bytes, start: int) -> bytes:
    """The characters of base64 that the word alone decides, `start` bytes after a boundary of three."""
    whole = base64.b64encode(b"\0" * start + word)
    first, last = (0, 2, 3)[start], len(whole) - (0 if (start + len(word)) % 3 == 0 else 4)
    return whole[first:last]


@cache
def _pattern() -> re.Pattern[bytes]:
    either = {re.escape(each) for each in spellings().values()}
    return re.compile(b"|".join(sorted(either)), re.IGNORECASE)


def found_in(content: bytes, depth: int = 2) -> str:
    """How the word stands in some bytes: what was found, or an empty text. Looks into what is compressed there too."""
    if hit := _pattern().search(content):
        return hit[0].decode(errors="replace")
    if depth:
        for inner in _inside(content):
            if hit_inside := found_in(inner, depth - 1):
                return f"compressed or encoded: {hit_inside}"
    return ""


_ENCODED = re.compile(rb"[A-Za-z0-9_-]{24,}|[A-Za-z0-9+/]{24,}={0,2}")


def _inside(content: bytes) -> Iterator[bytes]:
    """What streams of gzip, zlib and deflate hold, and what runs of base64 hold where they are such a stream."""
    for begin in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", content):
        yield from _inflated(content[begin.start() :], 47)
    yield from _inflated(content, -15)
    for run in _ENCODED.finditer(content):
        text = run[0].replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
        try:
            raw = base64.b64decode(text[: len(text) // 4 * 4])
        except ValueError:
            continue
        if raw[:1] == b"\x78" or raw[:2] == b"\x1f\x8b":
            yield from _inflated(raw, 47)


def _inflated(content: bytes, bits: int) -> Iterator[bytes]:
    """What was read until the stream ended, or until it was none."""
    reader, got = zlib.decompressobj(bits), b""
    for start in range(0, len(content), 4096):
        try:
            got += reader.decompress(content[start : start + 4096], 1 << 22)
        except zlib.error:
            break
        if reader.eof:
            break
    if len(got) > 8:
        yield got


def scan(folder: Path) -> dict[str, str]:
    """Every file below a folder in which the word stands, with how."""
    hits = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (hit := found_in(path.read_bytes()) or found_in(str(path.name).encode(), 0)):
            hits[str(path.relative_to(folder))] = hit
    return hits
