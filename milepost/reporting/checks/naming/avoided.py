"""Forms that the country's terms say not to use, in answers and in the titles of priorities and steps."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.naming.use import Use, one_finding
from milepost.reporting.checks.reading.names import parts
from milepost.reporting.checks.reading.report import Reading
from milepost.reporting.content import Slot


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for each form to avoid that is used; forms of a body's name are told with the body."""
    seen = {parts(name) for body in reading.knowledge.bodies for name in body.names.values()} - {frozenset()}
    for term in reading.terms:
        for avoid in term.avoid:
            form = parts(avoid.form)
            if form in seen:
                continue
            seen.add(form)
            uses = _uses(reading, avoid.form)
            if uses:
                yield one_finding(
                    reading,
                    uses,
                    _message(reading, uses[0]),
                    _("Write “%(use)s”.") % {"use": avoid.use},
                )


def _message(reading: Reading, use: Use) -> str:
    item = reading.content.item(use.slot)
    if use.end or item is None:
        return _("“%(written)s” is not the term of the field.") % {"written": use.written}
    question = reading.content.edition.question(use.slot.question)
    which = _("priority %(number)d") if question.each == "priority" else _("step %(number)d")
    return _("The title of %(item)s says “%(written)s”, which is not the term of the field.") % {
        "item": which % {"number": item.number},
        "written": use.written,
    }


def _uses(reading: Reading, form: str) -> list[Use]:
    pattern = re.compile(rf"(?<!\w){re.escape(form)}(?:s|es|['’]s)?(?!\w)", 0 if form.isupper() else re.IGNORECASE)
    uses: list[Use] = []
    for slot, _question, item in reading.asked:
        text = reading.text(slot)
        title = pattern.search(item.title) if item else None
        if title and not any(
            use.end == 0 and use.slot.item == slot.item and _same_kind(reading, use, slot) for use in uses
        ):
            uses.append(Use(slot, 0, 0, title[0]))
        if text:
            uses += [Use(slot, match.start(), match.end(), match[0]) for match in pattern.finditer(text.plain)]
    return uses


def _same_kind(reading: Reading, use: Use, slot: Slot) -> bool:
    """A step has two questions and one title: its title is named once."""
    edition = reading.content.edition
    return edition.question(use.slot.question).each == edition.question(slot.question).each
