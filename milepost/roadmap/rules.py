"""Who may change a roadmap."""

from milepost.accounts.models import Person
from milepost.accounts.rules import Ruling, may
from milepost.places.models import Country


def can_edit(person: Person, country: Country) -> Ruling:
    """The focal point keeps the roadmap."""
    return may(person, "roadmap.edit", country.pk)
