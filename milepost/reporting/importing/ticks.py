"""Which options are marked: every way in which a word processor or a person marks one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from milepost.reporting.content import Choice, Choices, Scale, Value
from milepost.reporting.edition import Option, Question
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.importing.recognise import fold

SAME_LABEL = 88
"""How alike a label in a document and an option's are (0-100) to be one."""

_TICKED = r"[☒☑✓✔🗹🗷✗✘⊠■●◉⦿]|\[\s*[xX✓✔*]\s*\]|\(\s*[xX✓✔*•]\s*\)"
_EMPTY = r"[☐□▢○◯❑❒⬜]|\[\s*\]|\(\s*\)|\[_+\]"
_BOX = re.compile(f"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})")
_X = re.compile(r"^\s*[xX]\s+(?=\S)|(?<=\S)\s+[xX]\s*$")
_TRIM = " \t.:;,–-—_\n"


@dataclass(frozen=True)
class Mark:
    """A stretch of a paragraph that names an option: the option, whether and how it is marked, and words behind it."""

    index: int
    option: Option
    ticked: bool
    boxed: bool
    struck: bool
    lit: bool
    bold: bool
    words: str


def read_choice(question: Question, paragraphs: list[tuple[int, Paragraph]]) -> tuple[Value | None, set[int]]:
    """The marked option(s) of a choice question, and the indexes of the paragraphs that were options.

    Without any mark the value is None: not recorded. Words after an option that asks for them are a mark.
    """
    marks = [mark for index, each in paragraphs for mark in _marks(question, index, each)]
    chosen = _chosen(question, marks)
    used = {mark.index for mark in marks}
    if not chosen:
        return None, used
    if question.kind == "many_of":
        other = next((mark.words for mark in chosen if mark.option.with_text and mark.words), "")
        return Choices(tuple(mark.option.value for mark in chosen), other), used
    if len({mark.option.value for mark in chosen}) > 1:
        return None, used
    return Choice(chosen[0].option.value, chosen[0].words if chosen[0].option.with_text else ""), used


def _chosen(question: Question, marks: list[Mark]) -> list[Mark]:
    ticked = [mark for mark in marks if mark.ticked]
    if ticked:
        return ticked + [mark for mark in marks if mark.option.with_text and mark.words and mark not in ticked]
    if any(mark.struck for mark in marks) and not all(mark.struck for mark in marks):
        return [mark for mark in marks if not mark.struck and not (mark.option.with_text and not mark.words)]
    for look in ("lit", "bold"):
        shown = [mark for mark in marks if getattr(mark, look)]
        if shown and len(shown) < len(marks):
            return shown
    written = [mark for mark in marks if mark.option.with_text and mark.words]
    if written:
        return written
    # The form's other options are gone: only the answer was left standing.
    return marks if len(marks) == 1 and len(question.options) > 1 and not marks[0].boxed else []


def _marks(question: Question, index: int, paragraph: Paragraph) -> Iterator[Mark]:
    for text, ticked, boxed in _stretches(paragraph):
        found = _option(question, text)
        if found:
            option, words = found
            yield Mark(index, option, ticked, boxed, paragraph.struck, paragraph.lit, paragraph.bold, words)


def _stretches(paragraph: Paragraph) -> Iterator[tuple[str, bool, bool]]:
    """A paragraph cut at its boxes: (label, ticked, has a box). A box counts behind a label when none is before it."""
    text = paragraph.text
    boxes = [(tick.at, tick.at, tick.ticked) for tick in paragraph.ticks]
    if not boxes:
        boxes = [(m.start(), m.end(), m["ticked"] is not None) for m in _BOX.finditer(text)]
    if not boxes:
        yield _X.sub(" ", text), bool(_X.search(text)), False
        return
    leading = not text[: boxes[0][0]].strip(_TRIM)
    if leading:
        ends = [start for start, _end, _ticked in boxes[1:]] + [len(text)]
        for (_start, end, ticked), stop in zip(boxes, ends, strict=True):
            yield text[end:stop], ticked, True
    else:
        begin = 0
        for start, end, ticked in boxes:
            yield text[begin:start], ticked, True
            begin = end
        if text[begin:].strip(_TRIM):
            yield text[begin:], False, False


def _option(question: Question, text: str) -> tuple[Option, str] | None:
    """The option that a label names, and the words behind its colon (or behind an option that asks for words)."""
    label, colon, words = (
        part.strip(_TRIM) if part != ":" else part for part in text.strip(_TRIM + "•*").partition(":")
    )
    for option in question.options:
        for name in option.text.values():
            if _same_label(label, name):
                return option, " ".join(words.split()) if colon and option.with_text else ""
    for option in question.options:
        for name in option.text.values():
            start = label[: len(name)]
            if option.with_text and fold(start) == fold(name) and len(label) > len(name):
                rest = text.strip(_TRIM)[len(name) :].strip(_TRIM + "()")
                return option, " ".join(rest.split())
    return None


def _same_label(label: str, name: str) -> bool:
    one, other = fold(label), fold(name)
    if not one:
        return False
    return one == other or (len(other) > 5 and fuzz.ratio(one, other) >= SAME_LABEL)


def read_scale(question: Question, paragraphs: list[tuple[int, Paragraph]]) -> tuple[Value | None, set[int]]:
    """The marked point of a scale: a ticked, highlighted or lone number, or "4/5"."""
    points = [point for index, each in paragraphs for point in _points(question, index, each)]
    used = {point.index for point in points} | {i for i, each in paragraphs if _ends_only(question, each)}
    ticked = [point for point in points if point.ticked]
    for look in ("kept", "lit", "bold"):
        if not ticked and any(getattr(p, look) for p in points) and not all(getattr(p, look) for p in points):
            ticked = [point for point in points if getattr(point, look)]
    if not ticked and len(points) == 1 and not points[0].boxed:
        ticked = points
    values = {point.value for point in ticked}
    return (Scale(values.pop()) if len(values) == 1 else None), used


@dataclass(frozen=True)
class Point:
    """A number of a scale as it stands in the document."""

    index: int
    value: int
    ticked: bool
    boxed: bool
    lit: bool
    bold: bool
    kept: bool = True
    """Not struck through, where others are."""


def _points(question: Question, index: int, paragraph: Paragraph) -> Iterator[Point]:
    whole = re.fullmatch(r"\s*(\d{1,2})\s*(?:/|of|nga|sur|de)\s*(\d{1,2})\s*\.?", paragraph.flat, re.I)
    if whole and int(whole[2]) == question.points and 1 <= int(whole[1]) <= question.points:
        yield Point(index, int(whole[1]), True, True, False, False)
        return
    for text, ticked, boxed in _stretches(paragraph):
        ends = [*question.low.values(), *question.high.values()]
        words = text
        for end in ends:
            words = re.sub(re.escape(end), " ", words, flags=re.I)
        numbers = [int(n) for n in re.findall(r"\d{1,2}", words) if 1 <= int(n) <= question.points]
        if re.sub(r"[\d\s–\-—.:()]+", "", words):
            continue
        single = len(numbers) == 1
        for number in numbers:
            look = (paragraph.lit and single, paragraph.bold and single, not paragraph.struck)
            yield Point(index, number, ticked and single, boxed, *look)


def _ends_only(question: Question, paragraph: Paragraph) -> bool:
    folded = fold(paragraph.flat)
    for words in (*question.low.values(), *question.high.values()):
        folded = folded.replace(fold(words), " ")
    return not re.sub(r"[\d\s]+", "", folded)
