"""Rules on asking others for an answer."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.accounts.models import Person
from milepost.accounts.rules import YES, Ruling, both, holds, may
from milepost.reporting.models import Contribution, Report

_OVER = {
    "offered": gettext_lazy("Your text was sent. You can write again when it is handed back to you."),
    "accepted": gettext_lazy("Your text was accepted. Whoever asked you can ask again."),
    "withdrawn": gettext_lazy("This question is not asked of you any more. Your text stays readable here."),
}
"""Why nothing more is written, by the contribution's state."""


def can_ask(person: Person, report: Report, *, contributor: Person | None = None) -> Ruling:
    """The focal point asks, while the report is a draft, people who hold the role of contributor in the country."""
    ruling = may(person, "contribution.ask", report.country_id)
    if ruling and report.state != "draft":
        return Ruling(_("Others are asked while the report is a draft."))
    if ruling and contributor and not holds(contributor, "contribution.offer", report.country_id):
        return Ruling(_("This person is no contributor in this country. Ask an administrator to give them the role."))
    return ruling


def can_offer(person: Person, contribution: Contribution) -> Ruling:
    """Only the person asked writes, while it is asked and the report is a draft."""
    if contribution.person_id != person.pk:
        return Ruling(_("Another person was asked this question."))
    if contribution.state in ("asked", "offered") and contribution.report.state in ("submitted", "replaced"):
        return Ruling(_("The report is submitted, so nothing more is asked of you here. Your text stays readable."))
    if contribution.state in _OVER:
        return Ruling(_OVER[contribution.state])
    if contribution.report.state != "draft":
        sentence = _(
            "The report is in review. Your text stays as it is; you can write again if the report is sent back."
        )
        return Ruling(sentence)
    return may(person, "contribution.offer", contribution.report.country_id)


def can_decide(person: Person, contribution: Contribution) -> Ruling:
    """The focal point accepts a sent text or hands it back."""
    ruling = may(person, "contribution.decide", contribution.report.country_id)
    if ruling and contribution.state != "offered":
        return Ruling(_("There is no sent text to decide on."))
    return both(ruling, _draft(contribution))


def can_withdraw(person: Person, contribution: Contribution) -> Ruling:
    """The focal point stops asking."""
    ruling = may(person, "contribution.ask", contribution.report.country_id)
    if ruling and contribution.state not in ("asked", "offered"):
        return Ruling(_("This question is not asked any more."))
    return ruling


def _draft(contribution: Contribution) -> Ruling:
    if contribution.report.state == "draft":
        return YES
    return Ruling(_("The report is no draft any more. Take it back from review first."))
