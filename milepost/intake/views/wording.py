"""How sheets and exports speak on pages: what becomes of a row, what happened, who may."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from milepost.intake.queries.trial import Outcome, Trial
from milepost.ui import parts

EVENT_WORDS: dict[str, str | Promise] = {
    "intake.upload": gettext_lazy("uploaded an old register"),
    "intake.match": gettext_lazy("said what the columns of an old register are"),
    "intake.match_words": gettext_lazy("said what the words of an old register mean"),
    "intake.try_out": gettext_lazy("tried an old register"),
    "intake.take_in": gettext_lazy("took an old register in"),
    "intake.drop": gettext_lazy("deleted an uploaded register"),
    "intake.tidy": gettext_lazy("deleted uploads and exports whose time was over"),
    "export.make": gettext_lazy("made an export of files"),
    "export.fetch": gettext_lazy("fetched an export of files"),
    "export.end": gettext_lazy("ended an export of files"),
}

OUTCOMES: dict[str, tuple[str | Promise, str]] = {
    "new": (gettext_lazy("new child, new file"), "active"),
    "found": (gettext_lazy("new file of a child of the unit"), "active"),
    "also": (gettext_lazy("another file of the same child"), "active"),
    "choose": (gettext_lazy("perhaps a child of the unit: choose"), "waiting"),
    "again": (gettext_lazy("taken in before"), "neutral"),
    "changed": (gettext_lazy("taken in before, and changed since"), "waiting"),
    "there": (gettext_lazy("the file is here already"), "neutral"),
    "error": (gettext_lazy("to be mended"), "alert"),
}
"""What becomes of a row, and its tone."""


def columns() -> list[parts.Column]:
    """The headings of the report of rows."""
    return [parts.Column(label) for label in (_("Row"), _("Child"), _("What becomes of it"), _("What to know"))]


def row(outcome: Outcome) -> list[parts.Cell]:
    """A row of the report."""
    known = outcome.line.identity
    name = ", ".join(part for part in (known.name or _("name not known"), str(known.birth or "")) if part)
    word, tone = OUTCOMES[outcome.what]
    return [
        parts.Cell(str(outcome.line.number)), parts.Cell(name), parts.Cell(word, tone=tone),
        parts.Cell(" ".join(_notes(outcome)) or "–"),
    ]  # fmt: skip


def _notes(outcome: Outcome) -> list[str]:
    told = [f"{each.column}: {each.sentence}" for each in outcome.problems]
    numbers = ", ".join(outcome.numbers)
    match outcome.what:
        case "found":
            told.append(_("The child %(reference)s.") % {"reference": outcome.alike[0].child.reference})
        case "also":
            told.append(_("The child of row %(number)s.") % {"number": outcome.first})
        case "again":
            told.append(_("It is file %(number)s. Nothing is made.") % {"number": numbers})
        case "changed":
            told.append(
                _("It is file %(number)s, and the row says something else now. Nothing is made: change the file.")
                % {"number": numbers}
            )
        case "there":
            told.append(
                _("The child has file %(number)s in that time. Nothing is made: complete that file.")
                % {"number": numbers}
            )
    return told


def summary(trial: Trial) -> list[parts.Row]:
    """How many rows by what becomes of them."""
    counts = trial.counts
    return [
        parts.Row(word, ngettext("%(n)s row", "%(n)s rows", counts[what]) % {"n": counts[what]})
        for what, (word, _tone) in OUTCOMES.items()
        if what in counts
    ]


def important_first(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """What must be mended or chosen, what should be known, then the rest in the order of the file."""
    rank = {"error": 0, "choose": 1, "changed": 2, "there": 3}
    return sorted(outcomes, key=lambda each: (rank.get(each.what, 4 if each.problems else 5), each.line.number))
