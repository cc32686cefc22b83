"""Roles: named sets of verbs. A person may do what any role assigned to them in a country may do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A role as policy: its name, what it is for, and its verbs (the names of actions and audit events)."""

    code: str
    name: str | Promise
    purpose: str | Promise
    verbs: frozenset[str]


READING = frozenset({"report.view", "report.export", "roadmap.view"})

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
            frozenset({"person.view", "person.add", "person.assign", "person.withdraw", "person.reset", "audit.view"}),
        ),
    )
}

VERBS = frozenset(verb for role in ROLES.values() for verb in role.verbs)


def roles_with(verb: str) -> list[Role]:
    """The roles that grant a verb: a refusal says who could."""
    return [role for role in ROLES.values() if verb in role.verbs]
