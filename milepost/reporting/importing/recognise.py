"""Which paragraph is which question, also reworded, renumbered, or in another language of the edition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz

from milepost.reporting.edition import Edition, Question
from milepost.reporting.importing.paragraph import Paragraph

SURE = 88
"""A likeness (0-100) from which a paragraph is the question whatever it looks like."""
LIKELY = 72
"""A likeness from which a paragraph that also looks like a heading (number, question mark, heading style) is it."""
LONGEST = 700
"""No question is longer (characters)."""

_NUMBER = re.compile(r"^\s*(?:q(?:uestion)?\s*|pyetja\s*)?\d{1,3}\s*[.):\-–]?\s*", re.I)
_QUOTED = re.compile(r"[\"“”„«»](.{3,}?)[\"“”«»](?=[^\"“”«»]*$)")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_PERIOD_WORDS = re.compile(r"\b(?:19|20)\d\d\b|#\s*\d+|\b\d+\b")
_PART = re.compile(
    r"^\s*(?:next\s+step|step|hapi(?:\s+i)?(?:\s+radhës|\s+i\s+radhës)?|hapi|prochaine\s+étape|étape|próximo\s+paso|paso)"
    r"\s*(?:#|nr\.?|no\.?|n°)?\s*(\d{1,2})\s*[:.)\-–—]*\s*(.*)$",
    re.I | re.S,
)
_MARK = re.compile(r"^mp__(?P<name>.+)__(?P<number>\d+)$")


@dataclass(frozen=True)
class Found:
    """A paragraph recognised as something of the form: a question (with its item's number and quoted title), or words.

    `item` is 0 where the form does not say which; `certain` for our own exports' bookmarks.
    """

    index: int
    question: Question | None
    item: int = 0
    title: str = ""
    score: float = 0.0
    certain: bool = False


def fold(text: str) -> str:
    """Letters and digits in small plain letters, for comparing."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", anyascii(text).lower()).split())


def bare(text: str) -> str:
    """A question without its number, star, quoted title and period, folded."""
    text = _NUMBER.sub("", text.strip()).rstrip(" *")
    text = _QUOTED.sub(" ", text)
    return fold(_PERIOD_WORDS.sub(" ", without_months(text)))


_MONTHS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|janar|shkurt|mars|prill|"
    r"maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor|janvier|février|avril|mai|juin|juillet|août|septembre|octobre|"
    r"novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
    r"(?=\s+(?:\d{4}|and\b))",
    re.I,
)


def without_months(text: str) -> str:
    """A text without the months that name a period."""
    return _MONTHS.sub(" ", text)


Wordings = tuple[tuple[Question, tuple[str, ...]], ...]
_wordings: dict[str, Wordings] = {}


def wordings(edition: Edition) -> Wordings:
    """Every question with its folded wordings in all languages, made once per edition."""
    if edition.digest not in _wordings:
        _wordings[edition.digest] = tuple(
            (question, tuple(bare(_PLACEHOLDER.sub(" ", words)) for words in question.text.values()))
            for question in edition.questions
        )
    return _wordings[edition.digest]


def questions(paragraphs: list[Paragraph], edition: Edition) -> list[Found]:
    """The paragraphs that are questions, in order. Our own bookmarks win; then words."""
    marked = [found for index, each in enumerate(paragraphs) if (found := _marked(index, each, edition))]
    if marked:
        return marked
    recognised = [
        best
        for index, each in enumerate(paragraphs)
        if not each.contents and (best := _best(index, each, edition)) is not None
    ]
    return _in_order(_without_contents(recognised, paragraphs), edition)


def _marked(index: int, paragraph: Paragraph, edition: Edition) -> Found | None:
    for bookmark in paragraph.bookmarks:
        mark = _MARK.match(bookmark)
        if mark and mark["name"] in edition and not _is_detail(mark["name"]):
            question = edition.question(mark["name"])
            if question.kind == "step_list" and int(mark["number"]):
                continue
            return Found(index, question, int(mark["number"]), title_in(paragraph.flat), 100, certain=True)
    return None


def _is_detail(name: str) -> bool:
    return name.startswith(("section__", "step_owner", "step_due", "step_indicator", "step_priority"))


def title_in(text: str) -> str:
    """The title that a question quotes, in whatever quotation marks; empty when it quotes none."""
    first, last = re.search(r"[\"“”„«]", text), re.search(r"[\"“”»](?=[^\"“”»]*$)", text)
    if not first or not last or first.start() >= last.start():
        return ""
    return text[first.end() : last.start()].strip()


def _best(index: int, paragraph: Paragraph, edition: Edition) -> Found | None:
    text = paragraph.flat
    if len(text) > LONGEST or paragraph.ticks:
        return None
    words = bare(text)
    if len(words) < 12:
        return None
    score, question = max(
        ((max(_alike(words, each) for each in spellings), question) for question, spellings in wordings(edition)),
        key=lambda pair: pair[0],
    )
    if score < (LIKELY if _looks_like_heading(paragraph, text) else SURE):
        return None
    number = re.search(r"#\s*(\d{1,2})", text)
    item = int(number[1]) if question.each and number else 0
    return Found(index, question, item, title_in(text), score)


def _alike(words: str, wording: str) -> float:
    if not wording:
        return 0
    lengths = min(len(words), len(wording)) / max(len(words), len(wording))
    if lengths < 0.35:
        return 0
    return max(fuzz.ratio(words, wording), fuzz.token_sort_ratio(words, wording) * 0.97)


def _looks_like_heading(paragraph: Paragraph, text: str) -> bool:
    return bool(
        paragraph.kind in ("heading", "cell")
        or paragraph.bold
        or _NUMBER.match(text)
        or text.rstrip(" *").endswith(("?", ":"))
    )


def _without_contents(found: list[Found], paragraphs: list[Paragraph]) -> list[Found]:
    """A heading that stands again later, and was followed by the next heading at once, was of a contents page."""
    kept: list[Found] = []
    for position, each in enumerate(found):
        again = any(_same(each, later, paragraphs) for later in found[position + 1 :])
        following = found[position + 1].index if position + 1 < len(found) else len(paragraphs)
        alone = following - each.index <= 2
        if not (again and alone and _in_a_row(found, position)):
            kept.append(each)
    return kept


def _same(one: Found, other: Found, paragraphs: list[Paragraph]) -> bool:
    return fold(paragraphs[one.index].flat) == fold(paragraphs[other.index].flat)


def _in_a_row(found: list[Found], position: int) -> bool:
    near = [other for other in found if abs(other.index - found[position].index) <= 6]
    return len(near) >= 3


def _in_order(found: list[Found], edition: Edition) -> list[Found]:
    """Settle repeated wordings: a question asked once is taken once; its twin in the form gets the next one."""
    twins: dict[tuple[str, ...], list[Question]] = {}
    for question, spellings in wordings(edition):
        twins.setdefault(spellings, []).append(question)
    by_key = {question.key: spellings for question, spellings in wordings(edition)}
    used: set[str] = set()
    counted: dict[str, int] = {}
    settled: list[Found] = []
    for each in found:
        assert each.question is not None
        question = each.question
        if question.each and not question.parts:
            counted[question.key] = counted.get(question.key, 0) + 1
            settled.append(Found(each.index, question, each.item or counted[question.key], each.title, each.score))
            continue
        free = next((twin for twin in twins[by_key[question.key]] if twin.key not in used), None)
        if free is not None:
            used.add(free.key)
            settled.append(Found(each.index, free, 0, each.title, each.score))
    return settled


def form_words(edition: Edition) -> frozenset[str]:
    """Everything that the form itself says besides questions: titles, intros, help, options, folded."""
    return frozenset(canon(_PLACEHOLDER.sub(" ", words)) for words in _words(edition))


def canon(text: str) -> str:
    """A text of the form without its period and numbers, folded."""
    return fold(_PERIOD_WORDS.sub(" ", without_months(text)))


def _words(edition: Edition) -> Iterator[str]:
    for texts in (edition.title, edition.heading, edition.end_note):
        yield from texts.values()
    for section in edition.sections:
        yield from section.title.values()
        yield from section.intro.values()
        for question in section.questions:
            for texts in (question.help, question.low, question.high):
                yield from texts.values()
            for option in question.options:
                yield from option.help.values()


def is_form_text(paragraph: Paragraph, words: frozenset[str]) -> bool:
    """Whether a paragraph repeats words of the form (a title, an intro, a help text)."""
    folded = canon(paragraph.flat)
    if folded and folded in words:
        return True
    return len(folded) >= 12 and any(
        abs(len(folded) - len(each)) <= max(6, len(each) // 4) and fuzz.ratio(folded, each) >= SURE for each in words
    )


def part_of(text: str) -> tuple[int, str] | None:
    """The number and title of a "Next step 2: …" heading."""
    match = _PART.match(text)
    return (int(match[1]), match[2].strip()) if match else None
