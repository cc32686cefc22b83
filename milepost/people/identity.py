"""Who a child is, and who cares for them, as plain values: what forms make, rows seal and pages show.

A value is clean from the moment it exists: spaces and control characters are gone, letters are composed (NFC), so two
values that look alike are alike. Printing one shows nothing.
"""

import re
import unicodedata
from dataclasses import dataclass, fields

from milepost.people.codes import RELATIONS, SEXES
from milepost.people.dates import PartialDate

LINE = 200
"""Characters of a name, number or telephone."""
ADDRESS = 500


@dataclass(frozen=True)
class Identity:
    """A child's identity as far as it is known; an empty text is "not recorded".

    `other_names`: nicknames and former or official names, with commas between. `birth_estimated`: the birth is
    somebody's guess, whatever parts it has.
    """

    given_name: str = ""
    surname: str = ""
    other_names: str = ""
    birth: PartialDate | None = None
    birth_estimated: bool = False
    sex: str = "not_recorded"
    id_number: str = ""
    address: str = ""
    phone: str = ""
    nationality: str = ""

    def __post_init__(self) -> None:
        if self.sex not in SEXES:
            raise ValueError("no such sex in the code list")
        _clean_texts(self)
        object.__setattr__(self, "id_number", self.id_number.replace(" ", "").upper())
        object.__setattr__(self, "birth_estimated", self.birth_estimated and self.birth is not None)

    def __repr__(self) -> str:
        return "<Identity>"

    @property
    def name(self) -> str:
        """First name and surname, as far as they are known."""
        return f"{self.given_name} {self.surname}".strip()

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The other names, one by one."""
        return tuple(name for part in re.split(r"[,;/]", self.other_names) if (name := part.strip()))

    @property
    def birth_known(self) -> str:
        """How well the birth is known: the code that stands in clear."""
        if self.birth is None:
            return "unknown"
        if self.birth_estimated:
            return "estimated"
        return "exact" if self.birth.day else "year_month" if self.birth.month else "year"

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed, by column."""
        return {name: str(getattr(self, name) or "") for name in SEALED}


SEALED = ("given_name", "surname", "other_names", "birth", "id_number", "address", "phone", "nationality")
"""The columns of `Child` that hold an identity's texts."""


@dataclass(frozen=True)
class Care:
    """Someone who cares for a child, or should. `lives_with`: None is "not recorded"."""

    relation: str
    name: str = ""
    contact: str = ""
    lives_with: bool | None = None

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS:
            raise ValueError("no such relation in the code list")
        _clean_texts(self)

    def __repr__(self) -> str:
        return "<Care>"

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed, by column."""
        return {"name": self.name, "contact": self.contact}


def changed(before: Identity | Care, after: Identity | Care) -> list[str]:
    """The names of the fields that differ: what the audit may know of a change."""
    return [each.name for each in fields(before) if getattr(before, each.name) != getattr(after, each.name)]


def clean(text: str) -> str:
    """One line: letters composed, control and invisible characters out, every run of spaces one space."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(" " if each.isspace() else each for each in composed if each.isspace() or _visible(each))
    return " ".join(seen.split())


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _clean_texts(value: Identity | Care) -> None:
    for each in fields(value):
        text = getattr(value, each.name)
        if isinstance(text, str):
            object.__setattr__(value, each.name, clean(text)[: ADDRESS if each.name == "address" else LINE])
