"""An acronym that the report never explains."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.naming.acronyms import known
from milepost.reporting.checks.reading import names
from milepost.reporting.checks.reading.report import Reading, found
from milepost.reporting.checks.reading.words import fold
from milepost.reporting.knowledge import SHARED_ACRONYMS

CODE = "unexplained-acronym"
SEVERITY = "note"
TITLE = gettext_lazy("An acronym that is never explained")
EXPLANATION = gettext_lazy("Readers of other countries do not know it. Those of the United Nations are known to all.")
GIVES_WAY_TO = ("inconsistent-term",)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each unknown acronym, at its first use."""
    explained = {one.acronym.upper() for text in reading.told for one in names.expansions(text.plain)}
    skipped = explained | SHARED_ACRONYMS | _capital_words(reading)
    meanings = known(reading)
    seen: set[str] = set()
    for text in reading.told:
        for name in names.acronyms(text.plain):
            acronym = name.text.upper()
            if acronym in skipped or acronym in seen:
                continue
            seen.add(acronym)
            meaning = next(iter(meanings.get(acronym, ())), "")
            advice = _("Write it out at its first use: “%(meaning)s (%(acronym)s)”.") if meaning else _ADVICE
            yield found(
                CODE,
                "note",
                text.slot,
                _("“%(acronym)s” is not explained anywhere in the report.") % {"acronym": name.text},
                str(advice) % {"meaning": meaning, "acronym": name.text},
                quote=name.text,
                start=name.start,
                end=name.end,
            )


_ADVICE = gettext_lazy("Write out what “%(acronym)s” stands for at its first use.")


def _capital_words(reading: Reading) -> frozenset[str]:
    """Names that someone wrote in capitals: the country and its places."""
    names_said = [
        reading.content.country_name,
        *(n for place in reading.knowledge.places for n in place.names.values()),
    ]
    return frozenset(name.upper() for name in names_said) | frozenset(fold(name).upper() for name in names_said)
