"""A number against the list that follows it, and a total against its parts."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from milepost.reporting.checks.amounts.mismatch import Mismatch, number, quoted
from milepost.reporting.checks.reading.figures import Figure
from milepost.reporting.checks.reading.report import Reading, Text

_NAMES = re.compile(
    r"\s*(?:\(|:|,? (?:namely|which are|that is))\s*"
    r"((?:[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})"
    r"(?:(?:, ?(?:and |dhe |et |y )?| and | dhe | et | y )[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})+)\s*[).;\n]?"
)
_SEPARATOR = re.compile(r", ?(?:and |dhe |et |y )?| and | dhe | et | y ")
_PARTS = re.compile(
    r"[^.;()\n\d]{0,40}?\(\s*(\d+) (girls|women|female|femmes|filles|mujeres|niñas|vajza|gra)\w*(?: \w+)?,? ?"
    r"(?:and|dhe|et|y|/)? ?(\d+) (boys|men|male|hommes|garçons|hombres|niños|djem|burra)\w*(?: \w+)?\s*\)"
    r"|[^.;()\n\d]{0,40}?\(\s*(\d+) (boys|men|male|hommes|garçons|hombres|niños|djem|burra)\w*(?: \w+)?,? ?"
    r"(?:and|dhe|et|y|/)? ?(\d+) (girls|women|female|femmes|filles|mujeres|niñas|vajza|gra)\w*(?: \w+)?\s*\)"
)


def find(reading: Reading) -> Iterator[Mismatch]:
    """Figures followed by a list of names of another length, or by parts of another sum."""
    for text in reading.told:
        for figure in text.figures:
            message = _other_length(text, figure) or _other_sum(text, figure)
            if message:
                yield Mismatch(text, figure, message, _("Count again and correct the number or the list."))


def _other_length(text: Text, figure: Figure) -> str:
    match = _NAMES.match(text.plain, figure.end)
    if match is None or figure.percent:
        return ""
    listed = len([name for name in _SEPARATOR.split(match[1]) if name.strip()])
    if listed == figure.value:
        return ""
    return _("“%(words)s” is followed by %(listed)d names.") % {"words": quoted(text, figure), "listed": listed}


def _other_sum(text: Text, figure: Figure) -> str:
    match = _PARTS.match(text.plain, figure.end)
    if match is None:
        return ""
    total = sum(int(part) for part in (match[1], match[3], match[5], match[7]) if part)
    if total == figure.value:
        return ""
    return _("“%(words)s”: the parts in the bracket make %(total)s.") % {
        "words": quoted(text, figure),
        "total": number(total),
    }
