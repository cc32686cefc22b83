"""Documents that Milepost wrote: bookmarks and styles say what is what, so any content comes back exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from milepost.reporting import text
from milepost.reporting.content import Choice, Choices, PlannedStep, Scale, Slot, Steps, Words
from milepost.reporting.edition import Option, Question
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.importing.recognise import Found

if TYPE_CHECKING:
    from milepost.reporting.importing.place import Placing

Numbered = tuple[int, Paragraph]
_STEP = re.compile(r"^mp__(next_steps|step_owner|step_due|step_indicator|step_priority)__(\d+)$")


def is_ours(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a document carries our bookmarks."""
    return any(bookmark.startswith("mp__") for each in paragraphs for bookmark in each.bookmarks)


def region(placing: Placing, found: Found, rows: list[Numbered]) -> None:
    """Place what stands between a question's bookmark and the next one."""
    question = found.question
    assert question is not None
    slot = Slot(question.key, found.item or None)
    rows = list(_before_section(placing, rows))
    match question.kind:
        case "step_list":
            _steps(placing, slot, rows)
        case "long_text":
            _text(placing, slot, rows)
        case _:
            _choice(placing, question, slot, rows)


def _before_section(placing: Placing, rows: list[Numbered]) -> Iterator[Numbered]:
    """The rows until the next section or the end; from there on, and in our own help texts, it is the form's words."""
    ended = False
    for index, row in rows:
        ended = ended or any(mark.startswith(("mp__section__", "mp__end")) for mark in row.bookmarks)
        if ended or row.style == "form":
            placing.role(index, "form")
        else:
            yield index, row


def _text(placing: Placing, slot: Slot, rows: list[Numbered]) -> None:
    if placing.edition.question(slot.question).each and slot.item is None:
        for index, _row in rows:
            placing.role(index, "unplaced")
        return
    blocks = tuple(block for _index, row in rows if (block := row.block()))
    placing.answer(slot, Words(text.serialise(blocks)))
    for index, _row in rows:
        placing.role(index, "answer", slot)


def _choice(placing: Placing, question: Question, slot: Slot, rows: list[Numbered]) -> None:
    ticked: list[tuple[int, str]] = []
    options = [(index, row) for index, row in rows if row.ticks]
    for number, (index, row) in enumerate(options):
        said = any(tick.ticked for tick in row.ticks)
        words = _words(question, number, row)
        if said or words:
            ticked.append((number, words))
        placing.role(index, "answer" if said or words else "form", slot)
    if question.kind == "scale":
        placing.answer(slot, Scale(ticked[0][0] + 1) if len(ticked) == 1 else None)
    elif question.kind == "one_of":
        if len(ticked) == 1 and ticked[0][0] < len(question.options):
            placing.answer(slot, Choice(question.options[ticked[0][0]].value, ticked[0][1]))
    else:
        chosen = [(question.options[n], words) for n, words in ticked if n < len(question.options)]
        boxes = {n for n, (_i, row) in enumerate(options) if any(tick.ticked for tick in row.ticks)}
        values = tuple(question.options[n].value for n in sorted(boxes) if n < len(question.options))
        placing.answer(slot, Choices(values, next((words for option, words in chosen if words), "")))


def _words(question: Question, number: int, row: Paragraph) -> str:
    """The words behind an option's label and colon."""
    if question.kind == "scale" or number >= len(question.options):
        return ""
    option: Option = question.options[number]
    written = row.flat
    for label in sorted(option.text.values(), key=len, reverse=True):
        if written.startswith(label):
            return written[len(label) :].lstrip(" ").removeprefix(":").strip()
    return written.partition(":")[2].strip() if option.with_text else ""


def _steps(placing: Placing, slot: Slot, rows: list[Numbered]) -> None:
    steps: list[PlannedStep] = []
    blocks: list[text.Block] = []
    facts: dict[str, str] = {}
    open_ = False

    def close() -> None:
        if open_:
            number = re.search(r"\d+", facts.get("step_priority", ""))
            steps.append(
                PlannedStep(
                    facts.get("next_steps", ""), text.serialise(tuple(blocks)), facts.get("step_owner", ""),
                    facts.get("step_due", ""), facts.get("step_indicator", ""), int(number[0]) if number else 0,
                )
            )  # fmt: skip
        blocks.clear()
        facts.clear()

    for index, row in rows:
        placing.role(index, "answer", slot)
        mark = next((match for each in row.bookmarks if (match := _STEP.match(each))), None)
        if mark and mark[1] == "next_steps":
            close()
            open_ = True
            facts["next_steps"] = row.flat.partition(f"{mark[2]}:")[2].strip()
        elif mark:
            facts[mark[1]] = row.flat.partition(":")[2].strip()
        elif (block := row.block()) and open_:
            blocks.append(block)
        elif row.flat:
            placing.role(index, "unplaced")
    close()
    placing.answer(slot, Steps(tuple(steps)))
