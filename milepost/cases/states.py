"""The words that a report of concern, a case, its plan and its three tracks can be in: pure data, drawn in the manual.

A case begins when it is registered; before that there is only a report of concern, which has its own words. The tracks
run beside the case: where the child is safe, what the National Referral Mechanism found, what became of the crime.
"""

from django.utils.translation import gettext_lazy as _

from milepost.accounts.states import State


def _table(*states: State) -> dict[str, State]:
    return {state.code: state for state in states}


REPORT_STATES = _table(
    State(
        "reported", _("Reported"), "case_worker", {"register": "accepted", "screen_out": "screening_out"}, tone="active"
    ),
    State(
        "screening_out",
        _("To be screened out"),
        "head_of_unit",
        {"confirm_screen_out": "screened_out", "keep": "reported"},
        tone="waiting",
    ),
    State("screened_out", _("Screened out"), "head_of_unit", {}),
    State("accepted", _("Accepted"), "case_worker", {}, tone="done"),
)

_WRITING_TO = frozenset({"send_message", "read_message"})
_WHO = frozenset({"change_identity", "add_carer", "change_carer", "join", "separate"})
_ANY_TIME = frozenset({
    "record_exploitation", "contact", "place", "nrm", "criminal", "assign", "propose_close",
    "attach", "remove_attachment", "state_basis", "withdraw_basis",
    "refer", "answer_referral", "end_referral",
    "invite_guest", "extend", "hand_over",
}) | _WRITING_TO | _WHO  # fmt: skip
_GROUP = frozenset({"convene_group", "hold_group", "cancel_group"})
"""The technical group meets from the first assessment on, until the case is closed."""

CASE_STATES = _table(
    State(
        "registered",
        _("Registered"),
        "case_worker",
        {"assess": "initial_assessment", "transfer": "transferred", "approve_close": "closed"},
        _ANY_TIME,
        tone="active",
    ),
    State(
        "initial_assessment",
        _("Initial assessment made"),
        "case_worker",
        {
            "assess_fully": "full_assessment",
            "plan": "planning",
            "transfer": "transferred",
            "approve_close": "closed",
        },
        _ANY_TIME | _GROUP | {"assess"},
        tone="active",
    ),
    State(
        "full_assessment",
        _("Full assessment made"),
        "case_worker",
        {"plan": "planning", "transfer": "transferred", "approve_close": "closed"},
        _ANY_TIME | _GROUP | {"assess", "assess_fully"},
        tone="active",
    ),
    State(
        "planning",
        _("Plan being made"),
        "case_worker",
        {"approve_plan": "plan_active", "transfer": "transferred", "approve_close": "closed"},
        _ANY_TIME | _GROUP | {"assess", "assess_fully", "plan", "agree_plan"},
        tone="active",
    ),
    State(
        "plan_active",
        _("Plan in force"),
        "case_worker",
        {"review": "under_review", "transfer": "transferred", "approve_close": "closed"},
        _ANY_TIME | _GROUP | {"assess", "assess_fully", "end_action"},
        tone="done",
    ),
    State(
        "under_review",
        _("Plan under review"),
        "case_worker",
        {"approve_plan": "plan_active", "transfer": "transferred", "approve_close": "closed"},
        _ANY_TIME | _GROUP | {"assess", "assess_fully", "plan", "agree_plan", "end_action"},
        tone="active",
    ),
    State(
        "transferred",
        _("Sent to another unit"),
        "head_of_unit",
        # It goes on where it stood: the state before is kept on the transfer.
        {},
        frozenset({"accept_transfer", "refuse_transfer", "hand_over"}) | _WRITING_TO,
        tone="waiting",
    ),
    State(
        "closed",
        _("Closed"),
        "head_of_unit",
        {},
        frozenset({"reopen", "check_closed", "extend", "remove_attachment", "withdraw_basis"}) | _WRITING_TO | _WHO,
    ),
    State(
        "merged_duplicate", _("Merged: was a duplicate"), "head_of_unit", {}, frozenset({"separate", "read_message"})
    ),
)

OPEN_STATES = frozenset(CASE_STATES) - {"closed", "merged_duplicate"}
"""In these a case counts as being worked on."""

PLAN_STATES = _table(
    State("draft", _("Being written"), "case_worker", {"agree_plan": "agreed", "plan": "replaced"}, tone="active"),
    State(
        "agreed", _("To be approved"), "head_of_unit", {"approve_plan": "active", "plan": "replaced"}, tone="waiting"
    ),
    State("active", _("In force"), "case_worker", {"approve_plan": "replaced", "approve_close": "ended"}, tone="done"),
    State("replaced", _("Replaced by a newer plan"), "case_worker", {}),
    State("ended", _("Ended with the case"), "head_of_unit", {}),
)

ACTION_STATES = _table(
    State("open", _("To be done"), "case_worker", {"end_action": "done"}, tone="active"),
    State("done", _("Done"), "case_worker", {}, tone="done"),
    State("dropped", _("Dropped"), "case_worker", {}),
)

CLOSURE_STATES = _table(
    State(
        "proposed",
        _("Closing proposed"),
        "head_of_unit",
        {"approve_close": "approved", "refuse_close": "refused"},
        tone="waiting",
    ),
    State("approved", _("Closed"), "head_of_unit", {}, tone="done"),
    State("refused", _("Not closed"), "case_worker", {}),
)

TRANSFER_STATES = _table(
    State(
        "sent", _("Sent"), "head_of_unit", {"accept_transfer": "accepted", "refuse_transfer": "refused"}, tone="waiting"
    ),
    State("accepted", _("Accepted there"), "head_of_unit", {}, tone="done"),
    State("refused", _("Refused there"), "case_worker", {}),
)

REFERRAL_STATES = _table(
    State(
        "asked",
        _("Asked"),
        "case_worker",
        {"accept": "accepted", "refuse": "refused", "drop": "dropped"},
        tone="waiting",
    ),
    State("accepted", _("Accepted"), "case_worker", {"finish": "finished", "drop": "dropped"}, tone="active"),
    State("refused", _("Refused"), "case_worker", {}, tone="alert"),
    State("finished", _("Finished"), "case_worker", {}, tone="done"),
    State("dropped", _("Dropped"), "case_worker", {}),
)
"""A service that a provider was asked for. Providers have no account: the worker notes what they said."""

GROUP_STATES = _table(
    State(
        "called",
        _("Meeting called"),
        "case_worker",
        {"hold_group": "held", "cancel_group": "cancelled", "approve_close": "cancelled"},
        tone="waiting",
    ),
    State("held", _("Met"), "case_worker", {}, tone="done"),
    State("cancelled", _("Did not meet"), "case_worker", {}),
)

SAFETY_STATES = _table(
    State(
        "none",
        _("At home or not placed"),
        "case_worker",
        {"protect": "protection", "place": "emergency", "court": "court_measure"},
    ),
    State(
        "protection",
        _("Taken into protection"),
        "case_worker",
        {"place": "emergency", "court": "court_measure", "end": "ended"},
        tone="waiting",
    ),
    State(
        "emergency",
        _("Emergency placement"),
        "head_of_unit",
        {"court": "court_measure", "end": "ended"},
        tone="waiting",
    ),
    State("court_measure", _("Measure by a court"), "head_of_unit", {"end": "ended"}),
    State(
        "ended",
        _("Placement ended"),
        "case_worker",
        {"protect": "protection", "place": "emergency", "court": "court_measure"},
        tone="done",
    ),
)

NRM_STATES = _table(
    State(
        "not_screened",
        _("Not screened for trafficking"),
        "case_worker",
        {"clear": "screened_no", "suspect": "potential_victim"},
    ),
    State("screened_no", _("Screened: no sign of trafficking"), "case_worker", {"suspect": "potential_victim"}),
    State(
        "potential_victim",
        _("Potential victim of trafficking"),
        "case_worker",
        {
            "plan_interview": "interview",
            "identify": "victim",
            "find_not": "not_victim",
            "decline": "declined",
        },
        tone="waiting",
    ),
    State(
        "interview",
        _("Potential victim; joint interview planned"),
        "case_worker",
        {"identify": "victim", "find_not": "not_victim", "decline": "declined"},
        tone="waiting",
    ),
    State("victim", _("Victim of trafficking, formally identified"), "case_worker", {}),
    State("not_victim", _("Not a victim of trafficking"), "case_worker", {"suspect": "potential_victim"}),
    State(
        "declined",
        _("Potential victim; formal status declined"),
        "case_worker",
        {"plan_interview": "interview"},
    ),
)

CRIMINAL_STATES = _table(
    State("none", _("No crime reported"), "case_worker", {"report_crime": "reported"}),
    State(
        "reported",
        _("Reported to police or prosecution"),
        "case_worker",
        {"proceed": "proceeding", "drop": "dropped"},
        tone="waiting",
    ),
    State("proceeding", _("Proceeding opened"), "case_worker", {"charge": "charged", "drop": "dropped"}),
    State("charged", _("Charged"), "case_worker", {"try": "tried", "drop": "dropped"}),
    State("tried", _("On trial"), "case_worker", {"convict": "convicted", "acquit": "acquitted", "drop": "dropped"}),
    State("convicted", _("Convicted"), "case_worker", {"report_crime": "reported"}, tone="done"),
    State("acquitted", _("Acquitted"), "case_worker", {"report_crime": "reported"}),
    State("dropped", _("Proceeding ended without a judgment"), "case_worker", {"report_crime": "reported"}),
)

TABLES = {
    "concern report": REPORT_STATES,
    "case": CASE_STATES,
    "plan": PLAN_STATES,
    "plan action": ACTION_STATES,
    "closure": CLOSURE_STATES,
    "transfer": TRANSFER_STATES,
    "referral to a provider": REFERRAL_STATES,
    "technical group": GROUP_STATES,
    "safety": SAFETY_STATES,
    "referral mechanism": NRM_STATES,
    "criminal": CRIMINAL_STATES,
}

RISK_LEVELS = {"low": _("low"), "medium": _("medium"), "high": _("high")}
SCHOOL = {
    "attends": _("attends school"),
    "irregular": _("attends irregularly"),
    "out": _("out of school"),
    "not_recorded": _("not recorded"),
}
AGREEMENT = {"agreed": _("agreed"), "refused": _("refused"), "not_asked": _("not asked")}
TOLD = {"told": _("told"), "not_told": _("not told"), "unsafe": _("not told, because it would be unsafe")}
ANSWERS = {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}
FILE_KINDS = {"photo": _("photo"), "document": _("document")}
SECTIONS = {
    "report": _("the report of concern"),
    "assessment": _("the assessment"),
    "exploitation": _("the exploitation"),
    "plan": _("the plan"),
    "contact": _("a contact"),
    "safety": _("safety"),
    "trafficking": _("trafficking"),
    "criminal": _("the criminal case"),
}
"""What an attachment belongs to."""
GIVERS = {
    "parent": _("a parent"),
    "guardian": _("the guardian"),
    "child": _("the child"),
    "court": _("a court"),
    "none": _("nobody: it follows from the law"),
}
"""Who gave a legal basis."""
CONVENERS = {"worker": _("the case worker"), "director": _("the director of social services")}
GUEST_ROLES = {"group_guest": _("technical group"), "prosecution_clerk": _("police or prosecution")}
"""The roles in which someone of another office is invited to a single case."""
CHECK_OUTCOMES = {
    "well": _("the child is well"),
    "new_concern": _("there is a new concern"),
    "not_reached": _("nobody could be reached"),
}
"""What a look after closing finds. Nobody reached: it is tried again."""
SETTLED = frozenset({"well", "new_concern"})
EXTENDABLE = frozenset({"assess", "plan", "contact", "review", "end_action", "check_closed"})
"""What a head may give more time. Not what a court or another unit decides."""
REVIEW_OUTCOMES = {"keep": _("the plan stays"), "change": _("the plan changes")}


def leads_on(state: str, verb: str) -> bool:
    """Whether a case in this state is open to a verb."""
    found = CASE_STATES[state]
    return verb in found.leads_to or verb in found.verbs
