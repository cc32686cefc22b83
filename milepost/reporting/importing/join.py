"""Paragraphs that a page break cut in two become one again."""

import re
from dataclasses import replace

from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.text import Span, merge

_FINISHED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def joined(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with cut ones put together: the first has no end, the next goes on in a small letter."""
    whole: list[Paragraph] = []
    for paragraph in paragraphs:
        if whole and _cut(whole[-1], paragraph):
            whole[-1] = _join(whole[-1], paragraph)
        else:
            whole.append(paragraph)
    return whole


def _cut(first: Paragraph, second: Paragraph) -> bool:
    if second.kind != "paragraph" or first.kind not in ("paragraph", "bullet", "number"):
        return False
    start = second.text.lstrip()[:1]
    if not start.islower() or re.match(r"^\s*\w{1,2}[.)]\s", second.text):
        return False
    return not _FINISHED.search(first.text)


def _join(first: Paragraph, second: Paragraph) -> Paragraph:
    *before, last = first.lines
    following, *after = second.lines
    hyphen = bool(re.search(r"\w[-‐]\s*$", first.text))
    last = merge((*_stripped(last), *(() if hyphen else (Span(" "),)), *following))
    return replace(first, lines=(*before, last, *after))


def _stripped(line: tuple[Span, ...]) -> tuple[Span, ...]:
    if not line:
        return line
    *rest, end = line
    return (*rest, Span(end.text.rstrip() or " ", end.bold, end.href))
