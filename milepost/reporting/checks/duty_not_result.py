"""An answer about progress that says what should be, not what was done."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, found

CODE = "duty-not-result"
SEVERITY = "note"
TITLE = gettext_lazy("A duty told as progress")
EXPLANATION = gettext_lazy(
    "The question asks what was done for a priority or a step; the sentence says what people should do."
)

_DUTY = re.compile(
    r"\b(?:should|must|ought to|has the (?:responsibility|duty|obligation)|have the (?:responsibility|duty|obligation)|"
    r"is obliged to|everyone is responsible|responsibilities that \w+ have|"
    r"duhet të|ka përgjegjësinë|doit|doivent|il faut|debe|deben|hay que)\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding per answer: its first such sentence."""
    for text in reading.told:
        if not text.question.each:
            continue
        duties = [sentence for sentence in text.sentences if _DUTY.search(sentence.text)]
        if duties:
            first = duties[0]
            yield found(
                CODE,
                "note",
                text.slot,
                _("“%(words)s” says what should be, not what was done.") % {"words": first.text},
                _("Keep what was done in the period: who told whom, where, when, how many."),
                quote=first.text,
                start=first.start,
                end=first.end,
            )
