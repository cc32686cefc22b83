"""Roles: named sets of verbs. A person may do what any role assigned to them in a country may do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A role as policy: its name, what it is for, and its verbs (the names of actions and audit events).

    `at_body`: it is held at a body; without one it would cover the whole country.
    """

    code: str
    name: str | Promise
    purpose: str | Promise
    verbs: frozenset[str]
    at_body: bool = False


READING = frozenset({"report.view", "report.export", "roadmap.view"})
AUDIT = frozenset({"audit.view", "audit.check"})
OWN_KEY = frozenset({"key.view", "key.make", "key.renew", "key.change_passphrase"})
CHILDREN = frozenset({"people.register", "people.change_identity", "people.add_carer", "people.change_carer"}) | {
    "people.search", "people.join", "people.separate", "people.take_over", "people.tag",
}  # fmt: skip

CASES = frozenset(
    f"case.{verb}"
    for verb in (
        "report", "list", "view", "screen_out", "register", "assign", "assess", "assess_fully", "record_exploitation",
        "plan", "agree_plan", "end_action", "contact", "review", "propose_close", "reopen", "transfer", "place", "nrm",
        "criminal", "state_purpose", "draft",
    )
)  # fmt: skip
DECIDING = frozenset(
    f"case.{verb}"
    for verb in (
        "oversee", "confirm_screen_out", "approve_plan", "approve_close", "refuse_close", "accept_transfer",
        "refuse_transfer", "merge", "enter",
    )
)  # fmt: skip
"""What a second person does. `case.oversee`: every file of the unit is in the person's caseload."""

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "focal_point",
            _("Focal point"),
            _("compiles the annual report, asks other ministries, sends it for approval and submits it"),
            READING
            | {
                "report.open",
                "report.answer",
                "report.import",
                "report.place",
                "report.carry",
                "report.justify",
                "report.comment",
                "report.resolve",
                "report.send_for_review",
                "report.withdraw",
                "report.submit",
                "report.correct",
                "contribution.ask",
                "contribution.decide",
                "roadmap.edit",
            },
        ),
        Role(
            "contributor",
            _("Contributor"),
            _("answers the questions they were asked, and sees only these"),
            frozenset({"contribution.offer"}),
        ),
        Role(
            "approver",
            _("Approver"),
            _("reads the whole report, comments, sends it back or approves it"),
            READING | {"report.comment", "report.resolve", "report.send_back", "report.approve"},
        ),
        Role("viewer", _("Viewer"), _("reads reports and the roadmap"), READING),
        Role(
            "administrator",
            _("Administrator"),
            _("adds people, gives and takes away roles, loads country packs, reads the audit"),
            frozenset({"person.view", "person.add", "person.assign", "person.withdraw", "person.reset"})
            | AUDIT
            | {"recovery.set_up", "recovery.prove", "recovery.use"},
        ),
        Role(
            "case_worker",
            _("Case worker"),
            _("keeps the files of children in one child protection unit"),
            OWN_KEY | CHILDREN | CASES,
            at_body=True,
        ),
        Role(
            "head_of_unit",
            _("Head of unit"),
            _("answers for the files of one child protection unit, and lets its workers in"),
            OWN_KEY
            | CHILDREN
            | CASES
            | DECIDING
            | {"key.found_unit", "key.admit", "key.remove", "key.rotate", "key.share_tags", "recovery.use"},
            at_body=True,
        ),
        Role(
            "field_team_member",
            _("Field team member"),
            _("reports children found in the field, and sees of a report only whether it was accepted"),
            frozenset({"case.report"}),
            at_body=True,
        ),
        Role(
            "national_analyst",
            _("National analyst"),
            _("works with figures of the whole country, and never with a case"),
            READING,
        ),
        Role(
            "auditor",
            _("Auditor"),
            _("reads the audit, and never a case"),
            AUDIT,
        ),
    )
}

VERBS = frozenset(verb for role in ROLES.values() for verb in role.verbs)


def roles_with(verb: str) -> list[Role]:
    """The roles that grant a verb: a refusal says who could."""
    return [role for role in ROLES.values() if verb in role.verbs]
