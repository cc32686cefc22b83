"""Who may do what. A rule answers with a `Ruling`: yes, or the sentence that a refused person reads."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.roles import roles_with
from milepost.places.models import Country


@dataclass(frozen=True)
class Ruling:
    """A yes, or a no with its sentence."""

    sentence: str | Promise = ""

    def __bool__(self) -> bool:
        return not self.sentence


YES = Ruling()


class Refused(Exception):
    """An act that a rule refuses. The text is the sentence for the person; `verb` goes to the audit."""

    def __init__(self, sentence: str, verb: str, country: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.verb, self.country = sentence, verb, country


def require(ruling: Ruling, verb: str, country: str = "") -> None:
    """Raise `Refused` unless the ruling is a yes."""
    if not ruling:
        raise Refused(str(ruling.sentence), verb, country)


def holds(person: Person, verb: str, country: str) -> bool:
    """Whether a role that grants the verb is assigned to the person in the country today."""
    return country in countries_where(person, verb)


def countries_where(person: Person, verb: str) -> frozenset[str]:
    """The codes of the countries in which the person holds the verb today."""
    if not person.is_active:
        return frozenset()
    if person.is_service:  # whoever has the machine's console has its data: all verbs, everywhere, audited
        return frozenset(Country.objects.values_list("pk", flat=True))
    today = timezone.localdate()
    return frozenset(
        assignment.country_id
        for assignment in person.held()
        if verb in assignment.policy.verbs and assignment.holds_on(today)
    )


def may(person: Person, verb: str, country: str) -> Ruling:
    """Yes if the person holds the verb there; else a sentence that says who could."""
    if holds(person, verb, country):
        return YES
    roles = _(" or ").join(str(role.name) for role in roles_with(verb))
    return Ruling(
        _("Your roles do not include this. It can be done by: %(roles)s. Ask an administrator.") % {"roles": roles}
        if roles
        else _("Nobody can do this.")
    )


def can_add(person: Person, country: str) -> Ruling:
    """Administrators add people."""
    return may(person, "person.add", country)


def can_assign(person: Person, country: str) -> Ruling:
    """Administrators give roles."""
    return may(person, "person.assign", country)


def can_withdraw(person: Person, country: str, *, holder: Person) -> Ruling:
    """Administrators take roles away, but nobody their own last way in."""
    if person == holder:
        return Ruling(_("You cannot take away a role of your own. Ask another administrator."))
    return may(person, "person.withdraw", country)


def can_reset(person: Person, country: str) -> Ruling:
    """Administrators set a first password, which must be changed at the next sign-in."""
    return may(person, "person.reset", country)


def both(first: Ruling, *others: Ruling) -> Ruling:
    """The first no of several rulings, else a yes."""
    return next((ruling for ruling in (first, *others) if not ruling), YES)
