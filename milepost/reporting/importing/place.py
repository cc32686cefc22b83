"""Every piece of a document to its place: an answer, the form's own words, a contents page, or unplaced."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import Item, Slot, Steps, Value, Words, normalise
from milepost.reporting.edition import Question
from milepost.reporting.importing import front
from milepost.reporting.importing.choices import Reading, read_choice, read_scale
from milepost.reporting.importing.fold import fold
from milepost.reporting.importing.items import items, numbers, title_of
from milepost.reporting.importing.join import document_of
from milepost.reporting.importing.outline import Heading
from milepost.reporting.importing.paragraph import Extent, Paragraph, whole
from milepost.reporting.importing.parts import split, titles
from milepost.reporting.importing.planned import planned
from milepost.reporting.importing.wording import Form

Role = Literal["contents", "form", "answer", "unplaced"]


class Put(NamedTuple):
    """A stretch and where it was put."""

    extent: Extent
    role: Role
    slot: Slot | None
    note: str


@dataclass
class Placing:
    """What has been placed so far."""

    paragraphs: Sequence[Paragraph]
    form: Form
    puts: dict[int, list[Put]] = field(default_factory=dict)
    answers: dict[Slot, Value] = field(default_factory=dict)
    priorities: tuple[Item, ...] = ()
    steps: tuple[Item, ...] = ()
    country: str = ""

    def put(self, extents: Iterable[Extent], role: Role, slot: Slot | None = None, note: str = "") -> None:
        """Say where stretches belong; what is never put anywhere stays unplaced."""
        for extent in extents:
            self.puts.setdefault(extent.index, []).append(Put(extent, role, slot, note))

    def answer(self, slot: Slot, value: Value | None) -> bool:
        """Record an answer; nothing recorded leaves none. Whether there is one now."""
        kept = normalise(self.form.edition.question(slot.question), value)
        if kept is not None:
            self.answers[slot] = kept
        return kept is not None


def place(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], contents: Mapping[int, str], form: Form
) -> Placing:
    """Place a document in which these headings were recognised and this is the contents page."""
    placing = Placing(paragraphs, form)
    placing.put((whole(index, paragraphs[index]) for index in contents), "contents")
    own = frozenset(fold(words) for words in contents.values() if words)
    known = numbers(headings, paragraphs)
    first = headings[0].index if headings else len(paragraphs)
    _pictures_in_front(placing, range(first))
    _front(placing, _rows(placing, range(first), frozenset()))
    _name_items(placing, headings, known)
    ends = [heading.index for heading in headings[1:]] + [len(paragraphs)]
    told = frozenset(words for heading in headings for words in _titles(heading, paragraphs))
    for heading, end in zip(headings, ends, strict=True):
        rows = _rows(placing, range(heading.index + 1, end), own, told)
        _region(placing, heading, known.get(heading.index), rows)
    return placing


def _titles(heading: Heading, paragraphs: Sequence[Paragraph]) -> set[str]:
    """What a heading says, folded: said once more in an answer, it is no heading."""
    section = heading.wording.section if heading.wording and not heading.question else None
    titles = section.title.values() if section else ()
    return {fold(words) for words in (paragraphs[heading.index].flat, *titles)}


def _pictures_in_front(placing: Placing, indexes: Iterable[int]) -> None:
    """A coat of arms before the first question is no answer's."""
    pictures = [index for index in indexes if placing.paragraphs[index].aside == "picture"]
    placing.put((whole(index, placing.paragraphs[index]) for index in pictures), "form")


def _rows(placing: Placing, indexes: Iterable[int], own: frozenset[str], told: Collection[str] = ()) -> list[Extent]:
    """The paragraphs of a place without those that are the form's own words, or stand beside the text.

    `told`: what the document's headings say; these words among the paragraphs of an answer are a person's own.
    """
    rows: list[Extent] = []
    for index in indexes:
        paragraph = placing.paragraphs[index]
        if index in placing.puts or not paragraph.text.strip():
            continue
        row = whole(index, paragraph)
        if paragraph.aside in ("placeholder", "page"):
            placing.put([row], "form")
        elif paragraph.aside:
            placing.put([row], "unplaced", None, paragraph.note)
        elif fold(paragraph.flat) not in told and (
            fold(paragraph.flat) in own
            or (not paragraph.style.startswith("answer") and placing.form.says(paragraph.flat))
        ):
            placing.put([row], "form")
        else:
            rows.append(row)
    return rows


def _front(placing: Placing, rows: list[Extent]) -> None:
    known = [row for row in rows if front.is_of_the_form(row, placing.form)]
    placing.put(known, "form")
    placing.country, found = front.country([row for row in rows if row not in known], placing.form)
    if found:
        placing.put([found], "form")


def _name_items(placing: Placing, headings: Sequence[Heading], known: Mapping[int, int]) -> None:
    """Priorities and steps as the questions tell them; steps else from the headings of their parts."""
    told: dict[str, dict[int, str]] = {"priority": {}, "step": {}}
    for heading in headings:
        question = heading.question
        if question and question.each and heading.index in known:
            title = title_of(heading, placing.paragraphs[heading.index])
            if title or not question.parts:
                told[question.each].setdefault(known[heading.index], title)
    if not told["step"]:
        told["step"] = _steps_of_parts(placing, headings)
    placing.priorities = items(told["priority"], _("Priority"))
    placing.steps = items(told["step"], _("Next step"))


def _steps_of_parts(placing: Placing, headings: Sequence[Heading]) -> dict[int, str]:
    for heading, after in zip(headings, [*headings[1:], None], strict=False):
        if heading.question and heading.question.parts:
            end = after.index if after else len(placing.paragraphs)
            return titles([whole(index, placing.paragraphs[index]) for index in range(heading.index + 1, end)])
    return {}


def _region(placing: Placing, heading: Heading, number: int | None, rows: list[Extent]) -> None:
    question = heading.question
    here = whole(heading.index, placing.paragraphs[heading.index])
    if heading.wording is None:
        placing.put([here, *rows], "unplaced", None, _("The form has no such question."))
        return
    if question is None:
        placing.put([here], "form")
        return
    slot = Slot(question.key, number)
    note = _("Taken for this question by its place: its words are others.") if heading.by_place else ""
    placing.put([here], "form", slot if number or not question.each else None, note)
    if question.parts and number is None:
        _parts(placing, question, rows)
        return
    match question.kind:
        case "long_text":
            long_text(placing, slot, rows)
        case "step_list":
            _planned(placing, slot, rows)
        case "scale":
            reading(placing, slot, read_scale(question, rows))
        case _:
            reading(placing, slot, read_choice(question, rows))


def long_text(placing: Placing, slot: Slot, rows: Sequence[Extent]) -> None:
    """All of the rows are the answer; two places of one question make one answer."""
    before = placing.answers.get(slot)
    source = text.serialise(document_of(rows))
    if isinstance(before, Words) and source:
        source = f"{before.source}\n\n{source}"
    placing.answer(slot, Words(source))
    placing.put(rows, "answer" if slot in placing.answers else "unplaced", slot)


def _parts(placing: Placing, question: Question, rows: list[Extent]) -> None:
    """One printed question with a part per step. Text before the first heading speaks of no step."""
    found = split(rows, placing.steps)
    if len(placing.steps) == 1 and len(found) == 1 and found[0].number == 0:
        long_text(placing, Slot(question.key, 1), rows)
        return
    told: dict[int, list[Extent]] = {}
    for part in found:
        told.setdefault(part.number, []).extend(part.rows)
        placing.put(part.heading, "form", Slot(question.key, part.number))
    note = _("This stands before the first step. Say which step it is about.")
    placing.put(told.pop(0, []), "unplaced", None, note)
    for number, rows_of_step in told.items():
        long_text(placing, Slot(question.key, number), rows_of_step)


def _planned(placing: Placing, slot: Slot, rows: list[Extent]) -> None:
    drafts = planned(rows)
    placing.answer(slot, Steps(tuple(draft.step() for draft in drafts)))
    for draft in drafts:
        placing.put(draft.form, "form", slot)
        placing.put(draft.answer, "answer" if slot in placing.answers else "unplaced", slot)


def reading(placing: Placing, slot: Slot, read: Reading) -> None:
    """Record what a choice or a scale says, and where its stretches belong. A second place adds nothing."""
    if slot in placing.answers and read.value is not None:
        note = _("This question stands twice in the document; the first one counts.")
        placing.put([*read.answer, *(extent for extent, _note in read.left)], "unplaced", None, note)
        placing.put(read.form, "form", slot)
        return
    recorded = placing.answer(slot, read.value)
    placing.put(read.form, "form", slot)
    placing.put(read.answer, "answer" if recorded else "unplaced", slot if recorded else None)
    for extent, note in read.left:
        placing.put([extent], "unplaced", None, note)
