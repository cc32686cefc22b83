"""The lists of words that a country sets in its pack (`codes.yaml`): what a record may say, so that it counts.

A record holds a word's code; its names and the international term stand in `Code`. What a country does not have in its
pack it cannot record, and no list is in the code.
"""

from collections.abc import Iterable, Mapping
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from milepost.places.models import Code

LISTS: dict[str, str | Promise] = {
    "concern": gettext_lazy("What the concern is"),
    "source": gettext_lazy("Who reports"),
    "company": gettext_lazy("Who is with the child"),
    "screen_out": gettext_lazy("Why it does not become a case"),
    "form": gettext_lazy("Form of exploitation"),
    "sector": gettext_lazy("Sector of work"),
    "hazard": gettext_lazy("Hazards"),
    "gainer": gettext_lazy("Who gains"),
    "coercion": gettext_lazy("Signs of coercion"),
    "recruitment": gettext_lazy("How the child came to it"),
    "risk_factor": gettext_lazy("Risk factors"),
    "screening": gettext_lazy("Questions on trafficking"),
    "measure": gettext_lazy("Protection measure"),
    "service": gettext_lazy("Service"),
    "cost_source": gettext_lazy("Who pays"),
    "contact": gettext_lazy("Kind of contact"),
    "closure": gettext_lazy("Reason for closing"),
    "transfer": gettext_lazy("Reason for the transfer"),
    "purpose": gettext_lazy("Reason for opening a file"),
    "basis": gettext_lazy("Legal basis"),
    "basis_purpose": gettext_lazy("What a legal basis is for"),
    "group_sector": gettext_lazy("Sector in the technical group"),
    "article": gettext_lazy("Article of the criminal law"),
}


class UnknownCode(ValueError):
    """A word that is not in the country's list."""

    def __init__(self, list_: str, code: str) -> None:
        super().__init__(_("“%(code)s” is not in the country's list “%(list)s”.") % {"code": code, "list": list_})
        self.list, self.code = list_, code


def words_of(country: str, *lists: str) -> "dict[str, list[Code]]":
    """The words of some lists, in the pack's order: one query."""
    from milepost.places.models import Code

    found: dict[str, list[Code]] = {each: [] for each in lists}
    for word in Code.objects.filter(country=country, list__in=lists):
        found[word.list].append(word)
    return found


def check(country: str, **given: str | Iterable[str]) -> None:
    """Raise `UnknownCode` unless every code is in its list; an empty one is "not recorded". One query.

    `check("al", form="begging", hazard=["traffic", "night"])`
    """
    wanted = {list_: {codes} if isinstance(codes, str) else set(codes) for list_, codes in given.items()}
    known = {list_: {word.code for word in words} for list_, words in words_of(country, *wanted).items()}
    for list_, codes in wanted.items():
        for code in sorted(codes - known[list_] - {""}):
            raise UnknownCode(list_, code)


def names_of(country: str, language: str) -> Mapping[tuple[str, str], str]:
    """The name of every word of a country by (list, code), for pages that show many.

    Kept in the process for a minute: a page asks several times, and words change only with a pack.
    """
    kept = _NAMES.get((country, language))
    if kept is None or kept[0] < monotonic():
        from milepost.places.models import Code

        names = {(word.list, word.code): word.name(language) for word in Code.objects.filter(country=country)}
        kept = _NAMES[country, language] = (monotonic() + _KEPT_FOR, MappingProxyType(names))
    return kept[1]


_KEPT_FOR = 60
"""Seconds."""
_NAMES: dict[tuple[str, str], tuple[float, Mapping[tuple[str, str], str]]] = {}


def forget_names() -> None:
    """The words of a pack were loaded: in this process at once, in others within a minute."""
    _NAMES.clear()
