"""Which paragraphs are the form's questions and section titles: also reworded, renumbered or in another language.

Every paragraph that may be one gets a weight for every question that it may be; the heaviest sequence in the form's
order wins. So two questions with one wording, or with nearly one, are told apart by their places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

from milepost.reporting.edition import Question
from milepost.reporting.importing.fold import bare, fold, numbering
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.importing.wording import Form, Wording

LONGEST = 700
"""No question is longer (characters)."""
ALONE, CUED, SHOWN = 88.0, 70.0, 58.0
"""From which likeness a paragraph is a question: by words alone, with one sign of a heading, with two."""
TITLE_ALONE, TITLE_SHOWN = 92.0, 80.0
"""The same for a section's title."""
SURE = 85.0
"""From which likeness a question may stand out of the form's order."""
_OPTIONS_NEAR = 8


@dataclass(frozen=True)
class Heading:
    """A paragraph recognised as a question or a section's title. `wording` is None for one this form does not have."""

    index: int
    wording: Wording | None
    by_place: bool = False

    @property
    def question(self) -> Question | None:
        """The question."""
        return self.wording.question if self.wording else None


@dataclass(frozen=True)
class Cues:
    """What makes a paragraph look like a heading."""

    number: int | None
    numbered: bool
    asks: bool
    set_off: bool

    @property
    def count(self) -> int:
        """How many signs, 0-3."""
        return self.numbered + self.asks + self.set_off


@dataclass(frozen=True)
class _Candidate:
    index: int
    wording: Wording
    likeness: float
    weight: float


def cues(paragraph: Paragraph) -> Cues:
    """The signs of a heading: a number, a question mark or a star, a heading's style or bold."""
    words = paragraph.flat
    number, rest = numbering(words)
    asks = rest.rstrip(" *:").endswith(("?", "\u061f")) or words.endswith("*")
    set_off = paragraph.style.startswith(("heading", "title")) or paragraph.bold
    return Cues(number, number is not None or paragraph.kind == "number", asks, set_off)


def outline(paragraphs: Sequence[Paragraph], skipped: frozenset[int], form: Form) -> list[Heading]:
    """The headings of a document, in its order. `skipped`: paragraphs that are none (contents, asides)."""
    candidates = [
        candidate
        for index, paragraph in enumerate(paragraphs)
        if index not in skipped and 0 < len(paragraph.flat) <= LONGEST
        for candidate in _candidates(paragraphs, index, form)
    ]
    taken = _heaviest(candidates, len(form.wordings))
    taken |= _out_of_order(candidates, taken)
    taken |= _by_place(paragraphs, skipped, taken, form)
    taken |= _foreign(paragraphs, skipped, taken)
    return sorted(taken.values(), key=lambda heading: heading.index)


def _candidates(paragraphs: Sequence[Paragraph], index: int, form: Form) -> list[_Candidate]:
    paragraph = paragraphs[index]
    if any(run.box is not None for run in paragraph.runs):
        return []
    signs = cues(paragraph)
    plain, untitled = bare(paragraph.flat), bare(paragraph.flat, without_title=True)
    found = []
    for wording in form.wordings:
        if wording.question is None:
            likeness = max(fuzz.ratio(plain, each) for each in wording.spellings)
            least = TITLE_SHOWN if signs.set_off or paragraph.flat.isupper() else TITLE_ALONE
        else:
            likeness = wording.likeness(plain, untitled)
            likeness += 10 if likeness > 40 and _options_follow(paragraphs, index, wording) else 0
            least = (ALONE, CUED, SHOWN, SHOWN)[signs.count]
        if likeness >= least:
            found.append(_Candidate(index, wording, likeness, likeness - 40 + 5 * signs.count))
    return found


def _options_follow(paragraphs: Sequence[Paragraph], index: int, wording: Wording) -> bool:
    """Whether at least two of a question's options stand right below."""
    near = paragraphs[index + 1 : index + 1 + _OPTIONS_NEAR] if wording.labels else ()
    return len(wording.labels & {fold(each.flat) for each in near if len(each.flat) < 80}) >= 2


def _heaviest(candidates: list[_Candidate], places: int) -> dict[int, Heading]:
    """The heaviest choice of candidates whose places in the form grow with their places in the document."""
    best: list[tuple[float, tuple[_Candidate, ...]]] = [(0.0, ())] * (places + 1)
    for _index, here in groupby(candidates, key=lambda candidate: candidate.index):
        grown: list[tuple[int, float, tuple[_Candidate, ...]]] = []
        for candidate in here:
            place = candidate.wording.place + 1
            before = max(best[: place + 1 if candidate.wording.repeats else place], key=lambda pair: pair[0])
            grown.append((place, before[0] + candidate.weight, (*before[1], candidate)))
        for place, weight, chosen in grown:
            # Of two lines with a section's title the later one begins it: the earlier stands in an answer.
            if weight > best[place][0] or (weight == best[place][0] and chosen[-1].wording.question is None):
                best[place] = (weight, chosen)
    return {each.index: Heading(each.index, each.wording) for each in max(best, key=lambda pair: pair[0])[1]}


def _out_of_order(candidates: list[_Candidate], taken: dict[int, Heading]) -> dict[int, Heading]:
    """Surely recognised questions of a form whose order changed."""
    used = {heading.wording.place for heading in taken.values() if heading.wording}
    found: dict[int, Heading] = {}
    for each in sorted(candidates, key=lambda candidate: -candidate.likeness):
        free = each.wording.repeats or each.wording.place not in used
        if each.index not in taken and each.index not in found and free and each.likeness >= SURE:
            found[each.index] = Heading(each.index, each.wording)
            used.add(each.wording.place)
    return found


def _by_place(
    paragraphs: Sequence[Paragraph], skipped: frozenset[int], taken: dict[int, Heading], form: Form
) -> dict[int, Heading]:
    """Questions in quite other words: as many unknown ones stand between two known ones as the form has there."""
    found: dict[int, Heading] = {}
    known = sorted((each for each in taken.values() if each.question), key=lambda heading: heading.index)
    for before, after in zip([None, *known], [*known, None], strict=True):
        first = before.wording.place if before and before.wording else -1
        last = after.wording.place if after and after.wording else len(form.wordings)
        missing = [each for each in form.wordings[first + 1 : last] if each.question] if first < last else []
        unknown = _unknown(paragraphs, skipped | taken.keys(), before, after)
        if missing and len(missing) == len(unknown):
            pairs = zip(unknown, missing, strict=True)
            found |= {index: Heading(index, wording, by_place=True) for index, wording in pairs}
    return found


def _unknown(
    paragraphs: Sequence[Paragraph], skipped: frozenset[int], before: Heading | None, after: Heading | None
) -> list[int]:
    """Paragraphs between two questions that are numbered between them, or look like them where nothing is numbered."""
    start, end = before.index + 1 if before else 0, after.index if after else len(paragraphs)
    low = cues(paragraphs[before.index]).number if before else 0
    high = cues(paragraphs[after.index]).number if after else None
    found: list[int] = []
    for index in range(start, end):
        if index in skipped or not 8 <= len(paragraphs[index].flat) <= LONGEST:
            continue
        signs = cues(paragraphs[index])
        if low is not None and (high is not None or after is None):
            if signs.asks and signs.number == low + len(found) + 1 and (high is None or signs.number < high):
                found.append(index)
        elif signs.asks and signs.set_off:
            found.append(index)
    return found


def _foreign(paragraphs: Sequence[Paragraph], skipped: frozenset[int], taken: dict[int, Heading]) -> dict[int, Heading]:
    """Questions that this form does not have: they go on with the numbering, and end what stands before them."""
    found: dict[int, Heading] = {}
    known = sorted((each for each in taken.values() if each.question), key=lambda heading: heading.index)
    for before, after in zip(known, [*known[1:], None], strict=False):
        low, high = cues(paragraphs[before.index]).number, cues(paragraphs[after.index]).number if after else None
        if low is not None and (after is None or (high is not None and high > low + 1)):
            unknown = _unknown(paragraphs, skipped | taken.keys(), before, after)
            found |= {index: Heading(index, None) for index in unknown}
    return found
