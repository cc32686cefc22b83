"""Two spellings of one English word in one report: "labor" and "labour"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.naming.use import Use, one_finding
from milepost.reporting.checks.reading.report import Reading
from milepost.reporting.content import Slot

PAIRS = (
    ("labour", "labor"),
    ("centre", "center"),
    ("programme", "program"),
)
"""The spelling of the United Nations first."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each word that stands in both spellings, titles of priorities and steps included."""
    if reading.content.language != "en":
        return
    texts = [(text.slot, text.plain) for text in reading.told]
    titles = " ".join(item.title for item in (*reading.content.priorities, *reading.content.steps))
    for kept, other in PAIRS:
        uses = _uses(texts, other)
        elsewhere = _uses(texts, kept) or _word(kept).search(titles)
        if uses and elsewhere:
            yield one_finding(
                reading,
                uses,
                _("“%(written)s” is spelled “%(kept)s” elsewhere in the report (%(count)d times this way).")
                % {"written": uses[0].written, "kept": kept, "count": len(uses)},
                _("Spell it one way throughout: “%(kept)s”.") % {"kept": kept},
                severity="note",
            )


def _uses(texts: list[tuple[Slot, str]], word: str) -> list[Use]:
    pattern = _word(word)
    return [
        Use(slot, match.start(), match.end(), match[0])
        for slot, plain in texts
        for match in pattern.finditer(plain)
        if not _in_a_name(plain, match)
    ]


def _in_a_name(plain: str, match: re.Match[str]) -> bool:
    """A capital in the middle of a sentence: names keep their own spelling ("Department of Labor")."""
    return match[0][0].isupper() and not re.search(r"(?:^|[.!?:\n-] *)$", plain[: match.start()])


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word}s?\b", re.IGNORECASE)
