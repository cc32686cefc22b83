"""The planned next steps of a document: each with its title, text, and what is said of owner, date and indicator."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from milepost.reporting import text
from milepost.reporting.content import MONTHS, PlannedStep
from milepost.reporting.importing.fold import fold, numbering
from milepost.reporting.importing.join import document_of
from milepost.reporting.importing.paragraph import Extent
from milepost.reporting.importing.parts import STEP

LONGEST_TITLE = 300
"""A longer first line is the text itself, not a title (characters)."""

DETAILS = {
    "owner": "responsible|responsible body|responsible institution|responsibility|owner|lead|lead institution|"
    "institucioni përgjegjës|përgjegjës|përgjegjësi|responsable|institution responsable|institución responsable",
    "due": "due|due date|deadline|by when|timeline|until|afati|deri më|échéance|date limite|plazo|fecha límite",
    "indicator": "seen by|indicator|indicators|measured by|how it is seen|tregues|treguesi|treguesit|shihet nga|"
    "indicateur|indicador",
    "priority": "priority|roadmap priority|prioriteti|prioritet|priorité|prioridad",
    "title": "next step|step|title|hapi|hapi i radhës|étape|prochaine étape|paso|próximo paso|activity|action",
}
"""The words before a step's details, and above them in a table."""

_FIELD = {fold(label): name for name, labels in DETAILS.items() for label in labels.split("|")}
_LABEL = re.compile(r"\s*([^\W\d_][^:\n]{1,40}?)\s*:\s*(?=\S)")
_BLANK = re.compile(r"[\W_]*")
_MONTHS = {fold(name): n for names in MONTHS.values() for n, name in enumerate(names.split(), 1)}
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?:de\s+)?([^\W\d_]+|\d{1,2})\.?[\s./-]+(?:de\s+)?(\d{4})")


@dataclass
class Draft:
    """A step while it is read: the stretches of its label, title, text and details."""

    title: str = ""
    rows: list[Extent] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)
    form: list[Extent] = field(default_factory=list)
    answer: list[Extent] = field(default_factory=list)

    def step(self) -> PlannedStep:
        """The planned step."""
        told = self.details
        priority = re.match(r"\D*(\d{1,2})\b", told.get("priority", ""))
        return PlannedStep(
            self.title, text.serialise(document_of(self.rows)), told.get("owner", ""), due(told.get("due", "")),
            told.get("indicator", ""), int(priority[1]) if priority else 0,
        )  # fmt: skip


def planned(rows: Sequence[Extent]) -> list[Draft]:
    """The steps: rows of a table, else by headings "Next step 1: …", else by headings or list items, else one."""
    rows = [row for row in rows if row.text.strip()]
    if not rows:
        return []
    if rows[0].paragraph.cell and (table := _by_table(rows)):
        return table
    starts = _starts(rows)
    ends = [*starts[1:], len(rows)]
    # What stands before the first heading is a text of its own.
    drafts = [_read(rows[: starts[0]], headed=False)] if starts[0] else []
    return drafts + [_read(rows[start:end], headed=True) for start, end in zip(starts, ends, strict=True)]


def due(words: str) -> str:
    """A date as the report keeps it, 2024-06-30; words that are no day stay as they are."""
    found = _DAY.fullmatch(words.strip(" ."))
    if not found:
        return words
    month = int(found[2]) if found[2].isdigit() else _MONTHS.get(fold(found[2]), 0)
    try:
        return date(int(found[3]), month, int(found[1])).isoformat()
    except ValueError:
        return words


def _starts(rows: Sequence[Extent]) -> list[int]:
    """The rows with which a step begins."""
    told = [at for at, row in enumerate(rows) if STEP.match(row.text, row.paragraph.skip) and len(row.flat) <= 900]
    if told:
        return told
    set_off = [at for at, row in enumerate(rows) if _is_set_off(row)]
    if set_off and set_off[0] == 0:
        return set_off
    first = rows[0].paragraph
    items = [
        at for at, row in enumerate(rows) if row.paragraph.kind != "paragraph" and row.paragraph.level == first.level
    ]
    if first.kind != "paragraph":
        return items
    counted = [
        at for at, row in enumerate(rows) if numbering(row.flat)[0] is not None and row.paragraph.kind == "paragraph"
    ]
    in_order = [numbering(rows[at].flat)[0] for at in counted] == list(range(1, len(counted) + 1))
    return counted if counted and counted[0] == 0 and in_order else [0]


def _is_set_off(row: Extent) -> bool:
    words = row.flat
    return len(words) <= LONGEST_TITLE and (row.paragraph.style.startswith("heading") or row.paragraph.bold)


def _read(rows: Sequence[Extent], headed: bool) -> Draft:
    draft = Draft()
    rows = _title(draft, rows) if headed else list(rows)
    for row in rows:
        label = _LABEL.match(row.text, row.paragraph.skip)
        name = _FIELD.get(fold(label[1])) if label else None
        if label and name and name != "title" and name not in draft.details and len(row.flat) <= LONGEST_TITLE:
            start = row.start + label.end()
            draft.details[name] = "" if _BLANK.fullmatch(row.text[label.end() :]) else row.after(start).flat
            draft.form.append(Extent(row.index, row.paragraph, row.start, start))
            draft.answer.append(row.after(start))
        else:
            draft.rows.append(row)
            draft.answer.append(row)
    return draft


def _title(draft: Draft, rows: Sequence[Extent]) -> list[Extent]:
    """Take the title from the first row (or, under "Next step 1:" alone, from the second); what is left is text."""
    first, *rest = rows
    told = STEP.match(first.text, first.paragraph.skip)
    start = first.start + (told.end() if told else _numbered(first))
    if start > first.start:
        draft.form.append(Extent(first.index, first.paragraph, first.start, start))
    words = first.after(start)
    if not words.text.strip():
        if (
            not rest
            or len(rest[0].flat) > LONGEST_TITLE
            or rest[0].text.rstrip().endswith(".")
            or _LABEL.match(rest[0].text)
        ):
            return rest
        words, rest = rest[0], rest[1:]
    line, _newline, below = words.text.partition("\n")
    if len(line.strip()) > LONGEST_TITLE or (
        start == first.start and not rest and first.paragraph.kind == "paragraph" and not _is_set_off(first)
    ):
        return [words, *rest]
    draft.title = text.clean_line(line[max(words.paragraph.skip - words.start, 0) :])
    end = words.start + len(line)
    draft.answer.append(Extent(words.index, words.paragraph, words.start, end))
    return [words.after(end), *rest] if below.strip() else rest


def _numbered(row: Extent) -> int:
    if row.paragraph.kind != "paragraph":
        return row.paragraph.skip
    rest = numbering(row.text)[1]
    return len(row.text) - len(rest)


def _by_table(rows: Sequence[Extent]) -> list[Draft]:
    """A step per row of a table whose first row names owner, date and indicator; empty for other tables."""
    by_row: dict[tuple[int, int], list[Extent]] = {}
    for row in rows:
        if row.paragraph.cell is None:
            return []
        by_row.setdefault(row.paragraph.cell[:2], []).append(row)
    head, *below = by_row.values()
    names = {each.paragraph.cell.column: _FIELD.get(fold(each.flat)) for each in head if each.paragraph.cell}
    if len(set(names.values()) & set(DETAILS)) < 2 or not below:
        return []
    drafts = [_from_cells(cells, names) for cells in below]
    drafts[0].form += head
    return drafts


def _from_cells(cells: Sequence[Extent], names: dict[int, str | None]) -> Draft:
    draft = Draft()
    for cell in cells:
        name = names.get(cell.paragraph.cell.column) if cell.paragraph.cell else None
        draft.answer.append(cell)
        if name == "title" and not draft.title:
            draft.title = cell.flat
        elif name and name != "title":
            draft.details[name] = " ".join(filter(None, (draft.details.get(name, ""), cell.flat)))
        else:
            draft.rows.append(cell)
    return draft
