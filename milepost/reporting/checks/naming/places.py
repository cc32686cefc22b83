"""One place under several spellings: "Vlora" here and "Vlorë" there."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.naming.use import Use, one_finding
from milepost.reporting.checks.reading.report import Reading
from milepost.reporting.checks.reading.words import words


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each place that stands in the report in more than one form."""
    written = _capitalised(reading)
    seen: set[frozenset[str]] = set()
    for place in reading.knowledge.places:
        forms = frozenset((*place.names.values(), *place.aliases))
        if len(forms) < 2 or forms in seen:
            continue
        seen.add(forms)
        used = [form for form in forms if form.split()[0] in written]
        if len(used) > 1:
            yield from _mixed(reading, sorted(used), place.names.get(reading.content.language, ""))


def _capitalised(reading: Reading) -> frozenset[str]:
    return frozenset(word.text for text in reading.told for word in words(text.plain) if word.text[0].isupper())


def _mixed(reading: Reading, forms: list[str], own: str) -> Iterator[Finding]:
    uses = [
        Use(text.slot, match.start(), match.end(), match[0])
        for text in reading.told
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", text.plain)
    ]
    counts = Counter(use.written for use in uses)
    if len(counts) < 2:
        return
    keep = own if own in counts else counts.most_common(1)[0][0]
    others = [use for use in uses if use.written != keep]
    yield one_finding(
        reading,
        others,
        _("“%(written)s” is called “%(name)s” elsewhere in the report.") % {"written": others[0].written, "name": keep},
        _("Write one form of the place's name throughout: “%(name)s”.") % {"name": keep},
    )
