"""Who may keep what they typed in a form: whoever may reach it. Whether it is the time for it is asked on sending."""

from milepost.accounts.models import Person
from milepost.accounts.rules import Ruling, may, may_at
from milepost.cases.models import Case, ConcernReport
from milepost.cases.rules.access import access
from milepost.cases.rules.case import now

About = Case | ConcernReport | str
"""What a form is about: a case, a report of concern, or nothing yet: then the code of the country."""

_NEEDS = {"decide_close": "refuse_close", "decide_transfer": "refuse_transfer"}


def needs(verb: str) -> str:
    """The verb of a form's text: "case.refuse_close" for the page that decides about closing."""
    return f"case.{_NEEDS.get(verb, verb)}"


def can_draft(person: Person, about: About, verb: str) -> Ruling:
    """Whoever may reach the form of the verb."""
    if isinstance(about, str):
        return may(person, needs(verb), about)
    if isinstance(about, ConcernReport) or verb == "state_purpose":
        return may_at(person, needs(verb), about.unit)
    return access(person, about, needs(verb))


def can_still_send(person: Person, about: About, verb: str) -> bool:
    """Whether a form that was kept could be sent today."""
    if not can_draft(person, about, verb):
        return False
    if isinstance(about, ConcernReport):
        return about.case_id is None
    closing = {"decide_close": "approve_close", "decide_transfer": "refuse_transfer"}
    return not isinstance(about, Case) or verb == "state_purpose" or bool(now(about, closing.get(verb, verb)))
