"""A report laid out in one language: what stands on the printed form, in its order, for every writer alike.

The writers (page, DOCX, PDF) walk this one tree, so that none of them forgets a question or numbers it differently.
Call it inside ``translation.override(language)``: the few words of ours are translated here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import bidirectional

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import (
    Content,
    Item,
    PlannedStep,
    Slot,
    Steps,
    Value,
    Words,
    month_year,
)
from milepost.reporting.edition import Question, Section, Told

NOTHING = Told("", "en")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
"""Languages written from right to left."""


@dataclass(frozen=True)
class Tick:
    """An option, or a point of a scale, as printed: whether it is chosen, and the words written with it.

    `words` are a few on the option's line; a text of paragraphs, lists or marks is the `document` below it.
    """

    value: str
    label: Told
    ticked: bool
    words: str = ""
    asks_words: bool = False
    help: Told = NOTHING
    document: text.Document = ()


@dataclass(frozen=True)
class Place:
    """Where one answer stands. `label` is empty unless it is a part under a question printed once.

    `asked`: not ruled out by another answer. What was written before it was ruled out is still its `value`; files that
    are read do not print it, files that come back (JSON, a draft's DOCX) keep it.
    """

    slot: Slot
    item: Item | None
    label: str
    value: Value | None
    ticks: tuple[Tick, ...] = ()
    asked: bool = True

    @property
    def anchor(self) -> str:
        """The address of the place in a page: "priority_progress-1"."""
        return anchor(self.slot)

    @property
    def document(self) -> text.Document:
        """The tree of a long text; empty for other kinds."""
        return text.parse(self.value.source) if isinstance(self.value, Words) else ()

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """The planned next steps; empty for other kinds."""
        return self.value.steps if isinstance(self.value, Steps) else ()


@dataclass(frozen=True)
class Asked:
    """A question as printed, with the places of its answers. `item`: what the whole question is about."""

    number: int
    question: Question
    item: Item | None
    words: Told
    help: Told
    places: tuple[Place, ...]

    @property
    def anchor(self) -> str:
        """The address of the question in a page."""
        return anchor(Slot(self.question.key, self.item.number if self.item else None))


@dataclass(frozen=True)
class Chapter:
    """A section with the questions printed in it."""

    section: Section
    title: Told
    intro: Told
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Status:
    """A line of the overview: a carried next step and what was said of it."""

    item: Item
    label: Told | None


@dataclass(frozen=True)
class Sheet:
    """A whole printed report.

    `mark` is the word that says it is not the submitted one, or empty; `version` names a correction, or is empty.
    """

    content: Content
    language: str
    country: str
    title: Told
    heading: Told
    period: str
    version: str
    mark: str
    chapters: tuple[Chapter, ...]
    end_note: Told
    partial: bool

    @property
    def questions(self) -> Iterator[Asked]:
        """The printed questions of all chapters."""
        return (question for chapter in self.chapters for question in chapter.questions)

    @property
    def name(self) -> str:
        """What a window or a reader announces: "Albania: Progress on SDG Target 8.7, May 2022 – April 2023"."""
        mark = f" ({self.mark})" if self.mark else ""
        return f"{self.country}: {self.heading.text}, {self.period}{mark}"

    @property
    def when(self) -> str:
        """The period, and which version when it was corrected."""
        return ", ".join(part for part in (self.period, self.version) if part)

    @property
    def keywords(self) -> str:
        """Country, period and edition for the properties of a file."""
        content = self.content
        return f"{content.country} {content.start.isoformat()} {content.end.isoformat()} {content.edition.code}"

    @property
    def closed(self) -> bool:
        """Whether the report is submitted, for reading and no longer for filling in."""
        return self.content.state in ("submitted", "replaced") and not self.partial

    @property
    def blank(self) -> bool:
        """Whether nothing is answered: an empty form to fill in."""
        return not any(place.value for question in self.questions for place in question.places)

    def overview(self) -> tuple[Status, ...]:
        """The carried next steps with their status; empty when none is recorded."""
        return () if self.partial else tuple(_overview(self))


def anchor(slot: Slot) -> str:
    """The address of a slot in a page, stable for ever: "priority_progress-1"."""
    return slot.question if slot.item is None else f"{slot.question}-{slot.item}"


def due_date(due: str, language: str) -> str:
    """A due date as people write it, "30 June 2024"; what is no ISO date stays as written."""
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return due
    return f"{day.day} {month_year(day, language)}"


def none_asked() -> str:
    """What stands under a repeated question when there is nothing to repeat it for."""
    return _("Nothing is asked here: the last report named none.")


def step_label(number: int, title: str) -> str:
    """The heading of a next step: "Next step 2: Training"."""
    return _("Next step %(number)s: %(title)s") % {"number": number, "title": text.clean_line(title)}


def step_details(content: Content, step: PlannedStep, language: str) -> list[tuple[str, str]]:
    """What is recorded of a planned step beside title and text, as label and words for a reader."""
    priority = next((item for item in content.priorities if item.number == step.priority), None)
    numbered = f"{step.priority}. {text.clean_line(priority.title)}" if priority else str(step.priority or "")
    pairs = [
        (_("Responsible"), text.clean_line(step.owner)),
        (_("Due"), due_date(text.clean_line(step.due), language)),
        (_("Seen by"), text.clean_line(step.indicator)),
        (_("Priority"), numbered),
    ]
    return [(label, words) for label, words in pairs if words]


def _overview(sheet: Sheet) -> Iterator[Status]:
    for asked in sheet.questions:
        if asked.question.each == "step" and asked.question.kind == "one_of":
            places = [place for place in asked.places if place.item]
            for place in places:
                said = next((tick.label for tick in place.ticks if tick.ticked), None)
                yield Status(place.item or Item(0, ""), said)


def reads_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left."""
    for letter in words:
        kind = bidirectional(letter)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def words_of(lines: tuple[text.Line, ...]) -> str:
    """The letters of some lines, without marks."""
    return "\n".join("".join(span.text for span in line) for line in lines)
