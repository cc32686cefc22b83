"""How cases speak on pages: names of codes in the reader's language, duties, tracks, lines of the timeline."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from milepost.cases.models import Case, CaseStep
from milepost.cases.queries.duties import Duty
from milepost.cases.states import CASE_STATES, CRIMINAL_STATES, NRM_STATES, SAFETY_STATES
from milepost.cases.views.fetch import to
from milepost.ui import parts

VERBS: dict[str, str | Promise] = {
    "register": gettext_lazy("Registered"),
    "add_report": gettext_lazy("Another report of concern added"),
    "assign": gettext_lazy("Given to another worker"),
    "assess": gettext_lazy("Initial assessment saved"),
    "assess_fully": gettext_lazy("Full assessment saved"),
    "record_exploitation": gettext_lazy("Facts of the exploitation saved"),
    "plan": gettext_lazy("Plan written"),
    "agree_plan": gettext_lazy("Agreement with the plan noted"),
    "approve_plan": gettext_lazy("Plan approved"),
    "end_action": gettext_lazy("An action of the plan ended"),
    "contact": gettext_lazy("Contact"),
    "review": gettext_lazy("Review"),
    "propose_close": gettext_lazy("Closing proposed"),
    "approve_close": gettext_lazy("Closed"),
    "refuse_close": gettext_lazy("Not closed"),
    "reopen": gettext_lazy("Opened again as a new episode"),
    "transfer": gettext_lazy("Sent to another unit"),
    "accept_transfer": gettext_lazy("Accepted by the other unit"),
    "refuse_transfer": gettext_lazy("Refused by the other unit"),
    "state_purpose": gettext_lazy("Opened by a colleague who stated why"),
    "merge": gettext_lazy("Merged into another file"),
    "take_in": gettext_lazy("A duplicate was merged into this file"),
    "protect": gettext_lazy("Safety"),
    "place": gettext_lazy("Safety"),
    "suspect": gettext_lazy("Trafficking"),
    "clear": gettext_lazy("Trafficking"),
    "nrm": gettext_lazy("Trafficking"),
    "criminal": gettext_lazy("Crime"),
}
"""What a step of the timeline says."""

EVENT_WORDS: dict[str, str | Promise] = {
    "case.report": gettext_lazy("reported a concern"),
    "case.view_report": gettext_lazy("opened a report of concern"),
    "case.screen_out": gettext_lazy("proposed to screen a report of concern out"),
    "case.confirm_screen_out": gettext_lazy("screened a report of concern out"),
    "case.keep": gettext_lazy("kept a report of concern"),
    "case.register": gettext_lazy("registered a report of concern as a file"),
    "case.view": gettext_lazy("opened the file"),
    "case.list": gettext_lazy("looked at a list of files"),
    "case.state_purpose": gettext_lazy("stated why they open a colleague’s file"),
    "case.see_purpose": gettext_lazy("read why a colleague opened a file"),
    "case.draft": gettext_lazy("kept a draft of a form"),
    "case.assign": gettext_lazy("gave a file to a worker"),
    "case.assess": gettext_lazy("saved an initial assessment"),
    "case.assess_fully": gettext_lazy("saved a full assessment"),
    "case.record_exploitation": gettext_lazy("saved the facts of an exploitation"),
    "case.plan": gettext_lazy("wrote a protection plan"),
    "case.agree_plan": gettext_lazy("noted the agreement with a plan"),
    "case.approve_plan": gettext_lazy("approved a protection plan"),
    "case.end_action": gettext_lazy("ended something of a plan"),
    "case.contact": gettext_lazy("noted a contact with a child"),
    "case.review": gettext_lazy("reviewed a protection plan"),
    "case.place": gettext_lazy("noted a step of a child’s safety"),
    "case.nrm": gettext_lazy("noted a step of the referral mechanism"),
    "case.criminal": gettext_lazy("noted a step of a criminal case"),
    "case.propose_close": gettext_lazy("proposed to close a file"),
    "case.approve_close": gettext_lazy("closed a file"),
    "case.refuse_close": gettext_lazy("left a file open"),
    "case.reopen": gettext_lazy("opened a new episode of a closed file"),
    "case.transfer": gettext_lazy("sent a file to another unit"),
    "case.accept_transfer": gettext_lazy("accepted a file of another unit"),
    "case.refuse_transfer": gettext_lazy("refused a file of another unit"),
    "case.merge": gettext_lazy("merged two files of one child"),
    "case.enter": gettext_lazy("entered files that were kept elsewhere"),
}
"""How acts on files are called on the audit page, which names a file by its number."""

_TABLES = {"case": CASE_STATES, "safety": SAFETY_STATES, "nrm": NRM_STATES, "criminal": CRIMINAL_STATES}

# What settles a duty of a case: the name of its page.
_PAGES = {
    "assess": "assess",
    "plan": "plan",
    "agree_plan": "agree_plan",
    "approve_plan": "case",
    "contact": "contact",
    "review": "review",
    "end_action": "case",
    "approve_close": "decide_close",
    "accept_transfer": "decide_transfer",
    "court": "place",
    "assign": "assign",
}


def language() -> str:
    """The reader's language."""
    return (get_language() or "en")[:2]


def named(names: Mapping[tuple[str, str], str], list_: str, codes: str | Iterable[str]) -> str:
    """Codes of a list as a reader says them; empty is "not recorded"."""
    wanted = [codes] if isinstance(codes, str) else list(codes)
    return ", ".join(names.get((list_, code), code) for code in wanted if code) or _("not recorded")


def title(duty: Duty) -> str:
    """A duty in one line: what, and on which file or report. Never a name."""
    if duty.report is not None:
        return _("%(what)s of %(day)s") % {"what": duty.words, "day": _day(duty.report.reported_at)}
    return f"{duty.words}: {duty.case}"


def address(duty: Duty) -> str:
    """Where a duty is done."""
    if duty.report is not None:
        return reverse("cases:concern", args=[duty.report.pk])
    assert duty.case is not None
    page = _PAGES[duty.verb]
    return to(duty.case, page) + ("#plan" if page == "case" else "")


def when(duty: Duty) -> str:
    """Until when, as a line says it."""
    if duty.due is None:
        return _("no limit set")
    return _late(timezone.now() - duty.due) if duty.late else _day(duty.due)


def _late(past: timedelta) -> str:
    """In hours as long as hours matter, then in days."""
    if past.days >= 2:
        return ngettext("%(n)s day late", "%(n)s days late", past.days) % {"n": past.days}
    hours = max(1, int(past.total_seconds() // 3600))
    return ngettext("%(n)s hour late", "%(n)s hours late", hours) % {"n": hours}


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def moment(at: datetime) -> str:
    """A day and hour."""
    return date_format(timezone.localtime(at), "j F Y, H:i")


def event(step: CaseStep) -> parts.Event:
    """A line of the timeline."""
    what = VERBS.get(step.verb, step.verb)
    after = _TABLES[step.track].get(step.after)
    moved = step.before != step.after or step.track != "case"
    return parts.Event(step.at, step.by.name, what, after.name if after and moved else "")


def tracks(case: Case) -> list[tuple[str, str | Promise, str, str]]:
    """The three tracks: heading, state, tone, verb of its page."""
    return [
        (_("Safety"), SAFETY_STATES[case.safety].name, SAFETY_STATES[case.safety].tone, "place"),
        (_("Trafficking (NRM)"), NRM_STATES[case.nrm].name, NRM_STATES[case.nrm].tone, "nrm"),
        (_("Criminal case"), CRIMINAL_STATES[case.criminal].name, CRIMINAL_STATES[case.criminal].tone, "criminal"),
    ]
