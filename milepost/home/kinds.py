"""Kinds of acts, as an auditor asks for them: a verb's kind is told by its words, so a new verb has one at once."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
    "reads": _("Opened"),
    "lists": _("Lists"),
    "searches": _("Searches"),
    "exports": _("Exports and prints"),
    "purposes": _("Purposes stated"),
    "refusals": _("Refusals"),
    "keys": _("Keys"),
    "sign_in": _("Signing in"),
    "audit": _("Reading the audit"),
    "changes": _("Changes"),
}
"""Each verb is of exactly one kind."""

_STEMS = {
    "view": "reads", "open": "reads", "download": "reads", "read": "reads", "original": "reads", "list": "lists",
    "search": "searches", "export": "exports", "print": "exports",
}  # fmt: skip
_ROOMS = {"key": "keys", "recovery": "keys", "audit": "audit"}
_ALONE = {
    "refusal": "refusals", "case.state_purpose": "purposes", "report.open": "changes", "person.sign_in": "sign_in",
    "person.sign_out": "sign_in", "person.sign_in_failed": "sign_in",
}  # fmt: skip


def kind_of(verb: str) -> str:
    """The kind of a verb: what it is called after its room, up to the first `_`."""
    room, _dot, act = verb.partition(".")
    return _ALONE.get(verb) or _ROOMS.get(room) or _STEMS.get(act.split("_")[0], "changes")


def verbs_of(kind: str, verbs: Iterable[str]) -> list[str]:
    """The verbs of a kind, among these."""
    return sorted(verb for verb in verbs if kind_of(verb) == kind)
