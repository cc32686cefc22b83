"""Which stretch of a paragraph is which option, and the words behind it."""

import re
from typing import NamedTuple

from milepost.reporting.edition import Question
from milepost.reporting.importing.fold import fold
from milepost.reporting.importing.labels import SHARED, is_label, share

_CUTS = re.compile(r":|\s[-–—]\s|\(|[,;.]\s")
_NUMBERED = re.compile(r"\s*(?:[-–—•*·▪]\s+|\(?[a-zçë]\)\s+|\(?\d{1,2}[.)]\s+)?", re.I)
_TRIM = " \t\n\xa0.:;,–-—_*•·()[]…?/|<>"
_PROMPT = re.compile(
    r"[\W_]*(?:if (?:yes|so|other)\W+)?(?:please\W+|ju lutem\w*\W+|veuillez\W+|por favor\W+)?"
    r"(?:specify|describe|explain|state|give details|tell us(?: more)?|specifiko\w*|përshkruani|shpjegoni|"
    r"précise[rz]?|especifique|especificar)\b[\W_]*",
    re.I,
)


class Choosable(NamedTuple):
    """An option, or a point of a scale: its value, its label in every language, whether it asks for words, and what
    the form says beside it."""

    value: str
    labels: tuple[str, ...]
    with_text: bool = False
    helps: tuple[str, ...] = ()


class Named(NamedTuple):
    """An option named at the start of some words: where its label ends, and the words behind it.

    `run_on`: nothing parts label and words ("Other municipalities"), so an unmarked one may be another label.
    """

    option: Choosable
    end: int
    words: str
    words_at: int
    run_on: bool = False


def options_of(question: Question) -> tuple[Choosable, ...]:
    """What can be chosen."""
    if question.kind == "scale":
        return tuple(Choosable(str(point), (str(point),)) for point in range(1, question.points + 1))
    return tuple(
        Choosable(each.value, tuple(each.text.values()), each.with_text, tuple(each.help.values()))
        for each in question.options
    )


def named(options: tuple[Choosable, ...], text: str, single: bool) -> Named | None:
    """The option that a text names, alone or with words behind it. `single`: only one option can be chosen."""
    if not text.strip(_TRIM):
        return None
    start = _NUMBERED.match(text).end() if not text.strip(_TRIM).isdigit() else 0  # type: ignore[union-attr]
    if option := _labelled(options, text[start:]):
        return Named(option, len(text), "", len(text))
    for cut in reversed(list(_CUTS.finditer(text, start))):
        option = _labelled(options, text[start : cut.start()])
        if option and any(is_label(text[cut.end() :].strip(_TRIM), each) for each in option.helps):
            return Named(option, len(text), "", len(text))
        if option and (single or option.with_text or cut[0].strip() in (":", "(", "-", "–", "—")):
            return _with_words(option, text, cut.end())
    return _run_on(options, text, start)


def _run_on(options: tuple[Choosable, ...], text: str, start: int) -> Named | None:
    """ "Other municipalities": an option that asks for words, and the words without anything between."""
    for option in options:
        for label in option.labels:
            end = start + len(label)
            if option.with_text and fold(text[start:end]) == fold(label) and text[end : end + 1].isspace():
                return _with_words(option, text, end)._replace(run_on=True)
    return None


def _with_words(option: Choosable, text: str, end: int) -> Named:
    """The words from there on, without the form's "please specify"."""
    prompt = _PROMPT.match(text, end)
    at = prompt.end() if prompt else end
    words = text[at:]
    if not any(letter.isalnum() for letter in words):
        return Named(option, len(text), "", len(text))
    at += len(words) - len(words.lstrip(" \t\n\xa0:–—-_.…"))
    return Named(option, at, _closed(text[at:]), at)


def _closed(words: str) -> str:
    """Words without the bracket that the label opened before them."""
    words = " ".join(words.split()).rstrip("_").rstrip(" /|")
    return words[:-1].rstrip() if words.endswith(")") and words.count(")") > words.count("(") else words


def is_one_of(option: Choosable, words: str) -> bool:
    """Whether words, up to where a label ends, are the option's label as the form has it, or nearly."""
    start = _NUMBERED.match(words).end()  # type: ignore[union-attr]
    return any(is_label(words[start:].strip(_TRIM), label) for label in option.labels)


def _labelled(options: tuple[Choosable, ...], words: str) -> Choosable | None:
    """The option of these words, or the one of which they tell the most and that no other shares."""
    clean = words.strip(_TRIM)
    folded = fold(clean)
    if not folded:
        return None
    exact = next((each for each in options if any(folded == fold(label) for label in each.labels)), None)
    if exact or folded.isdigit():
        return exact
    near = next((each for each in options if any(is_label(clean, label) for label in each.labels)), None)
    return near or _shortened(options, clean)


def _shortened(options: tuple[Choosable, ...], words: str) -> Choosable | None:
    shares = {each.value: max(share(words, label) for label in each.labels) for each in options}
    most = max(shares.values())
    best = [each for each in options if shares[each.value] == most]
    return best[0] if most > SHARED and len(best) == 1 else None
