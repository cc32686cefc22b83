"""The search tags of a child: which kinds are kept, and which are looked for.

Three kinds are the vault's. A fourth, `bones`, is the consonants of the whole name: it finds Xhevahir under Xhevair and
Mirjeta under Mireta, which `sound` keeps apart. With the year of birth it tells children apart well enough; without a
year only long names keep enough consonants to, and only these have it.
"""

import re
from collections.abc import Sequence
from itertools import chain, product

from django.views.decorators.debug import sensitive_variables

from milepost.people.identity import Identity
from milepost.vault.tags import fold, sound, tag, tags_of

FEWEST_CONSONANTS = 4
MOST_NAMES = 3
"""Other names that make tags of their own."""
_VOWELS = ("a", "e", "i", "o", "u")
_GLIDE = re.compile(r"(?<![gnd])j")
"""A j that is a letter of its own; in gj, nj and dj it is a part of one."""
_NEIGHBOURS = {False: (0, -1, 1), True: (0, -1, 1, -2, 2)}
"""Years that are looked for beside the year that was typed, by whether that one is an estimate."""

Tags = set[tuple[str, int]]
"""Kind and value."""


@sensitive_variables()
def kept(tag_key: bytes, child: Identity) -> Tags:
    """The tags that a child is kept under: by the name, and by each other name in place of either half."""
    return _tags(tag_key, child, [child.birth.year] if child.birth else [])


@sensitive_variables()
def looked_for(tag_key: bytes, words: Identity) -> Tags:
    """The tags that a search looks for. Empty where the words are too few: `enough` says so without a key."""
    years = [words.birth.year + by for by in _NEIGHBOURS[words.birth_estimated]] if words.birth else []
    return _tags(tag_key, words, years)


def enough(words: Identity) -> bool:
    """Whether the words make any tag: a whole name, a first name and a year, or a surname and a full date."""
    given, surname, born = _spelt(words.given_name), _spelt(words.surname), words.birth
    dated = born is not None and born.full is not None and not words.birth_estimated
    return bool((given and (surname or born)) or (surname and dated))


def bones(given: str, surname: str) -> str:
    """The consonants of a whole name as they sound. A word that begins with a vowel keeps an "a" in its place."""
    heard = sound(_GLIDE.sub("", fold(f"{given} {surname}")))
    return " ".join(sorted(_bones(word) for word in heard.split()))


def _bones(word: str) -> str:
    word = word.replace("h", "").replace("z", "j")  # Zh is often written Z
    start = "a" if word.startswith(_VOWELS) else ""
    return start + "".join(letter for letter in word if letter not in _VOWELS)


def _long_enough(consonants: str) -> bool:
    return len(consonants.replace("a", "").replace(" ", "")) >= FEWEST_CONSONANTS


@sensitive_variables()
def _tags(tag_key: bytes, of: Identity, years: Sequence[int]) -> Tags:
    born = None if of.birth is None or of.birth_estimated else of.birth.full
    found: Tags = set()
    for given, surname in _names(of):
        found |= set(tags_of(tag_key, name=given, surname=surname, born=born, year=None).items())
        for year in years:
            found |= set(tags_of(tag_key, name=given, surname="", born=None, year=year).items())
        if given and surname:
            found |= {("bones", tag(tag_key, "bones", words)) for words in _bones_with(bones(given, surname), years)}
    return found


def _bones_with(consonants: str, years: Sequence[int]) -> set[str]:
    alone = {consonants} if _long_enough(consonants) else set()
    return alone | {f"{consonants} {year}" for year in years}


def _names(of: Identity) -> set[tuple[str, str]]:
    others = [_spelt(name) for name in of.alternatives[:MOST_NAMES]]
    given, surname = _spelt(of.given_name), _spelt(of.surname)
    as_given = product(chain([given], others), [surname])
    as_surname = product([given], others)
    return set(as_given) | set(as_surname)


def _spelt(name: str) -> str:
    """A name that has letters; a number or a dash in its box is no name, and must not make strangers alike."""
    return name if fold(name) else ""
