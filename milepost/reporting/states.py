"""The words that reports, contributions, rounds and threads can be in: pure data, drawn in the manual."""

from django.utils.translation import gettext_lazy as _

from milepost.accounts.states import State


def _table(*states: State) -> dict[str, State]:
    return {state.code: state for state in states}


REPORT_STATES = _table(
    State("draft", _("Draft"), "focal_point", {"send_for_review": "in_review"}),
    State(
        "in_review",
        _("In review"),
        "approver",
        {"approve": "approved", "send_back": "draft", "withdraw": "draft"},
    ),
    State("approved", _("Approved"), "focal_point", {"submit": "submitted", "withdraw": "draft"}),
    State("submitted", _("Submitted"), "focal_point", {"correct": "replaced"}),
    State("replaced", _("Replaced by a correction"), "focal_point", {}),
)

ROUND_STATES = _table(
    State("open", _("Open"), "approver", {"approve": "approved", "send_back": "sent_back", "withdraw": "withdrawn"}),
    State("approved", _("Approved"), "focal_point", {"withdraw": "withdrawn"}),
    State("sent_back", _("Sent back"), "focal_point", {}),
    State("withdrawn", _("Taken back"), "focal_point", {}),
)

CONTRIBUTION_STATES = _table(
    State("asked", _("Asked"), "contributor", {"offer": "offered", "withdraw": "withdrawn"}),
    State(
        "offered",
        _("To be decided"),
        "focal_point",
        {"accept": "accepted", "hand_back": "asked", "withdraw": "withdrawn"},
    ),
    State("accepted", _("Accepted"), "focal_point", {}),
    State("withdrawn", _("No longer asked"), "focal_point", {}),
)

PROPOSAL_STATES = _table(
    State("draft", _("Being written"), "contributor", {"offer": "offered"}),
    State("offered", _("Sent"), "focal_point", {"accept": "accepted", "hand_back": "handed_back"}),
    State("accepted", _("Accepted"), "focal_point", {}),
    State("handed_back", _("Handed back"), "contributor", {}),
)

THREAD_STATES = _table(
    State("open", _("Open"), "focal_point", {"resolve": "resolved"}),
    State("resolved", _("Resolved"), "focal_point", {"reply": "open"}),
)

IMPORTED_STATES = _table(
    State("placed", _("In the report"), "focal_point", {}),
    State("waiting", _("Differs: to be decided"), "focal_point", {"take": "taken", "leave": "left"}),
    State("taken", _("Taken"), "focal_point", {}),
    State("left", _("Left out"), "focal_point", {}),
)

TABLES = {
    "report": REPORT_STATES,
    "round": ROUND_STATES,
    "contribution": CONTRIBUTION_STATES,
    "proposal": PROPOSAL_STATES,
    "thread": THREAD_STATES,
    "imported answer": IMPORTED_STATES,
}

HOW = {
    "typed": _("typed"),
    "imported": _("imported from a document"),
    "carried": _("carried from last year's report"),
    "confirmed": _("carried text confirmed"),
    "contributed": _("contributed"),
    "settled": _("decided between two texts"),
    "restored": _("an earlier text restored"),
    "corrected": _("carried into the correction"),
}
"""How a revision came to be."""
