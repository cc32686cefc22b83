"""What the form says, in all languages of its edition, ready to be compared with a document's paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from milepost.reporting.edition import Edition, Question, Section
from milepost.reporting.importing.fold import bare, fold

ALIKE = 86
"""How alike two short texts of a form are (0-100, rapidfuzz's ratio) to be one."""

_QUOTE = '["“”„‟«»]'
_PARTS = re.compile(r"(\{\w+\}|\"|\s+)")


@dataclass(frozen=True)
class Wording:
    """One thing that the form prints above answers: a question or a section's title, by its place in the form.

    `spellings` and the options' `labels` are folded, in all languages; `patterns` find the title that it quotes.
    """

    place: int
    question: Question | None
    section: Section
    spellings: tuple[str, ...]
    titled: bool
    patterns: tuple[re.Pattern[str], ...]
    labels: frozenset[str] = frozenset()

    @property
    def repeats(self) -> bool:
        """Whether it may stand more than once."""
        return self.question is not None and self.question.each is not None

    def likeness(self, plain: str, untitled: str) -> float:
        """How alike a paragraph's folded words are (0-100); `untitled` without what it quotes."""
        return max(self._likeness(each, plain, untitled) for each in self.spellings)

    def _likeness(self, spelling: str, plain: str, untitled: str) -> float:
        if not self.titled:
            return alike(spelling, plain)
        words = plain.split()
        start = " ".join(words[: len(spelling.split()) + 1])
        return max(alike(spelling, untitled), alike(spelling, start) - 3)

    def title_in(self, words: str) -> str | None:
        """The title that a paragraph in these very words gives; None for other words."""
        return next((found["title"].strip() for each in self.patterns if (found := each.fullmatch(words))), None)


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> float:
    """How alike two folded sentences are, 0-100: the same words in another order count a little less."""
    if not one or not other or min(len(one), len(other)) < 0.35 * max(len(one), len(other)):
        return 0.0
    alone = fuzz.token_set_ratio(one, other) * 0.9 if min(len(one), len(other)) > 0.6 * max(len(one), len(other)) else 0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other) * 0.98, alone)


class Form:
    """The words of an edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.wordings = tuple(_number(edition))

    @cached_property
    def said(self) -> frozenset[str]:
        """What the form says besides questions and options, folded: titles, intros, help, the end."""
        return frozenset(folded for words in _said(self.edition) if (folded := bare(words)))

    @cached_property
    def titles(self) -> frozenset[str]:
        """The edition's own title and heading, folded."""
        both = (self.edition.title, self.edition.heading)
        return frozenset(bare(words) for texts in both for words in texts.values())

    def says(self, words: str) -> bool:
        """Whether a text repeats what the form says."""
        folded = bare(words)
        if not folded:
            return False
        near = (each for each in self.said if abs(len(each) - len(folded)) <= max(4, len(each) // 5))
        return folded in self.said or (len(folded) >= 12 and any(fuzz.ratio(folded, each) >= ALIKE for each in near))


def _number(edition: Edition) -> Iterator[Wording]:
    place = 0
    for section in edition.sections:
        titles = tuple(fold(words) for words in section.title.values())
        yield Wording(place, None, section, titles, False, ())
        place += 1
        for question in section.questions:
            words = tuple(question.text.values())
            titled = any("{title}" in each for each in words)
            patterns = tuple(_pattern(each, quote) for quote in (_QUOTE, "") for each in words if "{title}" in each)
            labels = frozenset(fold(each) for option in question.options for each in option.text.values())
            spellings = tuple(bare(each, titled) for each in words)
            yield Wording(place, question, section, spellings, titled, patterns, labels)
            place += 1


def _pattern(words: str, quote: str) -> re.Pattern[str]:
    """A question's words with any number, period and title in them, and with these quotation marks."""
    parts = {"{title}": "(?P<title>.*)", '"': quote}
    inner = "".join(
        parts[part]
        if part in parts
        else (".*?" if part.startswith("{") else r"\s+" if part.isspace() else re.escape(part))
        for part in _PARTS.split(words)
        if part
    )
    return re.compile(rf"\W*(?:\d+\W+)?{inner}\s*\*?\s*", re.I | re.S)


def _said(edition: Edition) -> Iterator[str]:
    for texts in (edition.title, edition.heading, edition.end_note):
        yield from texts.values()
    for section in edition.sections:
        yield from section.title.values()
        yield from section.intro.values()
        for question in section.questions:
            yield from question.help.values()
            for option in question.options:
                yield from option.help.values()
