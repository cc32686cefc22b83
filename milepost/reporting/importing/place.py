"""Every paragraph to its place: an answer, the form's own words, a contents page, or unplaced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import Choice, Choices, Item, Slot, Value, Words, normalise
from milepost.reporting.edition import Edition, Question
from milepost.reporting.importing import own, steps
from milepost.reporting.importing.join import joined
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.importing.period import names_period
from milepost.reporting.importing.recognise import Found, form_words, is_form_text, part_of
from milepost.reporting.importing.ticks import read_choice, read_scale

Role = Literal["contents", "form", "answer", "unplaced"]
Numbered = tuple[int, Paragraph]


@dataclass
class Placing:
    """What has been placed so far: answers, and for each paragraph its role, slot and note."""

    edition: Edition
    paragraphs: list[Paragraph]
    priorities: tuple[Item, ...] = ()
    steps: tuple[Item, ...] = ()
    answers: dict[Slot, Value] = field(default_factory=dict)
    roles: dict[int, tuple[Role, Slot | None, str]] = field(default_factory=dict)
    country: str = ""

    def role(self, index: int, role: Role, slot: Slot | None = None, note: str = "") -> None:
        """Say where a paragraph belongs."""
        self.roles[index] = (role, slot, note)

    def answer(self, slot: Slot, value: Value | None) -> None:
        """Record an answer; nothing recorded leaves none."""
        kept = normalise(self.edition.question(slot.question), value)
        if kept is not None:
            self.answers[slot] = kept


def place(paragraphs: list[Paragraph], found: Sequence[Found], edition: Edition) -> Placing:
    """Place every paragraph of a document in which these questions were recognised."""
    placing = Placing(edition, paragraphs, _items(found, "priority"), _items(found, "step"))
    for index, paragraph in enumerate(paragraphs):
        placing.role(index, "contents" if paragraph.contents else "unplaced")
    words = form_words(edition)
    first = found[0].index if found else len(paragraphs)
    _front(placing, paragraphs[:first], words)
    placing.steps = placing.steps or _steps_of_parts(found, paragraphs)
    ends = [each.index for each in found[1:]] + [len(paragraphs)]
    for each, end in zip(found, ends, strict=True):
        placing.role(each.index, "form")
        region = [
            (index, paragraphs[index]) for index in range(each.index + 1, end) if placing.roles[index][0] == "unplaced"
        ]
        _region(placing, each, region, words)
    return placing


def _items(found: Sequence[Found], each: str) -> tuple[Item, ...]:
    """The priorities or steps that the questions quote, renumbered from 1 in the document's order."""
    titles: dict[int, str] = {}
    for one in found:
        if one.question and one.question.each == each and not one.question.parts and one.item:
            titles.setdefault(one.item, one.title)
    names = {"priority": _("Priority"), "step": _("Next step")}
    return tuple(
        Item(number, text.clean_line(title) or f"{names[each]} {number}")
        for number, title in sorted(titles.items())
        if number <= 99
    )


def _steps_of_parts(found: Sequence[Found], paragraphs: list[Paragraph]) -> tuple[Item, ...]:
    """The carried steps when no status question quotes them: the headings of their parts."""
    for position, each in enumerate(found):
        if each.question and each.question.parts and not each.certain:
            end = found[position + 1].index if position + 1 < len(found) else len(paragraphs)
            heads = [part for row in paragraphs[each.index + 1 : end] if (part := part_of(row.flat))]
            return tuple(Item(number, title or f"{_('Next step')} {number}") for number, title in heads)
    return ()


def _front(placing: Placing, front: list[Paragraph], words: frozenset[str]) -> None:
    """Title page and introduction: the form's words; the first line that is none of them names the country."""
    for index, paragraph in enumerate(front):
        if paragraph.contents:
            continue
        if own.is_ours(placing.paragraphs):
            placing.role(index, "form")
        if is_form_text(paragraph, words) or names_period(paragraph):
            placing.role(index, "form")
        elif not placing.country and len(paragraph.flat) <= 60:
            placing.country = paragraph.flat
            placing.role(index, "form")


def _region(placing: Placing, found: Found, region: list[Numbered], words: frozenset[str]) -> None:
    question = found.question
    assert question is not None
    if found.certain:
        own.region(placing, found, region)
        return
    kept: list[Numbered] = []
    for index, paragraph in region:
        if is_form_text(paragraph, words):
            placing.role(index, "form")
        else:
            kept.append((index, paragraph))
    if question.parts:
        _parts(placing, question, kept)
        return
    slot = Slot(question.key, found.item or None)
    match question.kind:
        case "long_text":
            _long_text(placing, slot, kept)
        case "step_list":
            placing.answer(slot, steps.planned(kept))
            _all(placing, slot, kept)
        case _:
            _choice(placing, question, slot, kept)


def _all(placing: Placing, slot: Slot, rows: Sequence[Numbered]) -> None:
    for index, _paragraph in rows:
        placing.role(index, "answer", slot)


def _long_text(placing: Placing, slot: Slot, rows: Sequence[Numbered]) -> None:
    blocks = tuple(block for each in joined([row for _index, row in rows]) if (block := each.block()))
    placing.answer(slot, Words(text.serialise(blocks)))
    _all(placing, slot, rows)


def _parts(placing: Placing, question: Question, rows: list[Numbered]) -> None:
    """One printed question with a part per step. Text before the first heading belongs to no step."""
    for number, group in steps.parts(rows, placing.steps):
        if number == 0:
            if len(placing.steps) == 1:
                _long_text(placing, Slot(question.key, 1), group)
                continue
            for index, _row in group:
                placing.role(index, "unplaced", None, _("Stands before the first step: say which step it is about."))
            continue
        placing.role(group[0][0], "form")
        _long_text(placing, Slot(question.key, number), group[1:])


def _choice(placing: Placing, question: Question, slot: Slot, rows: list[Numbered]) -> None:
    value, used = (read_scale if question.kind == "scale" else read_choice)(question, rows)
    rest = [(index, row) for index, row in rows if index not in used]
    if rest and value is not None:
        value, rest = _with_words(placing, question, slot, value, rest)
    placing.answer(slot, value)
    for index, row in rows:
        if index in used:
            placing.role(index, "answer" if _says(row, placing.answers.get(slot), question) else "form", slot)
    for index, _row in rest:
        placing.role(index, "unplaced", None, _("Stands below question “%(key)s”, which is a choice.") % {"key": slot})


def _with_words(
    placing: Placing, question: Question, slot: Slot, value: Value, rest: list[Numbered]
) -> tuple[Value, list[Numbered]]:
    """The words of a chosen option that asks for them may stand in the paragraphs below."""
    words = " ".join(row.flat for _index, row in rest)
    option = question.option(value.value) if isinstance(value, Choice) else None
    if isinstance(value, Choice) and option and option.with_text and not value.text:
        _all(placing, slot, rest)
        return Choice(value.value, words), []
    if isinstance(value, Choices) and not value.other:
        chosen = [question.option(each) for each in value.values]
        if any(each and each.with_text for each in chosen):
            _all(placing, slot, rest)
            return Choices(value.values, words), []
    return value, rest


def _says(row: Paragraph, value: Value | None, question: Question) -> bool:
    """Whether an option's paragraph holds something that a person said: a tick, or words of their own."""
    if value is None:
        return False
    marked = any(tick.ticked for tick in row.ticks) or bool(re.search(r"[☒☑✓✔]|[\[(]\s*[xX✓✔]\s*[\])]", row.text))
    return marked or ":" in row.text or row.lit or question.kind == "scale"
