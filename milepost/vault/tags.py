"""Search tags: how a child is found again across spellings while the database holds no name.

A tag is a keyed hash (BLAKE2b) of folded words, cut to a few bits. The key, one per country, is in the database only
sealed to units, so whoever has the database alone cannot try names out. The cut is on purpose. At 24 bits there are
16.7 million tags; among N children a search meets N / 16.7 million strangers per tag: 0.0006 at 10,000 children, 0.06
at a million. Candidates are decrypted and compared anyway, so strangers cost little, and a tag is never proof: with
the stolen key too, a match for one name among a million children is by chance in 6 of 100 cases. Equal tags do show
that two rows sound alike; how often each occurs is therefore visible (docs/explanation/keys.md says what that gives).
"""

import re
from datetime import date

from anyascii import anyascii
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

BITS = 24
"""Width of a tag."""

# Spellings that Albanian families, offices and foreign systems use for one sound, longest first.
_SOUNDS = (
    ("dzh", "j"), ("xh", "j"), ("zh", "j"), ("dj", "j"), ("dz", "j"), ("gj", "g"), ("dh", "d"), ("th", "t"),
    ("kh", "h"), ("sh", "s"), ("ch", "k"), ("nj", "n"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "j"),
    ("y", "i"), ("w", "v"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?<=..)(?:[aeiou]+j?|(?<=[aeiou])j)$")


def tag(tag_key: bytes, kind: str, words: str, bits: int = BITS) -> int:
    """A whole number of `bits` bits (1-32) for words that are folded already. `kind` (at most 16 ASCII characters)
    keeps the same words apart where they mean different things."""
    digest = blake2b(words.encode(), digest_size=16, key=tag_key, person=kind.encode(), encoder=RawEncoder)
    return int.from_bytes(digest[:4], "big") >> (32 - bits)


def tags_of(tag_key: bytes, *, name: str, surname: str, born: date | None, year: int | None) -> dict[str, int]:
    """The tags of a child, by kind: `name_year`, `sound`, `surname_birth`. What is not known makes no tag.

    `born` is a full date of birth, `year` a year (taken from `born` when left out).
    """
    year = born.year if born else year
    made = {}
    if name and year:
        made["name_year"] = tag(tag_key, "name_year", f"{fold(name)} {year}")
    if name and surname:
        made["sound"] = tag(tag_key, "sound", sound(f"{name} {surname}"))
    if surname and born:
        made["surname_birth"] = tag(tag_key, "surname_birth", f"{sound(surname)} {born.isoformat()}")
    return made


def fold(words: str) -> str:
    """Any script to plain lower-case Latin letters, words in alphabetical order: "Çela  ARBËN" -> "arben cela"."""
    return " ".join(sorted(re.findall(r"[a-z]+", anyascii(words).lower().replace("'", ""))))


def sound(words: str) -> str:
    """How words sound to an Albanian ear, roughly: Hoxha, Hodja and Hoxhaj are one; so are Qemal, Çemal and Cemal."""
    return " ".join(sorted(_skeleton(word) for word in fold(words).split()))


def _skeleton(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _ENDING.sub("", _DOUBLED.sub(r"\1", word))
