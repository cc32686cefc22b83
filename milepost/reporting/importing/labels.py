"""Whether some words are a label of the form: also shortened, abbreviated, spelt otherwise or without its remark."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from milepost.reporting.importing.fold import fold

SAME_LABEL = 88
"""How alike a label in a document and the form's are (0-100) to be one."""
SHARED = 0.5
"""More than this part of a label's words has to be told."""
LONGEST_SHORT = 6
"""Letters of the longest abbreviation."""

_CAPITALS = re.compile(rf"\b[A-ZÇË]{{2,{LONGEST_SHORT}}}\b")
_REMARK = re.compile(r"\([^()]*\)")
SMALL = frozenset(
    "a an and at for from i in of on or than that the to with your within "
    "e te ne nga dhe per me qe juaj tuaj brenda de des du la le les l d et en que vos votre au aux dans "
    "el los las del y sus su por para".split()
)
"""Words that carry no meaning of their own, in the languages of the forms; abbreviations pass over them too."""


def is_label(words: str, label: str) -> bool:
    """Whether words are a label, in these or nearly these words."""
    told, known = fold(words), fold(label)
    return told == known or (len(known) > 5 and fuzz.ratio(told, known) >= SAME_LABEL)


def share(words: str, label: str) -> float:
    """How much of a label some words tell that say nothing else, 0-1: "Other UN agencies"."""
    return max(_share(words, each) for each in {label, _REMARK.sub(" ", label)})


@lru_cache(maxsize=8192)
def _share(words: str, label: str) -> float:
    told, known = (_meaning(_abbreviated(one, other)) for one, other in ((words, label), (label, words)))
    if not told or not told <= known or (len(told) == 1 and len(known) > 1 and len(next(iter(told))) < 4):
        return 0.0
    return len(told) / len(known)


def _meaning(words: Sequence[str]) -> frozenset[str]:
    return frozenset(_stem(word) for word in words if word not in SMALL and not word.isdigit())


def _stem(word: str) -> str:
    """A word without its plural, in one of its spellings: organisations, labour."""
    word = re.sub(r"ies$", "y", word.replace("z", "s").replace("our", "or"))
    return word.removesuffix("s") if len(word) > 3 else word


def _abbreviated(words: str, other: str) -> list[str]:
    """The words, folded, with those put together of which the other text has the first letters: United Nations, UN.

    Only capitals abbreviate: "point one" is not the Albanian "Po".
    """
    short = {fold(each) for each in _CAPITALS.findall(other)}
    found = [word for word in fold(words).split() if word not in SMALL]
    for length in range(LONGEST_SHORT, 1, -1):
        for start in range(len(found) - length + 1):
            initials = "".join(word[0] for word in found[start : start + length])
            if initials in short:
                found[start : start + length] = [initials]
    return found
