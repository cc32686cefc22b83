"""The words that a sheet and an export can be in: pure data, drawn in the manual."""

from django.utils.translation import gettext_lazy as _

from milepost.accounts.states import State


def _table(*states: State) -> dict[str, State]:
    return {state.code: state for state in states}


SHEET_STATES = _table(
    State("uploaded", _("Uploaded"), "head_of_unit", {"match": "matched", "drop": "dropped"}, tone="active"),
    State(
        "matched",
        _("Columns told"),
        "head_of_unit",
        {"take_in": "taken_in", "drop": "dropped"},
        frozenset({"match", "match_words", "try_out"}),
        tone="active",
    ),
    State("taken_in", _("Taken in"), "head_of_unit", {}, tone="done"),
    State("dropped", _("Deleted, nothing taken in"), "head_of_unit", {}),
)

EXPORT_STATES = _table(
    State("ready", _("To be fetched"), "head_of_unit", {"fetch": "ended", "end": "ended"}, tone="waiting"),
    State("ended", _("Ended: the file is deleted"), "head_of_unit", {}, tone="done"),
)

TABLES = {"sheet": SHEET_STATES, "export": EXPORT_STATES}
