"""One body (or day, or programme) under several names: the words of its name in another order or form."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.naming.use import Use, one_finding
from milepost.reporting.checks.reading.names import Name, is_proper, parts, phrases, sequence, windows
from milepost.reporting.checks.reading.report import Reading
from milepost.reporting.content import Slot

Covered = set[tuple[Slot, int, int]]
"""Places that a known name was read at, in the right form or another."""

FEWEST_PARTS = 3
"""Content words that a name needs: two words in another order are no name yet."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each known name written otherwise, then one for each unknown name written in two ways.

    Longer names first: "World Day Against Child Labour" is no other form of "World Children's Day".
    """
    spans = _phrases(reading)
    covered: Covered = set()
    for name, accepted in sorted(_known(reading), key=lambda known: -len(parts(known[0]))):
        uses = _other_forms(spans, parts(name), accepted, covered)
        if uses:
            yield one_finding(reading, uses, _message(uses, name), _("Write “%(name)s”.") % {"name": name})
    yield from _unknown(reading, spans, covered)


def _is_covered(covered: Covered, slot: Slot, name: Name) -> bool:
    return any(slot == other and name.start < end and start < name.end for other, start, end in covered)


def _phrases(reading: Reading) -> list[tuple[Use, Name]]:
    return [
        (Use(text.slot, phrase.start, phrase.end, phrase.text), phrase)
        for text in reading.told
        for phrase in phrases(text.plain)
        if len(parts(phrase.text)) >= FEWEST_PARTS
    ]


def _known(reading: Reading) -> Iterator[tuple[str, frozenset[tuple[str, ...]]]]:
    """Known names of enough words, each with the ways it may be written."""
    for body in reading.knowledge.bodies:
        every = (*body.names.values(), *body.other_names)
        yield from ((name, frozenset(map(sequence, every))) for name in body.names.values() if _is_long(name))
    for term in reading.terms:
        every = (*term.names.values(), *term.expansions.values())
        yield from (
            (name, frozenset(map(sequence, every)))
            for name in term.names.values()
            if _is_long(name) and is_proper(name)
        )


def _is_long(name: str) -> bool:
    return len(parts(name)) >= FEWEST_PARTS and not parts(name) & _DOCUMENTS


def _other_forms(
    spans: list[tuple[Use, Name]],
    wanted: frozenset[str],
    accepted: frozenset[tuple[str, ...]],
    covered: Covered,
) -> list[Use]:
    uses = []
    for use, phrase in spans:
        window = windows(phrase, wanted)
        if window is None or _is_covered(covered, use.slot, window):
            continue
        covered.add((use.slot, window.start, window.end))
        if sequence(window.text) not in accepted:
            uses.append(Use(use.slot, window.start, window.end, window.text))
    return uses


_DOCUMENTS = parts("Law Act Decision Directive Decree Regulation Convention")
"""What is called a decision is cited in many ways: `document-name` asks about known ones."""


def _message(uses: list[Use], name: str) -> str:
    ways = list(dict.fromkeys(use.written for use in uses))
    if len(ways) == 1:
        return _("“%(written)s” is not the name: it is “%(name)s”.") % {"written": ways[0], "name": name}
    said = _(", ").join(f"“{way}”" for way in ways)
    return _("“%(name)s” is called by %(count)d other names: %(ways)s.") % {
        "name": name,
        "count": len(ways),
        "ways": said,
    }


def _unknown(reading: Reading, spans: list[tuple[Use, Name]], covered: Covered) -> Iterator[Finding]:
    """Phrases of the same words in another order, none of them known: the rarer ways are asked about."""
    for uses in _same_words(spans, covered):
        ways = Counter(sequence(use.written) for use in uses)
        if len(ways) < 2:
            continue
        usual = ways.most_common(1)[0][0]
        rarer = [use for use in uses if sequence(use.written) != usual]
        name = next(use.written for use in uses if sequence(use.written) == usual)
        yield one_finding(
            reading,
            rarer,
            _("“%(written)s” and “%(name)s” seem to be one thing under two names.")
            % {"written": rarer[0].written, "name": name},
            _("Use one name throughout."),
        )


def _same_words(spans: list[tuple[Use, Name]], covered: Covered) -> Iterator[list[Use]]:
    """For each set of words that some phrase consists of: where these words stand together, in any order."""
    free = [(use, phrase) for use, phrase in spans if not _is_covered(covered, use.slot, phrase)]
    keys = {parts(phrase.text) for _use, phrase in free if not _JOINED.search(phrase.text)}
    for key in sorted(keys, key=lambda key: (-len(key), sorted(key))):
        if key & _DOCUMENTS:
            continue
        uses = []
        for use, phrase in free:
            window = windows(phrase, key)
            if window and not _is_covered(covered, use.slot, window):
                covered.add((use.slot, window.start, window.end))
                uses.append(Use(use.slot, window.start, window.end, window.text))
        yield uses


_JOINED = re.compile(r"\b(?:and|dhe|et|y)\b", re.IGNORECASE)
"""A phrase with "and" may be two names."""
