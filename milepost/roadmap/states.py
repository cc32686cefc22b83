"""The words a next step can be in: pure data, from which the manual's diagram is made."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from milepost.accounts.states import State

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
