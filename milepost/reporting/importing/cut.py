"""A question and its answer in one paragraph, cut in two: behind a line break, or behind the question mark."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from rapidfuzz import fuzz

from milepost.reporting.importing.fold import bare, numbering
from milepost.reporting.importing.outline import LONGEST
from milepost.reporting.importing.paragraph import Paragraph, Run
from milepost.reporting.importing.wording import Form

ALIKE = 90.0
"""From which likeness (0-100, rapidfuzz's ratio) the words before a break are a question of the form."""
MOST = 4
"""Breaks that are looked at: no question has more sentences."""
SHORTEST = 8
"""Characters of the shortest question."""

_END = re.compile(r"[?\u061f][\"”»]?(?:[ \t]*\*)?[ \t]*[\n \t]|\n")


def cut(paragraph: Paragraph, form: Form) -> Iterator[Paragraph]:
    """The paragraph, or its question and what stands behind it."""
    words = paragraph.text
    for end in islice(_END.finditer(words, 0, LONGEST), MOST):
        behind = any(letter.isalnum() for letter in words[end.end() :])
        if behind and _is_question(words[paragraph.skip : end.end()], words[paragraph.skip : LONGEST], form):
            yield replace(paragraph, runs=_runs(paragraph, 0, end.end()))
            rest = replace(paragraph, runs=_runs(paragraph, end.end(), len(words)), bookmarks=(), continues=False)
            yield from cut(replace(rest, kind="paragraph", level=0, skip=0, style=""), form)
            return
    yield paragraph


def _is_question(words: str, whole: str, form: Form) -> bool:
    """Whether words are a question of the form, and no less than with what stands behind them."""
    if len(numbering(words)[1]) < SHORTEST:
        return False
    likeness = _likeness(words, form)
    return likeness >= ALIKE and likeness >= _likeness(whole, form)


def _likeness(words: str, form: Form) -> float:
    plain, untitled = bare(words), bare(words, without_title=True)
    return max(
        fuzz.ratio(each, untitled if wording.titled else plain)
        for wording in form.wordings
        if wording.question
        for each in wording.spellings
    )


def _runs(paragraph: Paragraph, start: int, end: int) -> tuple[Run, ...]:
    at = 0
    kept: list[Run] = []
    for run in paragraph.runs:
        inner = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if inner:
            kept.append(replace(run, text=inner))
    return tuple(kept)
