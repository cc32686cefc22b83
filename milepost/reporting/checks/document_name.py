"""A law, decision or programme under a name that is nearly its own."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.names import Name, parts, phrases, sequence, windows
from milepost.reporting.checks.reading.report import Reading, Text, found
from milepost.reporting.checks.reading.words import stems
from milepost.reporting.knowledge import Source

CODE = "document-name"
SEVERITY = "warning"
TITLE = gettext_lazy("A law or decision under another name")
EXPLANATION = gettext_lazy("The words of a known title stand in another order: a reader cannot find the document.")

_KIND = re.compile(
    r"\b(?:law|act|decision|directive|code|strategy|agenda|plan|ligji?|vendimi?|loi|décret|ley|decreto)\b",
    re.IGNORECASE,
)
_KIND_STEMS = frozenset(
    {"law", "act", "decision", "directiv", "direct", "code", "ligj", "vendim", "loi", "ley", "title"}
)
FEWEST_PARTS = 3


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each answer's use of a title that is none of the known ones."""
    titles = [
        (frozenset(parts(title) - _KIND_STEMS), source)
        for source in sorted(reading.knowledge.sources, key=lambda source: source.former)
        for title in (*source.titles.values(), *source.other_titles)
    ]
    right = {_sequence(title) for source in reading.knowledge.sources if not source.former for title in _all(source)}
    for text in reading.told:
        seen: set[int] = set()
        for phrase in phrases(text.plain):
            match = _near(phrase, titles, right)
            if match and match[0].start not in seen and _is_a_document(text, phrase):
                seen.add(match[0].start)
                yield _finding(reading, text, *match)


def _all(source: Source) -> tuple[str, ...]:
    return (*source.titles.values(), *source.other_titles)


def _sequence(title: str) -> tuple[str, ...]:
    return tuple(word for word in sequence(title) if not stems(word) & _KIND_STEMS)


def _near(
    phrase: Name, titles: list[tuple[frozenset[str], Source]], right: set[tuple[str, ...]]
) -> tuple[Name, Source] | None:
    for wanted, source in titles:
        window = windows(phrase, wanted) if len(wanted) >= FEWEST_PARTS else None
        if window and _sequence(window.text) not in right:
            whole = _KIND.match(phrase.text) is not None and phrase.end == window.end
            return (phrase if whole else window), source
    return None


def _is_a_document(text: Text, phrase: Name) -> bool:
    """The phrase itself, or the words right before it, say that it is a law or the like."""
    return bool(_KIND.search(phrase.text) or _KIND.search(text.plain[max(0, phrase.start - 20) : phrase.start]))


def _finding(reading: Reading, text: Text, window: Name, source: Source) -> Finding:
    known = source.titles.get(reading.content.language) or next(iter(source.titles.values()))
    name = f"{source.kind} {source.number}".strip()
    return found(
        CODE,
        "warning",
        text.slot,
        _("“%(written)s” is not the name of a known law or decision; %(name)s is “%(title)s”.")
        % {"written": window.text, "name": name, "title": known},
        _("Write the document's own title, with its number and date."),
        quote=window.text,
        start=window.start,
        end=window.end,
    )
