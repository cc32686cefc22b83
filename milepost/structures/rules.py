"""Who may write down what stands in a municipality: its own unit, and the focal point everywhere in the country."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.accounts.roles import roles_with
from milepost.accounts.rules import YES, Ruling, may
from milepost.places.models import Country, Place
from milepost.structures.models import Service, Team


def places_covered(person: Person, verb: str) -> Q:
    """The places where the person holds the verb today: where their body stands, or the whole country.

    A role of the field is held at a unit and covers its municipality. Another role covers the country, even where the
    person was given it at a body: a focal point who works at a ministry keeps the directory of every municipality.
    """
    today = timezone.localdate()
    wide = {
        each.country_id
        for each in person.held()
        if person.is_active and verb in each.policy.verbs and each.holds_on(today)
        and not each.policy.at_body and each.place_id is None
    }  # fmt: skip
    return Q(country__in=wide) | Q(pk__in=bodies_where(person, verb).exclude(place=None).values("place"))


def may_in(person: Person, verb: str, place: Place) -> Ruling:
    """Yes if the person holds the verb in that municipality; else a sentence that says who could."""
    if Place.objects.filter(places_covered(person, verb), pk=place.pk).exists():
        return YES
    roles = _(" or ").join(str(role.name) for role in roles_with(verb))
    return Ruling(_("This can be done by: %(roles)s, of that municipality or of the country.") % {"roles": roles})


def can_view(person: Person, country: Country) -> Ruling:
    """Everyone with a role in the country."""
    return may(person, "structures.view", country.pk)


def can_change(person: Person, thing: Team | Service, verb: str) -> Ruling:
    """What stands in the municipality is changed while it is there. `verb`: one of `team.` or `service.`"""
    ruling = may_in(person, verb, thing.place)
    if ruling and thing.ended_on is not None and thing.ended_on < timezone.localdate():
        return Ruling(_("This has ended. Add it anew if it is there again."))
    return ruling
