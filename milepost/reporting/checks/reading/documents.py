"""Laws and decisions that a text refers to, found among those the country knows."""

import re

from milepost.reporting.checks.reading.dates import Mention
from milepost.reporting.checks.reading.report import Reading, Text
from milepost.reporting.knowledge import Source

_NUMBER = re.compile(
    r"(?:\b(?:no|nr|number|n°|law|ligji?|decision|vkm|dcm|directive|decree|act|loi|ley|decreto|vendimi?|udhëzimi?)\.?"
    r"|[№§])\s*(\d{1,5}(?:\s?[/–-]\s?\d{4})?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[\s,]*(?:[\"“„«][^\"”“»]{3,90}[\"”“»][\s,]*)?(?:dated|of|on|datë|date|daté\w*|du|del?|de fecha|më)?\s*(?:the )?",
    re.IGNORECASE,
)
_REACH = 140
"""Characters between a document's number and its date, its title in quotation marks included."""


def referred_to(reading: Reading, text: Text, when: Mention) -> Source | None:
    """The known document whose number stands right before an exact date; None when there is none.

    A bare number is enough only where one known document bears it: numbers begin again each year.
    """
    if when.precision != "day":
        return None
    begin = max(0, when.start - _REACH)
    before = list(_NUMBER.finditer(text.plain, begin, when.start))
    if not before or not _BETWEEN.fullmatch(text.plain[before[-1].end() : when.start]):
        return None
    number = re.sub(r"\s", "", before[-1][1]).replace("–", "/").replace("-", "/")
    known = [source for source in reading.knowledge.sources if number in (source.number, _with_year(source))]
    if len(known) > 1:
        known = [source for source in known if source.date == when.first]
    return known[0] if len(known) == 1 else None


def _with_year(source: Source) -> str:
    return f"{source.number.split('/')[0]}/{source.date.year}" if source.date else source.number
