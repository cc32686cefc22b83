"""Which address is filled in by whom, on what, and with which choices: the one table that a new page joins.

Every text box of every form is filled with a marker by itself, dates with today, choices with the first one that is
offered. An address that needs more stands here: `on` is the stage of the case that it is tried on, `who` the person,
`data` what is chosen, `steps` further sendings of the same form. A new address below a case that is content with
(case in force, its worker, first choices) joins without a line.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Route:
    """How an address is filled in. `saved`: the form must be taken (a redirect), not only shown again."""

    on: str = "in_force"
    who: str = "worker"
    data: dict[str, str] = field(default_factory=dict)
    steps: tuple[dict[str, str], ...] = ()
    saved: bool = True


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
    "cases:reopen": Route("closed"),
    "vault:make_key": Route(who="newcomer", saved=False), "vault:open_key": Route(saved=False), "vault:renew_key": Route(saved=False),
    "accounts:change_password": Route(saved=False), "accounts:sign_in": Route(who="nobody", saved=False),
    "accounts:add": Route(saved=False), "accounts:reset": Route(saved=False), "accounts:assign": Route(saved=False),
    "vault:prove_recovery": Route(who="administrator", saved=False),
    "vault:recover_unit": Route(who="administrator", saved=False),
    "vault:found_unit": Route(who="head"), "vault:remove": Route(who="head"), "vault:rotate": Route(who="head"),
    "vault:recovery": Route(who="administrator"), "vault:set_up_recovery": Route(who="administrator"),
    "home:audit": Route(who="administrator"), "home:unusual": Route(who="administrator"),
    "accounts:people": Route(who="administrator"),
}  # fmt: skip
STAFF = {"accounts:add", "accounts:assign", "accounts:withdraw", "accounts:reset"}
"""Pages about the staff: a name typed there stands in clear by design, so no marker is typed there."""
OTHER_ROOMS = {"reporting", "roadmap", "ui", "admin"}
"""The record's rooms hold no child; what is typed there is to be read."""
LAST = {"accounts:sign_out"}
"""Ends the session that the others need, and takes no text."""
