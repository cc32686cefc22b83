"""Words and sentences of a plain text, with their places in it; light stems that make "trained" and "training" meet."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
URL = re.compile(r"(?:https?://|www\.)\S+")


class Word(NamedTuple):
    """A word with its place in the text."""

    start: int
    end: int
    text: str


class Sentence(NamedTuple):
    """A sentence with its place in the text. `words`: its content stems."""

    start: int
    end: int
    text: str
    stems: frozenset[str]


class Line(NamedTuple):
    """A line of plain text without its list mark. `item`: it is a list item; `gap`: a blank line stands before it."""

    start: int
    end: int
    text: str
    item: bool
    gap: bool


STOP = frozenset(
    # English, then Albanian, French and Spanish: words that carry no content of their own.
    "a an the of for to in on at by with from as is are was were be been being has have had this that these those it "
    "its they their them there which who whom whose and or but not no nor also into over under about between through "
    "during within after before than then so such other more most all any each every some will would should can could "
    "may might must do does did done we our us you your he she his her if when where while what how very up out per "
    "against among towards upon via i e g etc including include includes "
    "te e i ne nga per me se qe dhe ose nje ka jane eshte ishte u si ky kjo keto ato do mbi gjate prej ndaj sipas "
    "le la les l de du des d un une et ou en au aux pour par sur dans avec sans est sont a ete que qui ce cette ces "
    "il elle ils se sa son ses leur leurs ne pas plus "
    "el los las una unos unas y o del al con por para es son fue fueron ha han se su sus como mas".split()
)

_IRREGULAR = {
    "children": "child", "child": "child", "women": "woman", "men": "man", "people": "person", "persons": "person",
    "labor": "labour", "centers": "centre", "center": "centre", "lives": "life", "bodies": "body", "held": "hold",
    "taught": "teach", "made": "make", "given": "give", "gave": "give", "femije": "femij", "femijet": "femij",
    "femijeve": "femij", "enfants": "enfant", "ninos": "nino", "ninas": "nino", "data": "data", "police": "police",
    "service": "service", "services": "service", "traffic": "traffic.road",
}  # fmt: skip

_ENDINGS = (
    "ication", "ization", "isation", "ational", "ingly", "ation", "ition", "ment", "ance", "ence", "izing",
    "ising", "ized", "ised", "ness", "ing", "ity", "ied", "ion", "ive", "ize", "ise", "er", "or", "ed", "es", "al",
    "ly",
)  # fmt: skip
_SHORTEST_STEM = 4


def fold(text: str) -> str:
    """Lower case without accents, for comparing."""
    return anyascii(text).lower()


@lru_cache(maxsize=20000)
def stem(word: str) -> str:
    """The part of a word that its forms share. Light: made to compare words, not to be read."""
    folded = fold(word).replace("’", "'").removesuffix("'s").rstrip("'").replace("'", "")
    if folded in _IRREGULAR:
        return _IRREGULAR[folded]
    folded = _singular(folded)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            folded = folded[: -len(ending)]
            break
    if len(folded) > _SHORTEST_STEM and (folded[-1] in "ey" or folded[-1] == folded[-2]):
        folded = folded[:-1]
    if folded.endswith("at") and len(folded) > _SHORTEST_STEM + 1:
        folded = folded[:-2]
    return folded.replace("k", "", 1) if folded.startswith("traffick") else folded


def _singular(folded: str) -> str:
    if folded.endswith("ies") and len(folded) > _SHORTEST_STEM + 1:
        return folded[:-3] + "y"
    plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is")) and len(folded) > _SHORTEST_STEM - 1
    return folded[:-1] if plural else folded


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; numbers and addresses are none."""
    return tuple(Word(match.start(), match.end(), match[0]) for match in WORD.finditer(URL.sub(_blank, text)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def stems(text: str) -> frozenset[str]:
    """The content stems of a text: without the small words."""
    return frozenset(ordered_stems(text))


@lru_cache(maxsize=4000)
def ordered_stems(text: str) -> tuple[str, ...]:
    """The content stems of a text in their order."""
    plain = (word.text for word in words(text))
    return tuple(stem(word) for word in plain if len(word) > 1 and fold(word) not in STOP)


_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nr|nos|art|arts|e\.g|i\.e|etc|vs|dr|mr|mrs|ms|prof|st|approx|cf|p|pp|par|pg|vol|fig|inc|ltd|sh)|"
    r"\b[A-Z])\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 10
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_ITEM = re.compile(r" *- +")


def lines(plain: str) -> Iterator[Line]:
    """The lines that hold words, with their places."""
    position = 0
    gap = False
    for raw in plain.split("\n"):
        if raw.strip():
            mark = _ITEM.match(raw)
            lead = mark.end() if mark else len(raw) - len(raw.lstrip())
            body = raw[lead:].rstrip()
            if body:
                yield Line(position + lead, position + lead + len(body), body, bool(mark), gap)
            gap = False
        else:
            gap = True
        position += len(raw) + 1


def sentences(plain: str) -> tuple[Sentence, ...]:
    """The sentences of a text; a line end always ends one."""
    found: list[Sentence] = []
    for line in lines(plain):
        begin = 0
        for match in _END.finditer(line.text):
            last_word = line.text[max(begin, match.end() - _LONGEST_ABBREVIATION) : match.end()]
            if _ABBREVIATION.search(last_word) and match.end() < len(line.text):
                continue
            _keep(found, line, begin, match.end())
            begin = match.end()
        _keep(found, line, begin, len(line.text))
    return tuple(found)


def _keep(found: list[Sentence], line: Line, begin: int, end: int) -> None:
    piece = line.text[begin:end]
    body = piece.strip()
    if body:
        start = line.start + begin + len(piece) - len(piece.lstrip())
        found.append(Sentence(start, start + len(body), body, stems(body)))
