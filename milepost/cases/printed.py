"""What a file holds on paper, in its order: one table. `views/printing.py` gives it words, `printed.typ` sets it.

A record stands under its day with who wrote it; below, the facts that count, then the texts that the reader may read.
A test holds every sealed column of a case to this table, so that no noun is forgotten on paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from milepost.accounts.states import State
from milepost.cases import states
from milepost.people.codes import SEXES

Words = str | Promise
Fact = tuple[str, Words, str | Mapping[str, Words] | None]
"""A column in clear: its name, what it is called, and its words: a list of the country, a table, or as it stands."""


@dataclass(frozen=True)
class Section:
    """The records of one model. `day`: the column under whose day a record stands. `texts`: its sealed columns."""

    model: str
    title: Words
    facts: tuple[Fact, ...] = ()
    texts: Mapping[str, Words] = field(default_factory=dict)
    day: str = "at"


_NOTE: Mapping[str, Words] = {"note": _("Note")}
_YES = {"True": _("yes"), "False": _("no"), "None": _("not recorded")}


def _state(table: Mapping[str, State]) -> dict[str, Words]:
    return {code: state.name for code, state in table.items()}


SECTIONS: tuple[Section, ...] = (
    Section(
        "ConcernReport", _("Report of concern"),
        (("source", _("Who reports"), "source"), ("concerns", _("Concern"), "concern"),
         ("immediate_risk", _("Immediate risk"), _YES), ("sex", _("Sex"), SEXES),
         ("company", _("Who is with the child"), "company")),
        {"narrative": _("What was seen or heard"), "place_detail": _("Where"), "identity": _("Who the child is"),
         "reporter_contact": _("How to reach who reports"), "handed_to": _("Handed over to"),
         "out_note": _("On screening out")},
        day="reported_at",
    ),
    Section(
        "Basis", _("Legal basis"),
        (("purpose", _("What it is for"), "basis_purpose"), ("kind", _("Basis"), "basis"),
         ("given_by", _("Given by"), states.GIVERS), ("withdrawn_on", _("Withdrawn"), None)),
        {**_NOTE, "withdrawn_note": _("On withdrawing")},
        day="given_on",
    ),
    Section(
        "InitialAssessment", _("Initial assessment"),
        (("risk_level", _("Risk"), states.RISK_LEVELS), ("factors", _("What makes it so"), "risk_factor"),
         ("child_seen_on", _("Child seen"), None), ("trafficking_suspected", _("Trafficking suspected"), _YES)),
        {"summary": _("What was found"), "child_view": _("The child says")},
    ),
    Section(
        "FullAssessment", _("Full assessment"), (),
        {"family": _("Family and home"), "school": _("School and friends"), "health": _("Health"),
         "income": _("Income and housing"), "child_view": _("What the child wants"),
         "restricted": _("Only where it is needed")},
    ),
    Section(
        "Exploitation", _("Exploitation"),
        (("form", _("Form"), "form"), ("sector", _("Sector"), "sector"), ("hours_week", _("Hours in a week"), None),
         ("hazards", _("Hazards"), "hazard"), ("gainer", _("Who gains"), "gainer"),
         ("coercion", _("Signs of coercion"), "coercion"),
         ("recruitment", _("How the child came to it"), "recruitment"),
         ("began", _("Since"), None), ("school", _("School"), states.SCHOOL), ("withdrawn_on", _("Stopped"), None),
         ("returned_on", _("Went back to it"), None)),
        _NOTE,
    ),
    Section(
        "GroupMeeting", _("Meetings of the technical group"),
        (("state", _("State"), _state(states.GROUP_STATES)), ("convened_by", _("Called by"), states.CONVENERS),
         ("planned_at", _("Planned for"), None), ("held_on", _("Held"), None),
         ("child_invited", _("Child invited"), _YES), ("parents_invited", _("Parents invited"), _YES)),
        {"child_reason": _("Why not the child"), "parents_reason": _("Why not the parents"),
         "minutes": _("Minutes"), "decisions": _("What was decided"), "cancel_reason": _("Why it did not meet")},
    ),
    Section(
        "GroupInvitation", _("Asked to the technical group"),
        (("sector", _("Sector"), "group_sector"), ("body", _("Office"), None), ("attended", _("Came"), _YES)),
        {"name": _("Name")},
    ),
    Section(
        "Plan", _("Protection plan"),
        (("number", _("Number"), None), ("state", _("State"), _state(states.PLAN_STATES)),
         ("measure", _("Measure"), "measure"), ("review_on", _("Looked at again"), None),
         ("parents", _("Parents"), states.AGREEMENT), ("child_agrees", _("Child"), states.AGREEMENT),
         ("approved_by", _("Approved by"), None)),
        {"aim": _("Aim"), "agreement_reason": _("On the agreement")},
    ),
    Section(
        "PlanAction", _("What the plan says is done"),
        (("plan", _("Plan"), None), ("service", _("Help"), "service"), ("due", _("Until"), None),
         ("owner_body", _("Provider"), None), ("cost_source", _("Who pays"), "cost_source"),
         ("state", _("State"), _state(states.ACTION_STATES))),
        {"what": _("What"), "owner": _("By whom")},
    ),
    Section(
        "Referral", _("Services asked of providers"),
        (("kind", _("Service"), "service"), ("provider", _("Provider"), None),
         ("state", _("State"), _state(states.REFERRAL_STATES)), ("answered_on", _("Answered"), None),
         ("ended_on", _("Ended"), None)),
        {**_NOTE, "answer": _("Answer"), "ending": _("How it ended")}, day="asked_on",
    ),
    Section(
        "Contact", _("Contacts"), (("kind", _("Kind"), "contact"), ("child_seen", _("Child seen"), _YES)), _NOTE,
        day="on",
    ),
    Section(
        "Review", _("Reviews"),
        (("risk_level", _("Risk"), states.RISK_LEVELS), ("outcome", _("Outcome"), states.REVIEW_OUTCOMES)), _NOTE,
        day="on",
    ),
    Section(
        "Placement", _("Safety"),
        (("state", _("State"), _state(states.SAFETY_STATES)), ("provider", _("Provider"), None),
         ("parents_told", _("Parents"), states.TOLD), ("court_asked_on", _("Court asked"), None)),
        {"where": _("Where"), **_NOTE}, day="on",
    ),
    Section("NrmStep", _("Trafficking (NRM)"), (("state", _("State"), _state(states.NRM_STATES)),), _NOTE, day="on"),
    Section(
        "CriminalStep", _("Criminal case"),
        (("state", _("State"), _state(states.CRIMINAL_STATES)), ("article", _("Article"), "article")),
        {"reference": _("Reference number"), **_NOTE}, day="on",
    ),
    Section(
        "Transfer", _("Transfers"),
        (("from_unit", _("From"), None), ("to_unit", _("To"), None), ("reason", _("Reason"), "transfer"),
         ("state", _("State"), _state(states.TRANSFER_STATES))),
        {**_NOTE, "answer": _("Answer")},
    ),
    Section(
        "Closure", _("Closing"),
        (("reason", _("Reason"), "closure"), ("child_told", _("Child"), states.TOLD),
         ("family_told", _("Family"), states.TOLD), ("state", _("State"), _state(states.CLOSURE_STATES)),
         ("decided_by", _("Decided by"), None)),
        {**_NOTE, "answer": _("Answer")},
    ),
    Section(
        "ClosedCheck", _("Seen after closing"), (("outcome", _("Outcome"), states.CHECK_OUTCOMES),), _NOTE, day="on"
    ),
    Section("Extension", _("More time given"), (("until", _("Until"), None),), {"reason": _("Why")}),
    Section("Message", _("Messages"), (("to", _("To"), None),), {"text": _("Text")}),
    Section(
        "Attachment", _("Photos and documents (not printed here)"),
        (("kind", _("Kind"), states.FILE_KINDS), ("section", _("Belongs to"), states.SECTIONS),
         ("taken_on", _("Taken or written"), None), ("evidence", _("Evidence"), _YES),
         ("removed_at", _("Removed"), None)),
        {"name": _("Name"), "description": _("What it shows"), "removed_reason": _("Why it was removed")},
    ),
    Section(
        "Purpose", _("Opened by colleagues who stated why"), (("reason", _("Reason"), "purpose"),), {"text": _("Why")}
    ),
    Section(
        "Printing", _("Copies on paper"), (("number", _("Copy"), None), ("reason", _("Reason"), "purpose")),
        {"text": _("Why"), "recipient": _("For whom")},
    ),
)  # fmt: skip
"""The sections of a printed file."""

NOT_ON_PAPER = frozenset({"AttachmentContent", "Draft"})
"""Sealed records of a case that a printed file does not hold: bytes, and what was never sent."""
