"""An event told without saying when it was."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import FUTURE, SUMMARY, Reading, Text, found
from milepost.reporting.checks.reading.words import Sentence
from milepost.reporting.content import MONTHS

CODE = "event-without-date"
SEVERITY = "note"
TITLE = gettext_lazy("An event without a date")
EXPLANATION = gettext_lazy("A workshop, training or conference is told, and no date stands in its paragraph.")
GIVES_WAY_TO = ("repeated-text",)

_EVENT = re.compile(
    r"\b(?:organi[sz]ed|held|conducted|hosted|convened|launched|organizoi|zhvilloi|organisé|tenu|organizó|celebró)\s+"
    r"(?:an?|the|one|një|une?|un|una)\s+(?:[^\W\d_]+[ -,]+){0,4}?"
    r"(?:workshop|training|conference|seminar|round ?table|campaign|course|forum|summit|"
    r"trajnim|konferencë|seminar|fushatë|atelier|formation|conférence|campagne|taller|conferencia|campaña)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{'|'.join(name for names in MONTHS.values() for name in names.split())})\b", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Finding]:
    """One finding per answer: its first event without a date in the sentence or the one after."""
    for text in reading.told:
        if text.slot.question in (*FUTURE, SUMMARY):
            continue
        for index, sentence in enumerate(text.sentences):
            event = _EVENT.search(sentence.text)
            near = text.sentences[max(0, index - 1) : index + 2]
            if event and not any(_dated(text, one) for one in near):
                start = sentence.start + event.start()
                yield found(
                    CODE,
                    "note",
                    text.slot,
                    _("“%(words)s” does not say when.") % {"words": event[0]},
                    _("Give the date and the place."),
                    quote=event[0],
                    start=start,
                    end=start + len(event[0]),
                )
                break


def _dated(text: Text, sentence: Sentence) -> bool:
    return bool(text.dates_in(sentence) or _MONTH.search(sentence.text))
