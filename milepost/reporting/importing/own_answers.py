"""The answers in a document that Milepost wrote, each in its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import Choice, Choices, PlannedStep, Scale, Slot, Steps, Words
from milepost.reporting.edition import Question
from milepost.reporting.importing.choices import Reading, read_choice, read_scale
from milepost.reporting.importing.join import exact_document_of
from milepost.reporting.importing.paragraph import Extent, Paragraph
from milepost.reporting.importing.parts import STEP
from milepost.reporting.importing.place import Placing, long_text, reading
from milepost.reporting.importing.planned import due, planned
from milepost.reporting.text import clean_line

_STEP = re.compile(r"mp__(next_steps|[a-z0-9_]+)__(\d{1,4})")
_DETAIL = re.compile(r"mp__step_(owner|due|indicator|priority)__\d{1,4}")


def slot_of(question: Question, number: int) -> Slot:
    """The slot of a question's bookmark."""
    return Slot(question.key, number if question.each else None)


def is_detail(mark: str) -> bool:
    """Whether a bookmark is of a planned step's owner, date, indicator or priority."""
    return bool(_DETAIL.fullmatch(mark))


def answer(placing: Placing, question: Question, slot: Slot, rows: Sequence[Extent]) -> None:
    """Record what stands below a question's bookmark."""
    match question.kind:
        case "long_text":
            _exact_text(placing, slot, rows)
        case "step_list":
            _steps(placing, question, slot, rows)
        case _:
            found = _boxes(question, rows)
            read = read_scale if question.kind == "scale" else read_choice
            reading(placing, slot, found or read(question, rows))


def between_parts(placing: Placing, question: Question, rows: Sequence[Extent]) -> None:
    """What a person wrote under the heading of a question in parts, before its first part."""
    rows = [row for row in rows if row.text.strip()]
    if rows and len(placing.steps) == 1 and question.each == "step":
        long_text(placing, Slot(question.key, 1), rows)
    else:
        placing.put(rows, "unplaced", None, _("This stands before the first step. Say which step it is about."))


def _exact_text(placing: Placing, slot: Slot, rows: Sequence[Extent]) -> None:
    placing.answer(slot, Words(_source(rows)))
    placing.put(rows, "answer" if slot in placing.answers else "unplaced", slot)


def _source(rows: Sequence[Extent]) -> str:
    return text.serialise(exact_document_of(rows))


@dataclass(frozen=True)
class _Box:
    """An option's paragraph: its value, whether it is ticked, the words behind its label, and the text below it."""

    row: Extent
    value: str
    ticked: bool
    label: Extent
    words: Extent
    below: tuple[Extent, ...] = ()

    @property
    def told(self) -> tuple[Extent, ...]:
        """All words of the option."""
        return (*((self.words,) if self.words.text.strip() else ()), *self.below)


def _boxes(question: Question, rows: Sequence[Extent]) -> Reading | None:
    """The value of ticked boxes; None when they do not tell, so that it is read as in any document."""
    boxes = _boxes_with_texts(question, [row for row in rows if row.text.strip()])
    ticked = [box for box in boxes if box.ticked]
    values = [box.value for box in ticked]
    if not boxes or len({box.value for box in boxes}) != len(boxes):
        return None
    if question.kind == "many_of":
        words = next((" ".join(each.flat for each in box.told) for box in boxes if box.told), "")
        value: Choice | Choices | Scale = Choices(tuple(values), words)
        if not ticked and not words:
            return None
    elif len(ticked) != 1 or any(box.told for box in boxes if not box.ticked):
        return None
    else:
        value = Scale(int(values[0])) if question.points else Choice(values[0], _source(ticked[0].told))
    return Reading(
        value,
        answer=[*(box.label for box in ticked), *(each for box in boxes for each in (box.words, *box.below))],
        form=[box.label for box in boxes if not box.ticked],
    )


def _boxes_with_texts(question: Question, rows: Sequence[Extent]) -> list[_Box]:
    """The options' paragraphs, each with the paragraphs of an answer below it; none where others stand between."""
    marked = [row for row in rows if not row.paragraph.style.startswith("answer")]
    boxes: list[_Box] = []
    for row in rows:
        box = _box(question, row, marked) if row in marked else None
        if box:
            boxes.append(box)
        elif row in marked or not boxes:
            return []
        else:
            boxes[-1] = replace(boxes[-1], below=(*boxes[-1].below, row))
    return boxes


def _box(question: Question, row: Extent, rows: Sequence[Extent]) -> _Box | None:
    runs = row.paragraph.runs
    at = next((number for number, run in enumerate(runs) if run.box is not None), None)
    if at is None or "".join(run.text for run in runs[:at]).strip() or sum(run.box is not None for run in runs) > 1:
        return None
    start = sum(len(run.text) for run in runs[: at + 1])
    behind = row.paragraph.text[start:]
    value, length = _named(question, runs[at].tag, behind, rows.index(row))
    if value is None:
        return None
    end = start + length
    return _Box(row, value, bool(runs[at].box), Extent(row.index, row.paragraph, 0, end), row.after(end))


def _named(question: Question, tag: str, behind: str, number: int) -> tuple[str | None, int]:
    """Which option it is (by the box's tag, else its label, else its place), and where the label ends."""
    inner = behind.lstrip()
    skipped = len(behind) - len(inner)
    if question.points:
        found = re.match(r"\d+", inner)
        value = tag or (found[0] if found else "")
        return (value, len(behind)) if value.isdigit() and 1 <= int(value) <= question.points else (None, 0)
    for option in sorted(question.options, key=lambda option: option.value != tag):
        for label in sorted(option.text.values(), key=len, reverse=True):
            behind_label = inner[len(label) :]
            if inner.startswith(label) and (not behind_label.strip() or behind_label.lstrip().startswith(":")):
                colon = behind_label.partition(":")[0] + ":" if behind_label.strip() else behind_label
                return option.value, skipped + len(label) + len(colon)
    if tag and question.option(tag):
        head, colon, _words = behind.partition(":")
        return tag, len(head) + len(colon)
    return None, 0


def label_ends(paragraph: Paragraph, number: int) -> tuple[int, str]:
    """Where the label of a part's or step's heading ends ("Next step 2: "), and the title behind it."""
    words = paragraph.text
    found = re.match(rf".*?\b0*{number}\s*[:.)–-]\s?", words, re.S) if number else None
    found = found or STEP.match(words)
    end = found.end() if found else 0
    return end, clean_line(words[end:])


@dataclass
class _Step:
    title: str = ""
    rows: list[Extent] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)

    def planned(self) -> PlannedStep:
        """The planned step."""
        number = re.match(r"\d+", self.details.get("priority", ""))
        return PlannedStep(
            self.title, _source(self.rows), self.details.get("owner", ""), due(self.details.get("due", "")),
            self.details.get("indicator", ""), int(number[0]) if number else 0,
        )  # fmt: skip


def _steps(placing: Placing, question: Question, slot: Slot, rows: Sequence[Extent]) -> None:
    """The planned steps: each from its heading on, marked or added by a person in the style of one."""
    groups: list[list[Extent]] = [[]]
    for row in rows:
        if _step_number(question, row) is not None or row.paragraph.style.startswith("heading"):
            groups.append([row])
        else:
            groups[-1].append(row)
    steps: list[PlannedStep] = []
    for group in groups:
        if group and _step_number(question, group[0]) is not None:
            steps.append(_marked_step(placing, question, slot, group))
        else:
            steps += _added_steps(placing, slot, group)
    if not placing.answer(slot, Steps(tuple(steps))):
        placing.put([row for row in rows if row.index not in placing.puts], "form", slot)


def _step_number(question: Question, row: Extent) -> int | None:
    for mark in row.paragraph.bookmarks:
        found = _STEP.fullmatch(mark)
        if found and found[1] == question.key and int(found[2]):
            return int(found[2])
    return None


def _added_steps(placing: Placing, slot: Slot, group: Sequence[Extent]) -> list[PlannedStep]:
    drafts = planned(group)
    for draft in drafts:
        placing.put(draft.form, "form", slot)
        placing.put(draft.answer, "answer", slot)
    return [draft.step() for draft in drafts]


def _marked_step(placing: Placing, question: Question, slot: Slot, group: Sequence[Extent]) -> PlannedStep:
    head, *rows = group
    end, title = label_ends(head.paragraph, _step_number(question, head) or 0)
    step = _Step(title)
    placing.put([Extent(head.index, head.paragraph, 0, end)], "form", slot)
    placing.put([head.after(end)], "answer", slot)
    for row in rows:
        detail = next((found[1] for mark in row.paragraph.bookmarks if (found := _DETAIL.fullmatch(mark))), None)
        if detail is None:
            step.rows.append(row)
            placing.put([row], "answer", slot)
        else:
            start = _behind_label(row.paragraph)
            step.details[detail] = clean_line(row.paragraph.text[start:])
            lost = detail == "priority" and step.details[detail] and not step.details[detail][0].isdigit()
            note = _("A step's priority is its number.") if lost else ""
            placing.put([Extent(row.index, row.paragraph, 0, start)], "form", slot)
            placing.put([row.after(start)], "unplaced" if lost else "answer", None if lost else slot, note)
    return step.planned()


def _behind_label(paragraph: Paragraph) -> int:
    """Where the words behind "Responsible: " begin."""
    at = end = 0
    for run in paragraph.runs:
        at += len(run.text)
        end = at if run.label else end
    return end or paragraph.text.find(":") + 1
