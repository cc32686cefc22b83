"""How like two identities are, from 0 to 100: pure functions, for candidates that were opened already.

First name, surname and birth are compared as far as both sides have them. Spelling hardly counts: names are compared
both folded ("Çela" and "Cela") and as they sound ("Hoxha" and "Hodja"), also with the two halves exchanged, and other
names stand in for either half.
"""

from django.views.decorators.debug import sensitive_variables
from rapidfuzz.distance import JaroWinkler

from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.vault.tags import fold, sound

POSSIBLE = 70
"""Below it two children are strangers, whatever tag they share."""
LIKELY = 88
_GIVEN, _SURNAME, _BIRTH = 40, 30, 30
_SOUND = 0.97
"""What a likeness by sound is worth beside one by letters."""


@sensitive_variables()
def likeness(words: Identity, child: Identity) -> int:
    """How like a child is to what was searched for. 0 where they have nothing in common that could be compared."""
    straight = _score(words, child, words.given_name, words.surname)
    exchanged = _score(words, child, words.surname, words.given_name)
    return max(straight, exchanged)


@sensitive_variables()
def _score(words: Identity, child: Identity, given: str, surname: str) -> int:
    parts = [
        (_GIVEN, _best([given, *words.alternatives], [child.given_name, *child.alternatives])),
        (_SURNAME, _best([surname, *words.alternatives], [child.surname, *child.alternatives])),
        (_BIRTH, _births(words, child)),
    ]
    known = [(weight, part) for weight, part in parts if part is not None]
    total = sum(weight for weight, _part in known)
    return round(100 * sum(weight * part for weight, part in known) / total) if total else 0


@sensitive_variables()
def _best(these: list[str], those: list[str]) -> float | None:
    """The likest pair; None where either side has none."""
    return max((_alike(one, other) for one in these if one for other in those if other), default=None)


@sensitive_variables()
def _alike(one: str, other: str) -> float:
    letters = JaroWinkler.similarity(fold(one), fold(other))
    return max(letters, _SOUND * JaroWinkler.similarity(sound(one), sound(other)))


def _births(words: Identity, child: Identity) -> float | None:
    if words.birth is None or child.birth is None:
        return None
    guessed = words.birth_estimated or child.birth_estimated
    apart = abs(words.birth.year - child.birth.year)
    if guessed:
        return max(0.0, 0.9 - 0.2 * apart)
    if words.birth.agrees_with(child.birth):
        return 1.0 if words.birth.full and child.birth.full else 0.9
    if _miswritten(words.birth, child.birth):
        return 0.8
    return 0.5 if apart == 0 else 0.3 if apart == 1 else 0.0


def _miswritten(one: PartialDate, other: PartialDate) -> bool:
    """Day and month exchanged: the commonest slip in a register."""
    return one.year == other.year and one.day is not None and (one.month, one.day) == (other.day, other.month)
