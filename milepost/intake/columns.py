"""What a column of an old register can be, and a guess at it from its heading, in English or Albanian.

A field's kind says how its cells are read (`values.py`). Fields of the kind `words` take one or several of the
country's words: the list is named. The spellings are folded: no accents, small letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from anyascii import anyascii
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import JaroWinkler

GUESS = 0.9
"""How like a heading is to a spelling of a field at least; below it nothing is guessed."""


@dataclass(frozen=True)
class Field:
    """A field of a file. `heard`: how headings call it, with commas between. `words`: the country's list
    of its words. `several`: a cell may hold more than one."""

    code: str
    name: str | Promise
    kind: str
    heard: str
    words: str = ""
    several: bool = False

    @property
    def spellings(self) -> list[str]:
        """How headings call it."""
        return self.heard.split(", ")

    @property
    def has_words(self) -> bool:
        """Whether its values are told one by one what they mean."""
        return self.kind in ("words", "sex", "risk", "worker")


FIELDS: dict[str, Field] = {
    each.code: each
    for each in (
        Field("given_name", _("Child’s first name"), "line", "emri, emer, emri i femijes, first name, given name"),
        Field("father", _("Father’s name"), "line", "atesia, emri i babait, babai, father, father's name"),
        Field("surname", _("Child’s surname"), "line", "mbiemri, mbiemer, surname, last name, family name"),
        Field(
            "whole_name", _("First name and surname in one column"), "line",
            "emer mbiemer, emri mbiemri, emri dhe mbiemri, femija, full name, name and surname, name surname, child",
        ),
        Field("sex", _("Sex"), "sex", "gjinia, seksi, sex, gender"),
        Field(
            "birth", _("Date or year of birth"), "birth",
            "datelindja, data e lindjes, dtl, lindur, viti i lindjes, date of birth, birth date, birthday, "
            "year of birth, dob, born",
        ),
        Field("age", _("Age when the file was opened"), "age", "mosha, mosha e femijes, age"),
        Field(
            "opened_on", _("Opened on"), "day",
            "data, data e hapjes, hapur me, data e raportimit, data e regjistrimit, opened, opened on, date, "
            "date opened, registered, date of registration",
        ),
        Field(
            "concerns", _("What the concern was"), "words",
            "problemi, problematika, shqetesimi, lloji i rastit, concern, concerns, problem, type of case",
            "concern", several=True,
        ),
        Field(
            "form", _("Form of exploitation"), "words",
            "forma e shfrytezimit, forma, lloji i punes, form of exploitation, form, kind of work", "form",
        ),
        Field(
            "source", _("Who reported"), "words",
            "burimi, raportuar nga, referuar nga, burimi i raportimit, source, reported by, referred by", "source",
        ),
        Field(
            "worker", _("Worker"), "worker",
            "punonjesi, pmf, punonjesi i rastit, menaxheri i rastit, worker, case worker, case manager",
        ),
        Field("risk", _("Risk level"), "risk", "rreziku, niveli i rrezikut, shkalla e rrezikut, risk, risk level"),
        Field(
            "closed_on", _("Closed on"), "day", "data e mbylljes, mbyllur me, mbyllur, closed, closed on, date closed"
        ),
        Field(
            "closure", _("Why it was closed"), "words",
            "arsyeja e mbylljes, arsyeja, reason for closing, closure reason, reason", "closure",
        ),
        Field(
            "old_number", _("Number in the old register"), "line",
            "nr, nr., numri, nr rendor, nr i dosjes, nr i rastit, numri i dosjes, no, number, file number, case number",
        ),
        Field("address", _("Address"), "text", "adresa, vendbanimi, lagjja, address, place"),
        Field("phone", _("Telephone"), "line", "telefoni, nr tel, tel, telephone, phone"),
        Field("id_number", _("Personal number"), "line", "nid, numri personal, nr personal, id number"),
        Field(
            "note", _("Note"), "text",
            "shenime, shenim, komente, pershkrimi, note, notes, remarks, comment, comments, description",
        ),
    )
}  # fmt: skip
"""In the order in which a page offers them."""

JOINED = frozenset({"note", "address"})
"""Several columns may be told to be these; their texts are joined."""
CONSTANT = ("concerns", "form", "source", "risk", "closure")
"""What may be said once, for every row that says nothing itself."""


@dataclass(frozen=True)
class Matching:
    """What the columns are and what the words in them mean. `columns`: index -> field. `constants`: field -> code.

    `words`: field -> folded value -> code; an empty code is "left out".
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Matching of {len(self.columns)} columns>"

    def of(self, code: str) -> list[int]:
        """The columns that are this field."""
        return [index for index, found in sorted(self.columns.items()) if found == code]

    @property
    def worded(self) -> list[tuple[int, Field]]:
        """The columns whose values are words."""
        return [(index, FIELDS[code]) for index, code in sorted(self.columns.items()) if FIELDS[code].has_words]


def fold(words: str) -> str:
    """As headings and values are compared: Latin letters, small, one space."""
    return " ".join(anyascii(words).lower().split())


def guessed(headings: Sequence[str], before: Mapping[str, str]) -> dict[int, str]:
    """The field of each column that can be guessed: as the unit told it last time (`before`, by folded heading), else
    the likest spelling. No field is guessed twice, and the surest guess comes first."""
    found: dict[int, str] = {}
    candidates = []
    for index, heading in enumerate(headings):
        folded = fold(heading)
        if folded in before:
            if before[folded] in FIELDS:
                found[index] = before[folded]
            continue
        for code, each in FIELDS.items():
            likeness = max(_like(folded, spelling) for spelling in each.spellings)
            candidates.append((-likeness, index, code))
    for likeness, index, code in sorted(candidates):
        if -likeness >= GUESS and index not in found and code not in found.values():
            found[index] = code
    return found


def _like(heading: str, spelling: str) -> float:
    """Letter by letter; a short spelling counts only whole, or "nr" would be found in everything."""
    if heading == spelling:
        return 1.0
    return JaroWinkler.similarity(heading, spelling) if min(len(heading), len(spelling)) > 5 else 0.0
