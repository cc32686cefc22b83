"""What every act on something that stands in a municipality does: hold it, and find out that someone else saved it.

Parts of the acts in this folder; they check and record.
"""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.rules import Refused
from milepost.structures.models import Service, Team
from milepost.structures.models.standing import Standing

Thing = TypeVar("Thing", Team, Service)


class MovedOn(Exception):
    """Someone saved it meanwhile: it is at another number than the form's page showed."""


def hold(thing: Thing) -> Thing:
    """The row as it stands, locked until the transaction ends."""
    rows = type(thing)._default_manager.select_for_update(of=("self",), no_key=True).select_related("place", "country")
    return rows.get(pk=thing.pk)


def saved(thing: Standing, base: int) -> None:
    """Save what was changed on the number that its page showed. Raises `MovedOn`."""
    if thing.number != base:
        raise MovedOn
    thing.number += 1
    thing.save()


def renamed(thing: Standing, names: Mapping[str, str]) -> dict[str, str]:
    """Its names with the given ones instead; an empty one is taken away."""
    return {language: name for language, name in (thing.names | dict(names)).items() if name}


def happened(on: date, since: date | None, verb: str, country: str) -> None:
    """Raise `Refused` for a day to come, or before the thing began."""
    if on > timezone.localdate():
        raise Refused(_("This day is still to come. Write down what happened."), verb, country)
    if since is not None and on < since:
        raise Refused(_("This day is before it began. Check the days."), verb, country)
