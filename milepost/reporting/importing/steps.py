"""Answers about several steps: split to their parts; and the list of planned steps."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from milepost.reporting import text
from milepost.reporting.content import Item, PlannedStep, Steps
from milepost.reporting.importing.join import joined
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.importing.recognise import fold, part_of

SAME_TITLE = 85
"""How alike a heading and a step's title are (0-100) to be one."""

Numbered = tuple[int, Paragraph]
_DETAIL = re.compile(
    r"^(?P<label>responsible|owner|përgjegjës|responsable|due|until|afati|échéance|plazo|seen by|indicator|"
    r"shihet nga|tregues\w*|indicateur|indicador|priority|prioriteti?|priorité|prioridad)\s*:\s*(?P<words>.+)$",
    re.I,
)
_FIELDS = {
    "owner": ("responsible", "owner", "përgjegjës", "responsable"),
    "due": ("due", "until", "afati", "échéance", "plazo"),
    "indicator": ("seen by", "indicator", "shihet nga", "tregues", "indicateur", "indicador"),
    "priority": ("priority", "prioritet", "priorité", "prioridad"),
}


def parts(paragraphs: Sequence[Numbered], steps: Sequence[Item]) -> list[tuple[int, list[Numbered]]]:
    """The paragraphs by step number: (0, …) before the first heading, then (n, …) with the heading first."""
    groups: list[tuple[int, list[Numbered]]] = [(0, [])]
    for index, paragraph in paragraphs:
        number = _step_heading(paragraph, steps)
        if number:
            groups.append((number, [(index, paragraph)]))
        else:
            groups[-1][1].append((index, paragraph))
    return groups


def _step_heading(paragraph: Paragraph, steps: Sequence[Item]) -> int:
    part = part_of(paragraph.flat)
    if part:
        number, title = part
        by_title = _by_title(title, steps)
        return by_title or (number if any(step.number == number for step in steps) else 0)
    return _by_title(paragraph.flat.rstrip(":. "), steps) if len(paragraph.flat) < 300 else 0


def _by_title(title: str, steps: Sequence[Item]) -> int:
    best = max(steps, key=lambda step: fuzz.ratio(fold(title), fold(step.title)), default=None)
    return best.number if best and fuzz.ratio(fold(title), fold(best.title)) >= SAME_TITLE else 0


def planned(paragraphs: Sequence[Numbered]) -> Steps | None:
    """The planned steps of a document: by their headings, else by its top-level list items, else one step."""
    groups = _by_heading(paragraphs) or _by_item(paragraphs)
    steps = [step for group in groups if (step := _planned(group)) is not None]
    return Steps(tuple(steps)) if steps else None


def _by_heading(paragraphs: Sequence[Numbered]) -> list[list[Paragraph]]:
    groups: list[list[Paragraph]] = []
    for _index, paragraph in paragraphs:
        if part_of(paragraph.flat):
            groups.append([paragraph])
        elif groups:
            groups[-1].append(paragraph)
        else:
            return []
    return groups


def _by_item(paragraphs: Sequence[Numbered]) -> list[list[Paragraph]]:
    """Items of the top level, or headings, start a step; without any of these the whole is one step."""
    rows = [paragraph for _index, paragraph in paragraphs]
    if not rows:
        return []
    starts = rows[0].kind
    if starts not in ("bullet", "number", "heading"):
        return [rows]
    groups: list[list[Paragraph]] = []
    for row in rows:
        if row.kind == starts and row.level == rows[0].level:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _planned(group: list[Paragraph]) -> PlannedStep | None:
    head, *rest = group
    part = part_of(head.flat)
    title = part[1] if part else head.flat
    fields: dict[str, str] = {}
    kept: list[Paragraph] = []
    for paragraph in rest:
        detail = _DETAIL.match(paragraph.flat)
        if detail:
            fields[_field(detail["label"])] = detail["words"].strip()
        else:
            kept.append(paragraph)
    if not title and kept:
        title, kept = kept[0].flat, kept[1:]
    source = text.serialise(tuple(block for each in joined(kept) if (block := each.block())))
    number = re.match(r"\d+", fields.get("priority", ""))
    step = PlannedStep(
        title, source, fields.get("owner", ""), fields.get("due", ""), fields.get("indicator", ""),
        int(number[0]) if number else 0,
    )  # fmt: skip
    return step if step != PlannedStep("") else None


def _field(label: str) -> str:
    folded = label.lower()
    return next(field for field, words in _FIELDS.items() if folded.startswith(words))
