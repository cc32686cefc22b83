"""A partner that the text names and the list of partners does not mark."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading, Text, found
from milepost.reporting.content import Choices
from milepost.reporting.edition import Question, tell

CODE = "partner-not-ticked"
SEVERITY = "warning"
TITLE = gettext_lazy("A partner told but not marked")
EXPLANATION = gettext_lazy("The text about partners names a kind of partner that is not marked in the list above it.")

SIGNS: dict[str, re.Pattern[str]] = {
    "ilo": re.compile(r"\b(?:ILO|OIT|International Labour Organi[sz]ation)\b"),
    "other_un": re.compile(r"\b(?:UNICEF|IOM|UNHCR|UNDP|UNODC|UNFPA|UNESCO|FAO|OIM|UN Women)\b"),
    "ministries": re.compile(
        r"\b(?:Ministry|Ministries|Ministri[aës]+|Ministère|Ministerio) (?:of|e|de|për)(?: the)?(?: [A-ZÀ-Þ]\w+)*"
    ),
    "workers_organizations": re.compile(
        r"\b(?:trade unions?|workers['’] organi[sz]ations?|sindikat\w*)\b", re.IGNORECASE
    ),
    "employers_organizations": re.compile(
        r"\b(?:employers['’] (?:organi[sz]ations?|federation)|chamber of commerce)\b", re.IGNORECASE
    ),
}
"""Kinds of partner and the words that name one, by the option's key."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each unmarked kind of partner that the next text names."""
    questions = list(reading.content.edition.questions)
    for index, question in enumerate(questions[:-1]):
        ticked = next((reading.value(slot) for slot, asked, _item in reading.asked if asked.key == question.key), None)
        after = questions[index + 1]
        text = next((each for each in reading.told if each.slot.question == after.key), None)
        if question.kind == "many_of" and isinstance(ticked, Choices) and ticked.values and text:
            yield from _of_text(reading, question, ticked, text)


def _of_text(reading: Reading, question: Question, ticked: Choices, text: Text) -> Iterator[Finding]:
    for option in question.options:
        sign = SIGNS.get(option.value)
        match = sign.search(text.plain) if sign and option.value not in ticked.values else None
        if match:
            slot = next(slot for slot, asked, _item in reading.asked if asked.key == question.key)
            yield found(
                CODE,
                "warning",
                text.slot,
                _("“%(name)s” is named here, and “%(option)s” is not marked in %(place)s.")
                % {"name": match[0], "option": tell(option.text, "en").text, "place": reading.name(slot)},
                _("Mark it too, or say here what part it had."),
                quote=match[0],
                start=match.start(),
                end=match.end(),
            )
