"""Names in a text: capitalised phrases, acronyms and what they are said to stand for, and when two names are one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from milepost.reporting.checks.reading.words import STOP, URL, fold, ordered_stems, words

_PARTICLE = (
    r"of|for|the|and|on|to|in|against|with|de|la|le|les|des|du|d|l|et|e|të|për|dhe|i|y|del|los|las|el|en|al|aux|au|pour"
)
_CAPITAL = r"[^\W\d_a-zà-ÿ][\w'’-]*"
PHRASE = re.compile(rf"\b{_CAPITAL}(?:[ \u00a0]+(?:(?:{_PARTICLE})[ \u00a0]+){{0,3}}{_CAPITAL})*")
_QUOTED = re.compile(r"[\"“”«„]([^\"“”«»„\n]{8,160})[\"“”»]")
ACRONYM = re.compile(r"\b[A-ZÇË](?:[A-ZÇË]|(?<=[A-ZÇË])[a-z](?=[A-ZÇË])){1,7}s?\b")
_ROMAN = re.compile(r"^[IVXLC]+$")


class Name(NamedTuple):
    """A name with its place in the text."""

    start: int
    end: int
    text: str


class Expansion(NamedTuple):
    """An acronym and the words it is said to stand for; the place covers both."""

    start: int
    end: int
    acronym: str
    words: str


@lru_cache(maxsize=4000)
def sequence(name: str) -> tuple[str, ...]:
    """A name for comparing: its words in order without particles, possessives, accents and plural ends."""
    return tuple(_even(word.text) for word in words(name) if fold(word.text) not in STOP)


def _even(word: str) -> str:
    folded = fold(word).replace("’", "'").removesuffix("'s").rstrip("'")
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    return folded.removesuffix("s") if len(folded) > 3 and not folded.endswith("ss") else folded


@lru_cache(maxsize=4000)
def parts(name: str) -> frozenset[str]:
    """The content stems of a name, in no order: "Rights of the Child" and "Children's Rights" have the same."""
    return frozenset(ordered_stems(name))


def is_proper(name: str) -> bool:
    """Whether a name is written as one, with capitals, and not as a word of the language."""
    return sum(word[0].isupper() for word in name.split()) > 1


def alike(one: str, other: str) -> bool:
    """Whether two expansions say the same: the same words in any order, or one after the other's kind of name."""
    first, second = parts(one), parts(other)
    return first == second or (len(first & second) >= 2 and (first <= second or second <= first))


def phrases(plain: str) -> Iterator[Name]:
    """The capitalised phrases of a text, and what stands in quotation marks."""
    text = URL.sub(lambda match: " " * len(match[0]), plain)
    for match in PHRASE.finditer(text):
        yield Name(match.start(), match.end(), match[0])
    for match in _QUOTED.finditer(text):
        yield Name(match.start(1), match.end(1), match[1])


def windows(phrase: Name, wanted: frozenset[str]) -> Name | None:
    """The part of a phrase that holds exactly the wanted stems, each at least once; None when there is none."""
    content = [word for word in words(phrase.text) if fold(word.text) not in STOP and len(word.text) > 1]
    keys = [next(iter(ordered_stems(word.text)), "") for word in content]
    for first, key in enumerate(keys):
        if key not in wanted:
            continue
        seen: set[str] = set()
        for last in range(first, min(first + len(wanted) + 1, len(keys))):
            if keys[last] not in wanted:
                break
            seen.add(keys[last])
            if seen == wanted:
                start, end = content[first].start, content[last].end
                return Name(phrase.start + start, phrase.start + end, phrase.text[start:end])
    return None


def acronyms(plain: str) -> Iterator[Name]:
    """The acronyms of a text. Words of a line all in capitals, and Roman numbers, are none."""
    text = URL.sub(lambda match: " " * len(match[0]), plain)
    for match in ACRONYM.finditer(text):
        written = match[0].removesuffix("s")
        line = text[text.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
        if len(written) > 1 and not _ROMAN.match(written) and not line.isupper():
            yield Name(match.start(), match.start() + len(written), written)


_BEFORE = re.compile(r"((?:[A-ZÇË][A-Za-zÇËçë]{1,7})(?:/[A-ZÇË][A-Za-zÇËçë]{1,7})*) ?\(([^()\n]{6,160})\)")
_AFTER = re.compile(r"\(((?:[A-ZÇË][A-Za-zÇËçë]{1,7})(?:/[A-ZÇË][A-Za-zÇËçë]{1,7})*)\)")
_LONGEST_EXPANSION = 12
"""Words looked at before a bracketed acronym."""


def expansions(plain: str) -> Iterator[Expansion]:
    """Every "ACRONYM (words)" and "Words (ACRONYM)"; "VT/VMT (a/b)" gives one for each."""
    for match in _BEFORE.finditer(plain):
        yield from _pairs(match.start(), match.end(), match[1], match[2])
    for match in _AFTER.finditer(plain):
        said = _words_before(plain, match.start())
        if said is not None and _is_acronym(match[1]):
            yield from _pairs(said.start, match.end(), match[1], said.text)


def _is_acronym(written: str) -> bool:
    return all(sum(letter.isupper() for letter in part) >= 2 for part in written.split("/"))


def _pairs(start: int, end: int, acronym: str, said: str) -> Iterator[Expansion]:
    if not _is_acronym(acronym) or not any(letter.islower() for letter in said):
        return
    letters, meanings = acronym.split("/"), said.split("/")
    if len(letters) != len(meanings):
        return
    for one, meaning in zip(letters, meanings, strict=True):
        if len(words(meaning)) >= 2:
            yield Expansion(start, end, one.removesuffix("s"), meaning.strip(' ,;"“”'))


def _words_before(plain: str, position: int) -> Name | None:
    """The capitalised phrase that ends right before a bracket, quotation marks aside."""
    begin = max(plain.rfind("\n", 0, position) + 1, 0)
    before = plain[begin:position].rstrip(' "“”»')
    best: Name | None = None
    for match in PHRASE.finditer(before):
        if match.end() == len(before):
            best = Name(begin + match.start(), begin + match.end(), match[0])
    return best if best and 2 <= len(best.text.split()) <= _LONGEST_EXPANSION else None
