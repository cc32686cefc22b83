"""Rules on the legal basis."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import Ruling
from milepost.cases.models import Basis
from milepost.cases.rules.case import can


def can_withdraw_basis(person: Person, basis: Basis) -> Ruling:
    """Withdrawing is noted once, and also in a closed file: whoever consented may take it back at any time."""
    ruling = can(person, basis.case, "withdraw_basis")
    if ruling and not basis.in_force:
        return Ruling(_("This was withdrawn already."))
    if ruling and basis.given_by == "none":
        return Ruling(_("This rests on the law. Nobody gave it, so nobody withdraws it."))
    return ruling
