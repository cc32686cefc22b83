"""What every verb is called, above the wall: each room has a table, and only the pages of home have them all."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.audit.models import Event
from milepost.cases.views import wording as files
from milepost.intake.views import wording as sheets
from milepost.people import codes as people
from milepost.reporting.views import wording as record
from milepost.structures.views import wording as structures
from milepost.ui import parts
from milepost.vault.views import wording as keys

OWN: dict[str, str | Promise] = {
    "audit.view": gettext_lazy("read the audit"),
    "audit.check": gettext_lazy("checked the chain of the audit"),
}
EVENT_WORDS = {
    **record.EVENT_WORDS, **keys.EVENT_WORDS, **people.EVENT_WORDS, **files.EVENT_WORDS, **structures.EVENT_WORDS,
    **sheets.EVENT_WORDS, **OWN,
}  # fmt: skip


def said(verb: str) -> str:
    """A verb as a reader says it."""
    return str(EVENT_WORDS.get(verb, verb))


def event(event: Event) -> parts.Event:
    """A line of the audit."""
    return parts.Event(event.at, event.by_name or _("someone not signed in"), said(event.verb), _facts(event))


def _facts(event: Event) -> str:
    """The codes and numbers of an event on one line; of a hash the beginning, which is enough to find it."""
    facts = [(name, str(value)) for name, value in event.detail.items() if value not in ("", None)]
    told = [
        f"{name} {value[:12]}…" if re.fullmatch(r"[0-9a-f]{64}", value) else f"{name} {value}" for name, value in facts
    ]
    return " · ".join([each for each in (event.country.upper(), event.on_type, event.on_id) if each] + told)
