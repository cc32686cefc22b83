"""How teams and services speak on pages, and what the audit page calls the acts on them."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.places.models import Place
from milepost.structures.models import Service

EVENT_WORDS: dict[str, str | Promise] = {
    "team.add": gettext_lazy("wrote down a team"),
    "team.change": gettext_lazy("changed what is written of a team"),
    "team.end": gettext_lazy("wrote down the end of a team"),
    "team.add_member": gettext_lazy("added someone to a team"),
    "team.end_member": gettext_lazy("wrote down that someone left a team"),
    "service.add_provider": gettext_lazy("added a provider"),
    "service.add": gettext_lazy("wrote down a service"),
    "service.change": gettext_lazy("changed what is written of a service"),
    "service.tell_free": gettext_lazy("wrote down the free places of a service"),
    "service.end": gettext_lazy("wrote down the end of a service"),
    "service.state_none": gettext_lazy("stated that there is no service of a kind"),
    "service.take_back_none": gettext_lazy("took back that there is no service of a kind"),
}
"""A table of its own, which the audit page joins to those of the other rooms."""


def to_place(place: Place) -> str:
    """The address of a municipality's page."""
    return reverse("structures:municipality", args=[place.country_id, place.code])


def amount(value: int | None) -> str:
    """A number; nothing recorded is said, and is not zero."""
    return _("not recorded") if value is None else str(value)


def day(value: date | None) -> str:
    """A day as people write it."""
    return date_format(value, "j F Y") if value else _("not recorded")


def free(service: Service) -> str:
    """Free places, with the day they were told: an old number is worth less."""
    if service.free is None or service.free_on is None:
        return _("not recorded")
    return _("%(n)s, told on %(day)s") % {"n": service.free, "day": date_format(service.free_on, "j F Y")}


def kind_of(names: Mapping[tuple[str, str], str], service: Service) -> str:
    """The kind of help in the reader's language."""
    return names.get(("service", service.kind), service.kind)


def reached(service: Service) -> str:
    """How a service is reached, on lines."""
    return "\n".join(each for each in (service.telephone, service.email, service.address, service.hours) if each)
