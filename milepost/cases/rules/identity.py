"""When what is known of a child and of carers is corrected from a file."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling
from milepost.cases.models import Case
from milepost.cases.rules.case import can
from milepost.people.identity import Identity
from milepost.people.models import Carer


@sensitive_variables()
def can_correct(person: Person, case: Case, verb: str, *, identity: Identity | None = None) -> Ruling:
    """Whoever works on the file; not where the child was joined into another, nor to a birth after an opening."""
    ruling = can(person, case, verb)
    if not ruling:
        return ruling
    if case.child.merged_into_id is not None:
        return Ruling(_("This child was joined into another one. Correct it in the file of the child that stays."))
    if identity is not None and identity.birth is not None:
        return _born(case, identity)
    return YES


def can_change_carer(person: Person, case: Case, carer: Carer) -> Ruling:
    """The same, for someone who cares for this child or for one that was joined into it."""
    ruling = can_correct(person, case, "change_carer")
    if ruling and case.child_id not in (carer.child_id, carer.child.merged_into_id):
        return Ruling(_("This is a carer of another child."))
    return ruling


@sensitive_variables()
def _born(case: Case, identity: Identity) -> Ruling:
    """The child of a file was born when it was opened."""
    assert identity.birth is not None
    episodes = Case.objects.filter(country=case.country_id, unit=case.unit_id, child=case.child_id)
    first = episodes.order_by("opened_at").first()
    if first is not None and identity.birth.first > timezone.localtime(first.opened_at).date():
        return Ruling(_("The child would not have been born when file %(number)s was opened. Check the date of birth.")
                      % {"number": first.number})  # fmt: skip
    return YES
