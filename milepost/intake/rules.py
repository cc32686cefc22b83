"""Who brings an old register in, and who gives files out: the head of the unit, at the unit."""

from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, may_at
from milepost.institutions.models import Body
from milepost.intake.models import Export, Sheet
from milepost.intake.states import EXPORT_STATES, SHEET_STATES
from milepost.people.rules import can_make_tags
from milepost.vault.opening import Opener
from milepost.vault.rules import can_receive


def can_upload(person: Person, unit: Body) -> Ruling:
    """The head of a unit that has a key."""
    return both(may_at(person, "intake.upload", unit), can_receive(unit))


def can(person: Person, sheet: Sheet, verb: str) -> Ruling:
    """The head, while the sheet is open to the verb."""
    return both(may_at(person, f"intake.{verb}", sheet.unit), now(sheet, verb))


def now(sheet: Sheet, verb: str) -> Ruling:
    """Whether this is the time for a verb."""
    state = SHEET_STATES[sheet.state]
    if verb in state.leads_to or verb in state.verbs:
        return YES
    if sheet.state == "uploaded":
        return Ruling(_("Say first what the columns are."))
    return Ruling(_("This register was taken in or deleted. Upload the file again if something is missing."))


def can_try(person: Person, sheet: Sheet, verb: str, opener: Opener) -> Ruling:
    """Nothing is tried or taken in before the unit can search: a child would be written down twice."""
    return both(can(person, sheet, verb), can_make_tags(sheet.unit, opener))


def can_make(person: Person, unit: Body) -> Ruling:
    """The head gives files of the unit out."""
    return both(may_at(person, "export.make", unit), can_receive(unit))


def can_fetch(person: Person, export: Export, verb: str = "fetch") -> Ruling:
    """The head of the unit, while there is something to fetch."""
    ruling = may_at(person, f"export.{verb}", export.unit)
    if ruling and verb not in EXPORT_STATES[export.state].leads_to:
        return Ruling(_("This export has ended and its file is deleted. Make a new one."))
    return ruling
