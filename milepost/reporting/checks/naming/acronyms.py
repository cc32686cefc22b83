"""Acronyms that are expanded in two ways or against the glossary, and acronyms that are a slip of another one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.naming.use import Use, one_finding
from milepost.reporting.checks.reading import names
from milepost.reporting.checks.reading.report import Reading
from milepost.reporting.knowledge import SHARED_ACRONYMS

LONG_ENOUGH = 5
"""Letters from which two acronyms made of the same letters are taken for one."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each acronym expanded wrongly or in two ways, then one for each slip."""
    yield from _expanded(reading)
    yield from _slips(reading)


def known(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The acronyms that the country knows, each with all that it rightly stands for."""
    meanings: dict[str, list[str]] = defaultdict(list)
    for term in reading.terms:
        for acronym in term.abbreviations:
            meanings[acronym.upper()] += [*_own_first(reading, term.expansions), *_own_first(reading, term.names)]
    for body in reading.knowledge.bodies:
        for acronym in body.acronyms:
            meanings[acronym.upper()] += [*_own_first(reading, body.names), *body.other_names]
    return {acronym: tuple(dict.fromkeys(said)) for acronym, said in meanings.items()}


def _own_first(reading: Reading, names_: Mapping[str, str]) -> list[str]:
    """Names with that of the report's language first."""
    return sorted(names_.values(), key=lambda name: name != names_.get(reading.content.language))


def _expanded(reading: Reading) -> Iterator[Finding]:
    right = known(reading)
    said: dict[str, list[tuple[Use, str]]] = defaultdict(list)
    for text in reading.told:
        for one in names.expansions(text.plain):
            said[one.acronym.upper()].append((Use(text.slot, one.start, one.end, one.acronym), one.words))
    for acronym, uses in said.items():
        meanings = right.get(acronym, ())
        against = meanings or (uses[0][1],)
        wrong = [(use, words) for use, words in uses if not any(names.alike(words, meaning) for meaning in against)]
        if not wrong:
            continue
        message = (
            _("“%(acronym)s” is explained as “%(words)s”; it stands for “%(meaning)s”%(also)s.")
            if meanings
            else _("“%(acronym)s” is explained as “%(words)s” here and as “%(meaning)s” before.")
        )
        own, *others = dict.fromkeys(against)
        also = f" ({others[0]})" if meanings and others else ""
        said_here = {"acronym": acronym, "words": wrong[0][1], "meaning": own, "also": also}
        marked = [use._replace(written=f"{acronym} ({words})") for use, words in wrong]
        yield one_finding(
            reading, marked, message % said_here, _("Explain it in one way, the right one, at its first use.")
        )


def _slips(reading: Reading) -> Iterator[Finding]:
    uses: dict[str, list[Use]] = defaultdict(list)
    for text in reading.told:
        for name in names.acronyms(text.plain):
            uses[name.text.upper()].append(Use(text.slot, name.start, name.end, name.text))
    right = set(known(reading)) | SHARED_ACRONYMS
    avoided = {avoid.form.upper() for term in reading.terms for avoid in term.avoid}
    for acronym, found_uses in uses.items():
        if acronym in right or acronym in avoided or len(acronym) < LONG_ENOUGH:
            continue
        meant = [
            other
            for other in [*uses, *sorted(right)]
            if other != acronym
            and sorted(other) == sorted(acronym)
            and (other in right or len(uses[other]) > len(found_uses))
        ]
        if meant:
            yield one_finding(
                reading,
                found_uses,
                _("“%(written)s” is one slip away from “%(meant)s”.") % {"written": acronym, "meant": meant[0]},
                _("Write “%(meant)s”, or explain “%(written)s”.") % {"meant": meant[0], "written": acronym},
            )
