"""Words made comparable: small plain letters and digits, without numbering, dates and quoted titles."""

import re
from functools import lru_cache

from anyascii import anyascii

from milepost.reporting.content import MONTHS

_QUOTES = '"“”„‟«»'
_NUMBERING = re.compile(
    r"^\s*(?:(?:question|pyetja|pregunta|q)\s*(?:no\.?|nr\.?|#)?\s*(\d{1,3})\s*[.):\-–—]?|#?(\d{1,3})\s*[.):\-–—])\s*",
    re.I,
)
_MONTH = "|".join(
    sorted({re.escape(name) for names in MONTHS.values() for name in names.split()}, key=len, reverse=True)
)
_DATED = re.compile(rf"\b(?:{_MONTH})\b(?=\s*(?:\d{{4}}|and\b|–|-|to\b))|\b(?:19|20)\d\d\b|#\s*\d+|\b\d{{1,3}}\b", re.I)
_PLACEHOLDER = re.compile(r"\{\w+\}")
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Small plain letters and digits with single spaces between."""
    return _OTHER.sub(" ", anyascii(words).lower()).strip()


def numbering(words: str) -> tuple[int | None, str]:
    """The number before a question, and the words without it: "12. What" gives 12 and "What"."""
    found = _NUMBERING.match(words)
    return (int(found[1] or found[2]), words[found.end() :]) if found else (None, words)


def quoted(words: str) -> tuple[int, int] | None:
    """Where the words between the first and the last quotation mark stand."""
    first = re.search(rf"[{_QUOTES}]", words)
    last = re.search(rf"[{_QUOTES}](?=[^{_QUOTES}]*$)", words)
    return (first.end(), last.start()) if first and last and first.start() < last.start() else None


def bare(words: str, without_title: bool = False) -> str:
    """A sentence of the form folded, without its number, star, period and, if so wished, its quoted title."""
    words = numbering(_PLACEHOLDER.sub(" ", words))[1].rstrip(" *")
    if without_title and (at := quoted(words)):
        words = words[: at[0]] + " " + words[at[1] :]
    return fold(_DATED.sub(" ", words))
