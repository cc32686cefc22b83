"""A report laid out in one language: what stands on the printed form, in its order, for every writer alike.

The writers (page, DOCX, PDF) walk this one tree, so that none of them forgets a question or numbers it differently.
Call it inside ``translation.override(language)``: the few words of ours are translated here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import bidirectional

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import (
    Choice,
    Choices,
    Content,
    Item,
    PlannedStep,
    Printed,
    Scale,
    Slot,
    Steps,
    Value,
    Words,
    fill,
    month_year,
)
from milepost.reporting.edition import Option, Question, Section, Told, tell
from milepost.reporting.states import REPORT_STATES

NOTHING = Told("", "en")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
"""Languages written from right to left."""


@dataclass(frozen=True)
class Tick:
    """An option, or a point of a scale, as printed: whether it is chosen, and the words written with it."""

    value: str
    label: Told
    ticked: bool
    words: str = ""
    asks_words: bool = False
    help: Told = NOTHING


@dataclass(frozen=True)
class Place:
    """Where one answer stands. `label` is empty unless it is a part under a question printed once."""

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

    @property
    def in_parts(self) -> bool:
        """Whether it is printed once, with a headed part for each item."""
        return self.item is None and self.question.each is not None


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


def lay_out(content: Content, language: str, slots: frozenset[Slot] | None = None) -> Sheet:
    """The printed form of a report, or of some of its slots (one contributor's part)."""
    printed = [_ask(content, language, p, slots) for p in content.printed()]
    chapters = []
    for section in content.edition.sections:
        keys = {question.key for question in section.questions}
        asked = tuple(a for a in printed if a.question.key in keys and (slots is None or a.places))
        if asked or slots is None:
            title, intro = (_fill(content, texts, None, language) for texts in (section.title, section.intro))
            chapters.append(Chapter(section, title, intro, asked))
    edition = content.edition
    return Sheet(
        content=content,
        language=language,
        country=text.clean_line(content.country_name),
        title=_fill(content, edition.title, None, language),
        heading=_fill(content, edition.heading, None, language),
        period=f"{month_year(content.start, language)} – {month_year(content.end, language)}",
        version=_("version %(number)s") % {"number": content.version} if content.version > 1 else "",
        mark=_mark(content.state),
        chapters=tuple(chapters),
        end_note=_fill(content, edition.end_note, None, language),
        partial=slots is not None,
    )


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


def _mark(state: str) -> str:
    if state == "submitted":
        return ""
    return str(REPORT_STATES["replaced"].name) if state == "replaced" else _("Draft")


def _ask(content: Content, language: str, printed: Printed, slots: frozenset[Slot] | None) -> Asked:
    question = printed.question
    pairs = [(slot, item) for slot, item in printed.slots if slots is None or slot in slots]
    return Asked(
        number=printed.number,
        question=question,
        item=printed.item,
        words=_fill(content, question.text, printed.item, language),
        help=_fill(content, question.help, printed.item, language),
        places=tuple(_place(content, language, question, slot, printed.item is None) for slot, _item in pairs),
    )


def _place(content: Content, language: str, question: Question, slot: Slot, labelled: bool) -> Place:
    item = content.item(slot)
    value = content.answers.get(slot)
    return Place(
        slot=slot,
        item=item,
        label=_part_label(question, item) if item and labelled else "",
        value=value,
        ticks=tuple(_scale_ticks(question, value, language) if question.points else _ticks(question, value, language)),
        asked=value is not None or not content.hidden(question),
    )


def _part_label(question: Question, item: Item) -> str:
    if question.each == "step":
        return step_label(item.number, item.title)
    return _("Priority %(number)s: %(title)s") % {"number": item.number, "title": text.clean_line(item.title)}


def _ticks(question: Question, value: Value | None, language: str) -> Iterator[Tick]:
    speaking = _speaking_option(question, value)
    for option in question.options:
        ticked = (isinstance(value, Choice) and option.value == value.value) or (
            isinstance(value, Choices) and option.value in value.values
        )
        words = _words_of(value) if option is speaking else ""
        label, help_ = tell(option.text, language), tell(option.help, language)
        yield Tick(option.value, label, ticked, words, option.with_text, help_)


def _speaking_option(question: Question, value: Value | None) -> Option | None:
    """The option beside which the words of an answer stand; words are printed even where no option asks for them."""
    if isinstance(value, Choice):
        return question.option(value.value)
    asking = [option for option in question.options if option.with_text]
    return asking[0] if asking else (question.options[-1] if question.options else None)


def _words_of(value: Value | None) -> str:
    match value:
        case Choice():
            return text.clean_line(value.text)
        case Choices():
            return text.clean_line(value.other)
    return ""


def _scale_ticks(question: Question, value: Value | None, language: str) -> Iterator[Tick]:
    chosen = value.value if isinstance(value, Scale) else None
    ends = {1: tell(question.low, language), question.points: tell(question.high, language)}
    for point in range(1, question.points + 1):
        end = ends.get(point, Told("", language))
        label = f"{point} – {end.text}" if end.text else str(point)
        yield Tick(str(point), Told(label, end.language), point == chosen)


def _fill(content: Content, texts: Mapping[str, str], item: Item | None, language: str) -> Told:
    told = tell(texts, language)
    clean = Item(item.number, text.clean_line(item.title)) if item else None
    filled = fill(told.text, content.start, content.end, clean, told.language)
    return Told(" ".join(filled.split()) if "\n" not in filled.strip() else filled.strip(), told.language)


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
