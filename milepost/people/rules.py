"""Who may do what with a child's identity. Whoever cannot open it cannot change it; `cases` asks for more before."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, may_at
from milepost.institutions.models import Body
from milepost.people import tags
from milepost.people.identity import Identity
from milepost.people.models import Child, Joining
from milepost.vault.models import CaseSeal
from milepost.vault.opening import Locked, Opener, in_force


def can_register(person: Person, unit: Body) -> Ruling:
    """Workers of the unit write down a child."""
    return may_at(person, "people.register", unit)


def can_change_identity(person: Person, child: Child, opener: Opener) -> Ruling:
    """Workers of the child's unit who can open it."""
    return both(may_at(person, "people.change_identity", child.unit), _opens(opener, child))


def can_add_carer(person: Person, child: Child, opener: Opener) -> Ruling:
    """The same."""
    return both(may_at(person, "people.add_carer", child.unit), _opens(opener, child))


def can_change_carer(person: Person, child: Child, opener: Opener) -> Ruling:
    """The same."""
    return both(may_at(person, "people.change_carer", child.unit), _opens(opener, child))


def can_join(person: Person, child: Child, other: Child, opener: Opener) -> Ruling:
    """Whoever can open both says that they are one; `other` may be of a unit that shared its file."""
    if child.pk == other.pk or child.country_id != other.country_id:
        return Ruling(_("Choose two files of this country that are not the same."))
    if child.merged_into_id or other.merged_into_id:
        return Ruling(_("One of these files was joined into another already. Open that one, and join it instead."))
    if other.duplicates.exists():
        return Ruling(_("Files were joined into the second one. Join the other way round, or separate those first."))
    return both(may_at(person, "people.join", child.unit), _opens(opener, child), _opens(opener, other))


def can_separate(person: Person, joining: Joining, opener: Opener) -> Ruling:
    """The same people take it back, once."""
    if joining.parted_at is not None:
        return Ruling(_("These files are separate already."))
    return both(may_at(person, "people.separate", joining.child.unit), _opens(opener, joining.child))


def can_take_over(person: Person, child: Child, unit: Body) -> Ruling:
    """The receiving unit takes a child over once it holds the key for good; `cases` decides that it was sent."""
    lasting = CaseSeal.objects.filter(in_force(), case_key=child.key_id, unit_key__unit=unit, until=None)
    if child.country_id != unit.country_id or not lasting.exists():
        return Ruling(_("This file was not handed over to your unit. Ask the unit that holds it to send it."))
    return may_at(person, "people.take_over", unit)


def can_search(person: Person, unit: Body, words: Identity, opener: Opener) -> Ruling:
    """Workers search when they know enough to find anything, and when the tags can be made."""
    if not tags.enough(words):
        return Ruling(too_few())
    return both(may_at(person, "people.search", unit), can_make_tags(unit, opener))


def can_tag(person: Person, unit: Body, opener: Opener) -> Ruling:
    """Workers make the search tags of children that were written down while the tag key was locked."""
    return both(may_at(person, "people.tag", unit), can_make_tags(unit, opener))


def can_make_tags(unit: Body, opener: Opener) -> Ruling:
    """The tag key is open; else the sentence says whether the person or the unit lacks it."""
    if not opener:
        return Ruling(_("Your key is locked, so nothing can be searched. Open it with your password first."))
    try:
        opener.tag_key(unit.country_id)
    except Locked:
        return Ruling(
            _("Your unit cannot search yet: the search key is not shared with it. Ask the head of any other unit to.")
        )
    return YES


def too_few() -> str:
    """What a search needs; the form and the rule say it alike."""
    return _(
        "This is too little to search with. Give the first name and surname, or the first name and year of birth, "
        "or the surname and full date of birth."
    )


def _opens(opener: Opener, child: Child) -> Ruling:
    if child.key_id in opener.open_cases([child.key_id]):
        return YES
    return Ruling(_("You cannot open this child's file. Ask the unit that holds it."))
