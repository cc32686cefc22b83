"""The words a next step can be in: pure data, from which the manual's diagram is made."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class State:
    """A state: its word, who holds the thing then, and the verbs that lead on (verb -> next state)."""

    code: str
    name: str | Promise
    owner: str
    leads_to: dict[str, str]


STEP_STATES: dict[str, State] = {
    state.code: state
    for state in (
        State(
            "planned",
            _("Planned"),
            "focal_point",
            {"do": "done", "merge": "merged", "split": "split", "drop": "dropped", "continue": "continued"},
        ),
        State("continued", _("Continued"), "focal_point", {}),
        State("done", _("Done"), "focal_point", {}),
        State("merged", _("Merged"), "focal_point", {}),
        State("split", _("Split"), "focal_point", {}),
        State("dropped", _("Dropped"), "focal_point", {}),
    )
}

REPORTED: dict[str, str | Promise] = {
    "not_achieved": _("not achieved"),
    "planned": _("planned"),
    "ongoing": _("ongoing"),
    "completed": _("completed"),
}
"""What a submitted report says of a step, by the form's own words. It decides nothing: that is the state's part."""
