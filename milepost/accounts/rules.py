"""Who may do what. A rule answers with a `Ruling`: yes, or the sentence that a refused person reads."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from milepost.accounts.models import Assignment, Person
from milepost.accounts.roles import ROLES, roles_with
from milepost.institutions.models import Body
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
    return frozenset(assignment.country_id for assignment in _granting(person, verb))


def _granting(person: Person, verb: str) -> list[Assignment]:
    today = timezone.localdate()
    return [each for each in person.held() if verb in each.policy.verbs and each.holds_on(today)]


def bodies_covered(person: Person, verb: str) -> Q:
    """The bodies at which the person holds the verb today, as a condition on `Body`; asks the database nothing.

    An assignment without body or place covers its country; one with a place the bodies there and below; one with a
    body that body and its parts.
    """
    if not person.is_active:
        return Q(pk__in=[])
    if person.is_service:
        return Q()
    covered = Q(pk__in=[])
    for each in _granting(person, verb):
        if each.body_id:
            covered |= _at_or_below(_BODY_PATHS, each.body_id)
        elif each.place_id:
            covered |= _at_or_below(_PLACE_PATHS, each.place_id)
        else:
            covered |= Q(country=each.country_id)
    return covered


# How far down a tree is looked: from a county to a unit of a commune; from a ministry to the office of an office.
_PLACE_PATHS = ("place", "place__parent", "place__parent__parent", "place__parent__parent__parent")
_BODY_PATHS = ("pk", "parent", "parent__parent")


def _at_or_below(paths: tuple[str, ...], pk: int) -> Q:
    covered = Q()
    for path in paths:
        covered |= Q(**{path: pk})
    return covered


def may_at(person: Person, verb: str, body: Body) -> Ruling:
    """Yes if the person holds the verb at that body; else a sentence that says who could."""
    held = {each.body_id for each in _granting(person, verb)} if person.is_active else set()
    if body.pk in held or Body.objects.filter(bodies_covered(person, verb), pk=body.pk).exists():
        return YES
    return _who_could(verb, at_body=True)


def may(person: Person, verb: str, country: str) -> Ruling:
    """Yes if the person holds the verb there; else a sentence that says who could."""
    return YES if holds(person, verb, country) else _who_could(verb)


def _who_could(verb: str, *, at_body: bool = False) -> Ruling:
    roles = _(" or ").join(str(role.name) for role in roles_with(verb))
    if not roles:
        return Ruling(_("Nobody can do this."))
    if at_body:
        return Ruling(
            _("You do not hold this role there. It can be done by: %(roles)s, of that unit.") % {"roles": roles}
        )
    return Ruling(
        _("Your roles do not include this. It can be done by: %(roles)s. Ask an administrator.") % {"roles": roles}
    )


def can_add(person: Person, country: str) -> Ruling:
    """Administrators add people."""
    return may(person, "person.add", country)


def can_assign(person: Person, country: str) -> Ruling:
    """Administrators give roles."""
    return may(person, "person.assign", country)


def can_be_held(role: str, *, body: Body | None) -> Ruling:
    """A role of the file room is held at a body: without one it would open a whole country's files."""
    if ROLES[role].at_body and body is None:
        return Ruling(_("This role is held at a unit. Choose the body they work for."))
    return YES


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
