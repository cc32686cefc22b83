"""When two children are said to be one, and when that is taken back. `people.rules` asks for the keys besides."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, may_at
from milepost.cases.models import Case
from milepost.cases.rules.access import access
from milepost.cases.rules.case import can
from milepost.people.models import Child, Joining


def can_join(person: Person, case: Case, other: Child, files: Sequence[Case]) -> Ruling:
    """Whoever works on a file of each child, in the unit that holds both; `files`: those of `other` in the unit."""
    ruling = can(person, case, "join")
    if not ruling:
        return ruling
    if other.unit_id != case.unit_id or case.child.unit_id != case.unit_id:
        return Ruling(_("Another unit holds one of these children. Call them, and ask them to send the file."))
    if any(each.state == "transferred" for each in files):
        return Ruling(_("A file of the other child was sent to another unit. They decide first."))
    rulings = [access(person, each, "case.join") for each in files]
    if rulings and not any(rulings):
        return rulings[0]
    return YES


def can_keep(kept: Case | None, ended: Case | None) -> Ruling:
    """The child that stays is the one with the open file; where both have one, either may stay. Open files given."""
    if ended is not None and kept is None:
        sentence = _("File %(number)s is open: choose its child to stay, so that the work goes on there.")
        return Ruling(sentence % {"number": ended.number})
    return YES


def can_separate(person: Person, case: Case, joining: Joining, returned: Sequence[Case]) -> Ruling:
    """Whoever works on the file; the head, where a merged file would be open again."""
    ruling = can(person, case, "separate")
    if not ruling:
        return ruling
    if case.child_id not in (joining.child_id, joining.other_id):
        return Ruling(_("This is about another child."))
    if any(each.unit_id != case.unit_id for each in returned):
        return Ruling(
            _("A file that would be open again is with another unit. Send this file back to them, and separate there.")
        )
    return both(YES, *(may_at(person, "case.merge", case.unit) for _each in returned[:1]))
