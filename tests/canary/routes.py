"""Which address is filled in by whom, on what, and with which choices: the one table that a new page joins.

Every text box of every form is filled with a marker by itself, dates with today, choices with the first one that is
offered. An address that needs more stands here: `on` is the stage of the case that it is tried on, `who` the person,
`data` what is chosen, `steps` further sendings of the same form. A new address below a case that is content with
(case in force, its worker, first choices) joins without a line.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Route:
    """How an address is filled in. `query`: what its page is asked for. `saved`: the form must be taken (a redirect), not only shown again. A step's
    `@stage` stands for the number of that case."""

    on: str = "in_force"
    who: str = "worker"
    data: dict[str, str] = field(default_factory=dict)
    steps: tuple[dict[str, str], ...] = ()
    saved: bool = True
    query: str = ""


def soon(name: str, days: int = 9) -> dict[str, str]:
    """The three boxes of a day to come."""
    day = date.today() + timedelta(days=days)  # noqa: DTZ011 - a few days either way are the same here
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


ROUTES: dict[str, Route] = {
    "cases:report": Route(data={"seen_at": "10:00", "taken_at": ""}),
    "cases:concern": Route("another report"),
    "cases:register": Route("report", steps=({"step": "search"}, {"step": "new"})),
    "cases:screen_out": Route("another report"),
    "cases:confirm_screen_out": Route("proposed report", who="head", data={"decide": "keep"}),
    "cases:state_purpose": Route(who="colleague"),
    "cases:assess": Route("registered"),
    "cases:assess_fully": Route("assessed"),
    "cases:record_exploitation": Route("assessed"),
    "cases:plan": Route("assessed"),
    "cases:agree_plan": Route("planned", data={"parents_agreed": "refused", "child_agreed": "refused"}),
    "cases:decide_close": Route("closing", who="head", data={"decide": "refuse"}),
    "cases:decide_transfer": Route("sent", who="other head", data={"decide": "refuse"}),
    "cases:propose_close": Route("to close"),
    "cases:transfer": Route("to send"),
    "cases:reopen": Route("closed"), "cases:check_closed": Route("closed"),
    "cases:approve_plan": Route("agreed", who="head", data={"plan": "1"}),
    "cases:attach": Route(saved=False),  # one of its files is refused, the others are kept
    "cases:attachment_content": Route("around"), "cases:attachment_original": Route("around"),
    "cases:view_attachment": Route("around"), "cases:remove_attachment": Route("around", who="head"),
    "cases:withdraw_basis": Route("around"), "cases:change_carer": Route("around"), "cases:separate": Route("around"),
    "cases:answer_referral": Route("around"), "cases:end_referral": Route("accepted"),
    "cases:end_guest": Route("around"), "cases:read_message": Route("around", who="head"),
    "cases:refer": Route(query="?kind=day_centre"),
    "cases:convene_group": Route("registered", data={**soon("planned_on"), "planned_at": "10:00"}),
    "cases:hold_group": Route("to meet"), "cases:cancel_group": Route("to call off"),
    "cases:invite_guest": Route(data=soon("until")), "cases:invited": Route("around", who="guest"),
    "cases:proceedings": Route("around", who="clerk"),
    "cases:extend": Route("registered", who="head", data=soon("until", 60)),
    "cases:join": Route("to join", steps=(
        {"step": "search"}, {"step": "number"}, {"step": "number", "number": "@closed twin"}, {"step": "join"},
    )),
    "cases:draft_concern": Route("report"), "cases:draft_report": Route("report"), "cases:throw_away": Route("draft"),
    "cases:see_purpose": Route("purpose", who="head"), "cases:hand_over": Route("person", who="head"),
    "cases:tag_unit": Route("unit", who="head"),
    "intake:sheets": Route(who="head"), "intake:upload": Route(who="head"), "intake:match": Route("sheet", who="head"),
    "intake:match_words": Route("worded sheet", who="head"), "intake:try_out": Route("tried sheet", who="head"),
    "intake:take_in": Route("matched sheet", who="head"), "intake:drop": Route("unwanted sheet", who="head"),
    "intake:make": Route(who="head"), "intake:fetch": Route("fetched export", who="head"),
    "intake:end": Route("export", who="head"),
    "vault:make_key": Route(who="newcomer", saved=False), "vault:open_key": Route(saved=False), "vault:renew_key": Route(saved=False),
    "accounts:change_password": Route(saved=False), "accounts:sign_in": Route(who="nobody", saved=False),
    "accounts:add": Route(saved=False), "accounts:reset": Route(saved=False), "accounts:assign": Route(saved=False),
    "vault:prove_recovery": Route(who="administrator", saved=False),
    "vault:recover_unit": Route(who="administrator", saved=False),
    "vault:found_unit": Route(who="head"), "vault:remove": Route(who="head"), "vault:rotate": Route(who="head"),
    "vault:recovery": Route(who="administrator"), "vault:set_up_recovery": Route(who="administrator"),
    "home:audit": Route(who="administrator"), "home:unusual": Route(who="administrator"),
    "home:check": Route(who="administrator"),
    "accounts:people": Route(who="administrator"),
}  # fmt: skip
STAFF = {"accounts:add", "accounts:assign", "accounts:withdraw", "accounts:reset"}
"""Pages about the staff: a name typed there stands in clear by design, so no marker is typed there."""
OTHER_ROOMS = {
    "reporting": "the record of the country: to be read by all, holds no child",
    "roadmap": "the record of the country: to be read by all, holds no child",
    "structures": "lists of what stands in a municipality: to be read by all, hold no child",
    "team": "teams and their staff, in clear by design; the page says to never write a child there",
    "service": "services and their providers, in clear by design, for all to read",
    "ui": "the gallery of parts takes nothing", "admin": "not served",
}  # fmt: skip
"""Rooms that no marker is typed into, each with why."""
NO_BOX = {
    "accounts": "people",
    "cases": (
        "accesses approve_plan assign attachment_content attachment_original board case cases concern "
        "confirm_screen_out desk draft draft_concern draft_report end_action end_guest hand_over invite_guest "
        "invited own_reports proceedings read_message reopen see_purpose tag_unit throw_away view_attachment"
    ),
    "home": "accesses audit check home unusual",
    "intake": "drop end fetch match match_words sheets take_in try_out",
    "vault": "admit found_unit keys recovery remove reseal rotate set_up_recovery share_tags unit",
}
"""Addresses, by room, that have no box: pages to read, buttons, choices. One that hides its box here is found out."""
NOTHING_WAITS = {"vault:admit": "nobody asks to be let in", "vault:share_tags": "every unit searches already"}
"""Buttons that find nothing to act on; they take no text."""
LAST = {"accounts:sign_out"}
"""Ends the session that the others need, and takes no text."""
