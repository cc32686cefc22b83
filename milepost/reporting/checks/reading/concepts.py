"""Kinds of work that a roadmap speaks of, and the words that show that a text speaks of the same.

"Trainings of field teams" promises training: a text about it holds one of its words, in whichever language. The stems
are those of `words.stem`; a word belongs to a kind when its stem begins with one of these.
"""

from collections.abc import Iterable

CONCEPTS: dict[str, tuple[str, ...]] = {
    "training": (
        "train", "cours", "curricul", "teach", "taught", "coach", "mentor", "instruct", "certific", "skill", "learn",
        "capac", "trajn", "kurs", "kapacit", "form$", "apprent", "appris",
    ),
    "capacity": (
        "capac", "train", "workshop", "meet", "seminar", "mentor", "coach", "skill", "learn", "cours", "strength",
        "trajn", "kapacit", "takim", "atelier", "reunion", "form$", "taller", "equip", "expertise", "support",
    ),
    "awareness": (
        "awar", "sensit", "campaign", "inform", "leaflet", "poster", "radio", "televis", "broadcast", "media", "theatr",
        "flyer", "brochur", "mobilis", "mobiliz", "ndergjegj", "sensibil", "fushat", "campagn", "concienc", "difus",
    ),
    "law": (
        "law$", "legal", "legisl", "amend", "act$", "bill$", "regul", "decree", "adopt", "approv", "ratif", "statut",
        "ligj", "vendim", "loi$", "decret", "ley$",
    ),
    "justice": (
        "crimin", "prosecut", "court", "convict", "indict", "sentenc", "trial", "judg", "investig", "penal", "offend",
        "gjykat", "prokur", "hetim", "tribunal", "juzgado", "fiscal",
    ),
    "inspection": ("inspect", "monitor", "visit", "control", "audit", "inspekt", "supervis"),
    "survey": (
        "surve", "stud$", "research", "censu", "questionnair", "interview", "data", "statist", "anketim", "enquet",
    ),
    "setup": (
        "establish", "set$", "creat", "open", "launch", "found", "krij", "ngrit", "instal", "built", "build",
        "construct",
    ),
    "plan": ("plan", "strateg", "agenda", "roadmap", "action"),
}  # fmt: skip

_HEADS: dict[str, tuple[str, ...]] = {
    "training": ("train", "trajn", "capacitacion"),
    "capacity": ("capac", "kapacit", "renforc"),
    "awareness": ("awar", "sensit", "campaign", "ndergjegj", "sensibil", "concienc"),
    "law": ("amend", "legisl", "ratif", "law$"),
    "justice": ("crimin", "prosecut", "convict"),
    "inspection": ("inspect", "monitor"),
    "survey": ("surve", "stud$", "research", "censu"),
    "setup": ("establish", "creat", "creation", "ngrit", "construct", "opening"),
}
"""The words of a title that promise a kind of work; fewer than the words that show it in a text."""


def _is_of(stem: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a stem begins with one of these; one with ``$`` must be the whole stem ("act" is not "activity")."""
    return stem.startswith(beginnings) or f"{stem}$" in beginnings


def promised(title: Iterable[str]) -> dict[str, str]:
    """The kinds of work that a title's stems promise, each with the stem that says so."""
    stems = tuple(title)
    found: dict[str, str] = {}
    for concept, heads in _HEADS.items():
        said = next((stem for stem in stems if _is_of(stem, heads)), None)
        if said is not None:
            found[concept] = said
    return found


def shows(concept: str, stems: Iterable[str]) -> bool:
    """Whether stems of a text show a kind of work."""
    return any(_is_of(stem, CONCEPTS[concept]) for stem in stems)


def shown_count(concept: str, stems: Iterable[str]) -> int:
    """How many different stems of a text show a kind of work."""
    return len({stem for stem in stems if _is_of(stem, CONCEPTS[concept])})
