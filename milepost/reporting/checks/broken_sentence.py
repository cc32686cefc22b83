"""A sentence that breaks off, is cut in two, or begins in the middle of another."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, Text, found
from milepost.reporting.checks.reading.words import URL, Line, lines, words

CODE = "broken-sentence"
SEVERITY = "note"
TITLE = gettext_lazy("A sentence that is broken")
EXPLANATION = gettext_lazy(
    "A full stop in the middle of a sentence, a paragraph that breaks off, a bracket that stays open, a word that "
    "stands twice: often left by copying from page to page."
)

_STOP_INSIDE = re.compile(r"(?<!\S)(\S{1,40}\s+\w{3,40}\. [a-zà-ÿ]{1,40}(?: \S{1,40}){0,3})")
_ABBREVIATED = re.compile(
    r"\b(?:no|nr|nos|art|arts|etc|vs|approx|incl|resp|ca|cf|par|pg|st|mr|mrs|prof|tel|min|max|esp|dept)\. ",
    re.IGNORECASE,
)
_CAPITAL_INSIDE = re.compile(r"\b[a-zà-ÿ]+, (The|This|These|In|On|And|For) [A-Z]?\w+(?: \w+)?")
_TWICE = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)
_MAY_STAND_TWICE = frozenset({"had", "that", "nous", "vous", "se", "të"})
_ENDS = (".", "!", "?", "…", ":", ";", ",", ")", "”", '"', "»", "’")
PROSE = 8
"""Words from which a line without an end mark is taken for a sentence and not for a heading."""


def find(reading: Reading) -> Iterator[Finding]:
    """Every broken place, one finding each; a line that lacks only its full stop once per answer."""
    for text in reading.texts:
        if text.says:
            yield from _stops_inside(text)
            yield from _marks(text)
            yield from _line_ends(text)


def _found(text: Text, start: int, end: int, message: str, advice: str) -> Finding:
    quote = text.plain[start:end]
    written = {"words": " ".join(quote.split())}
    return found(CODE, "note", text.slot, message % written, advice, quote=quote, start=start, end=end)


def _stops_inside(text: Text) -> Iterator[Finding]:
    plain = URL.sub(lambda match: " " * len(match[0]), text.plain)
    for match in _STOP_INSIDE.finditer(plain):
        if not _ABBREVIATED.search(match[0]) and not re.search(r"\b\w\.\w\. ", match[0]):
            message = _("A full stop stands in the middle of a sentence: “%(words)s”.")
            yield _found(
                text, match.start(), match.end(), message, _("Take the full stop out, or begin a new sentence.")
            )
    for match in _CAPITAL_INSIDE.finditer(plain):
        message = _("A capital letter stands in the middle of a sentence: “%(words)s”.")
        yield _found(text, match.start(1), match.end(), message, _("Write it small, or begin a new sentence."))


def _marks(text: Text) -> Iterator[Finding]:
    for match in _TWICE.finditer(text.plain):
        if match[1].casefold() not in _MAY_STAND_TWICE and not match[1][0].isupper():
            message = _("A word stands twice: “%(words)s”.")
            yield _found(text, match.start(), match.end(), message, _("Delete one."))
    for line in lines(text.plain):
        body = re.sub(r"(?<![\w(])\w{1,2}\)", "", line.text)
        if body.count("(") != body.count(")"):
            at = line.start + max(line.text.find("("), line.text.find(")") if "(" not in body else 0)
            message = _("A bracket is opened or closed alone: “%(words)s”.")
            end = min(at + 40, line.end)
            yield _found(text, at, end, message, _("Close the bracket, or take it out."))


def _line_ends(text: Text) -> Iterator[Finding]:
    """Lines that go on in the next paragraph, then the first line that just stops."""
    every = [line for line in lines(text.plain) if line.text not in text.headings]
    unended: Line | None = None
    goes_on: set[int] = set()
    for line, after in pairwise(every):
        if line.text.endswith(_ENDS) or (line.item != after.item and after.item):
            continue
        if URL.match(after.text):
            continue
        if after.gap and not after.item and after.text[0].islower() and len(words(line.text)) >= 3:
            goes_on.add(line.start)
            start = line.start + max(line.text.rfind(" ", 0, len(line.text) - 20), 0)
            message = _("The sentence breaks off and goes on in the next paragraph: “%(words)s”.")
            end = min(after.start + 20, after.end)
            yield _found(text, start, end, message, _("Join the two paragraphs."))
    for index, line in enumerate(every):
        following = every[index + 1] if index + 1 < len(every) else None
        if line.start not in goes_on and _just_stops(line, following):
            unended = unended or line
    if unended:
        start = unended.start + max(unended.text.rfind(" ", 0, max(len(unended.text) - 40, 0)), 0)
        start += text.plain[start] == " "
        message = _("A sentence ends without a full stop: “%(words)s”.")
        yield _found(text, start, unended.end, message, _("End it, or say what is missing."))


def _just_stops(line: Line, after: Line | None) -> bool:
    """A sentence without an end. List items may be phrases: they count only when they hold a whole sentence before."""
    if line.text.endswith(_ENDS) or URL.search(line.text) or len(words(line.text)) < PROSE:
        return False
    if after is not None and URL.match(after.text):
        return False
    return bool(re.search(r"[.!?] [A-ZÀ-Þ]", line.text)) if line.item else True
