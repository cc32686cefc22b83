"""What a country knows of itself, as plain values: the words, bodies, places and documents that checks compare with.

Filled from a country pack (or from the database that a pack was loaded into); everything may be empty. What holds in
every country is in `SHARED_TERMS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Avoid:
    """A form that is not to be used, and what to write instead. Plural and possessive forms count as the form."""

    form: str
    use: str


@dataclass(frozen=True)
class Term:
    """A word of the field. `names`, `expansions`: language to words; any expansion in any language is right."""

    code: str
    names: Mapping[str, str]
    abbreviations: tuple[str, ...] = ()
    expansions: Mapping[str, str] = field(default_factory=dict)
    avoid: tuple[Avoid, ...] = ()


@dataclass(frozen=True)
class Body:
    """An institution: its name per language, its acronyms, and other names that are right too."""

    code: str
    names: Mapping[str, str]
    acronyms: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A county, municipality, ...: `level` is a `Level.code`; `aliases` are other ways people write it."""

    level: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Level:
    """An administrative level and how many places it has, 0 when unknown. `names`: language to singular."""

    code: str
    names: Mapping[str, str]
    count: int = 0


@dataclass(frozen=True)
class Source:
    """A law, decision or directive. `starts`: the first year of the programme it approves, None for none.

    `other_titles` are right too; `former` marks one that is no longer in force.
    """

    kind: str
    number: str
    date: date | None
    titles: Mapping[str, str]
    other_titles: tuple[str, ...] = ()
    starts: int | None = None
    former: bool = False


@dataclass(frozen=True)
class KnownCount:
    """A published number of something: `words` name it in a text ("field teams"); `year` is what it is of."""

    words: tuple[str, ...]
    value: int
    year: int
    source: str = ""


@dataclass(frozen=True)
class Knowledge:
    """All that is known of a country. The default knows nothing, and every check works with it."""

    terms: tuple[Term, ...] = ()
    bodies: tuple[Body, ...] = ()
    places: tuple[Place, ...] = ()
    levels: tuple[Level, ...] = ()
    sources: tuple[Source, ...] = ()
    counts: tuple[KnownCount, ...] = ()


SHARED_TERMS: tuple[Term, ...] = (
    Term(
        "forced_labour",
        {"en": "forced labour", "fr": "travail forcé", "es": "trabajo forzoso", "sq": "punë e detyruar"},
        avoid=(
            Avoid("obligation to work", "forced labour"),
            Avoid("obliged work", "forced labour"),
            Avoid("compulsory work", "forced labour"),
        ),
    ),
    Term(
        "economic_exploitation",
        {"en": "economic exploitation", "fr": "exploitation économique", "es": "explotación económica"},
        avoid=(Avoid("economic use", "economic exploitation"),),
    ),
    Term("day_child_labour", {"en": "World Day Against Child Labour"}),
    Term("day_trafficking", {"en": "World Day Against Trafficking in Persons"}),
    Term("day_street_children", {"en": "International Day for Street Children"}),
    Term("day_child", {"en": "World Children's Day"}),
)
"""Terms of every country: what the field avoids in any report, and the days of the United Nations."""

SHARED_ACRONYMS = frozenset(
    "ILO IOM UN UNICEF UNHCR UNDP UNODC UNESCO UNFPA WHO FAO OSCE EU AU OECD NGO NGOS CSO CSOS INGO SDG SDGS "
    "USAID GIZ COVID AIDS HIV ID IT TV SMS PDF GDP UK USA US OIT OIM ONU ONG UE ODD ODS OSBE BE OJF OJQ "
    "EUR USD GBP CHF JPY XOF XAF".split()
)
"""Acronyms that readers of any country know: nobody asks what they stand for."""
