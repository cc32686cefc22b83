"""A report as plain values: what checks read, exports write and imports make. No database, no request.

One shape for all of them keeps "what was imported", "what was checked" and "what was sent" the same thing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Literal, NamedTuple

from anyascii import anyascii

from milepost.reporting import text
from milepost.reporting.edition import Edition, Question, tell


class Slot(NamedTuple):
    """The place of one answer: a question's key, and for a repeated question the number of its priority or step."""

    question: str
    item: int | None = None

    def __str__(self) -> str:
        return self.question if self.item is None else f"{self.question}/{self.item}"


@dataclass(frozen=True)
class Item:
    """What a repeated question is asked about: a roadmap priority, or a next step carried from the last report."""

    number: int
    title: str


@dataclass(frozen=True)
class Words:
    """A long text, in the markup of `reporting.text`, normalised."""

    source: str

    @property
    def plain(self) -> str:
        """The text without marks."""
        return text.plain(self.source)


@dataclass(frozen=True)
class Choice:
    """One chosen option, with its words when the option asks for them, in the markup of `reporting.text`."""

    value: str
    text: str = ""


@dataclass(frozen=True)
class Choices:
    """Chosen options in the form's order; `other` holds the words of the option that asks for them."""

    values: tuple[str, ...]
    other: str = ""


@dataclass(frozen=True)
class Scale:
    """A point on a scale, from 1 to the question's `points`."""

    value: int


@dataclass(frozen=True)
class PlannedStep:
    """A next step: title and text, and who answers for it, until when, how it is seen, for which priority.

    `priority` is a priority's number, 0 for none; `due` an ISO date or empty. All but title and text may be empty.
    """

    title: str
    source: str = ""
    owner: str = ""
    due: str = ""
    indicator: str = ""
    priority: int = 0


@dataclass(frozen=True)
class Steps:
    """The planned next steps, in order."""

    steps: tuple[PlannedStep, ...]


Value = Words | Choice | Choices | Scale | Steps

AnswerState = Literal["answered", "says_nothing", "not_applicable", "not_recorded"]


class Printed(NamedTuple):
    """A numbered question as the form prints it: with its slot, or with one slot per part."""

    number: int
    question: Question
    item: Item | None
    slots: tuple[tuple[Slot, Item | None], ...]


@dataclass(frozen=True)
class Content:
    """A report's whole content.

    `answers` holds only recorded values: a missing slot is *not recorded*. `sent_at`: when it was submitted, if it was.
    """

    country: str
    country_name: str
    start: date
    end: date
    edition: Edition
    priorities: tuple[Item, ...] = ()
    steps: tuple[Item, ...] = ()
    answers: Mapping[Slot, Value] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()
    state: str = "draft"
    version: int = 1
    language: str = "en"
    sent_at: datetime | None = None

    @property
    def dated(self) -> datetime:
        """The moment that its files bear: when it was submitted, to the second.

        Before that, the end of its period: the moment of writing would make two files of one text two hashes, and a
        file is kept, compared and found again by its hash.
        """
        return (self.sent_at or datetime.combine(self.end, time(), UTC)).astimezone(UTC).replace(microsecond=0)

    def items(self, question: Question) -> tuple[Item | None, ...]:
        """The items that a question is asked about; a single None for a question asked once."""
        return {"priority": self.priorities, "step": self.steps, None: (None,)}[question.each]

    def slots(self) -> Iterator[Slot]:
        """Every slot of the form, in its order."""
        for question in self.edition.questions:
            for item in self.items(question):
                yield Slot(question.key, item.number if item else None)

    def printed(self) -> Iterator[Printed]:
        """The questions with the numbers the form prints: computed, never stored."""
        number = 0
        for question in self.edition.questions:
            pairs = tuple((Slot(question.key, i.number if i else None), i) for i in self.items(question))
            if question.parts or not question.each:
                number += 1
                yield Printed(number, question, None, pairs)
            else:
                for slot, item in pairs:
                    number += 1
                    yield Printed(number, question, item, ((slot, item),))

    def item(self, slot: Slot) -> Item | None:
        """The priority or step a slot is about."""
        if slot.item is None:
            return None
        return next((i for i in self.items(self.edition.question(slot.question)) if i and i.number == slot.item), None)

    def hidden(self, question: Question) -> bool:
        """Whether an answer elsewhere makes this question not asked. Its own answer stays."""
        if not question.hidden:
            return False
        value = self.answers.get(Slot(question.hidden.question))
        chosen = (
            {value.value} if isinstance(value, Choice) else set(value.values) if isinstance(value, Choices) else set()
        )
        meets = bool(chosen & set(question.hidden.values))
        return not meets if question.hidden.only else meets

    def question_text(self, slot: Slot | Printed, language: str) -> str:
        """The question's words with the period, number and title filled in."""
        question = slot.question if isinstance(slot, Printed) else self.edition.question(slot.question)
        item = slot.item if isinstance(slot, Printed) else self.item(slot)
        return fill(tell(question.text, language).text, self.start, self.end, item, language)


def fill(words: str, start: date, end: date, item: Item | None, language: str) -> str:
    """A text of an edition with its placeholders filled: {start} {end} {next_end} {last} {number} {title}."""
    values = {
        "start": month_year(start, language),
        "end": month_year(end, language),
        "next_end": month_year(date(end.year + 1, end.month, 1), language),
        "last": f"{start.year - 1}-{start.year}",
        "number": str(item.number) if item else "",
        "title": item.title if item else "",
    }
    for name, value in values.items():
        words = words.replace("{" + name + "}", value)
    return words


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "sq": "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


def month_year(day: date, language: str) -> str:
    """A month as people write it: "May 2022"."""
    return f"{MONTHS.get(language, MONTHS['en']).split()[day.month - 1]} {day.year}"


def to_json(value: Value | None) -> Any:
    """A value as the database keeps it: the shape of the JSON export, with marked-up texts."""
    match value:
        case None:
            return None
        case Words():
            return {"text": value.source}
        case Choice():
            return {"value": value.value, "text": value.text}
        case Choices():
            return {"values": list(value.values), "other": value.other}
        case Scale():
            return {"value": value.value}
        case Steps():
            return {"steps": [{**vars(step)} for step in value.steps]}


def from_json(question: Question, data: Any) -> Value | None:
    """The inverse of `to_json`, by the question's kind. Raises KeyError or TypeError for another shape."""
    if data is None:
        return None
    match question.kind:
        case "long_text":
            return Words(data["text"])
        case "one_of":
            return Choice(data["value"], data["text"])
        case "many_of":
            return Choices(tuple(data["values"]), data["other"])
        case "scale":
            return Scale(data["value"])
        case "step_list":
            return Steps(tuple(PlannedStep(**step) for step in data["steps"]))


def normalise(question: Question, value: Value | None) -> Value | None:
    """The one spelling of a value: texts normalised, options in the form's order, nothing recorded as None."""
    match value:
        case Words():
            source = text.normalise(value.source)
            return Words(source) if source else None
        case Choice():
            return Choice(value.value, text.normalise(value.text)) if question.option(value.value) else None
        case Choices():
            ticked = tuple(option.value for option in question.options if option.value in value.values)
            other = text.clean_line(value.other)
            return Choices(ticked, other) if ticked or other else None
        case Scale():
            return value if 1 <= value.value <= question.points else None
        case Steps():
            steps = tuple(
                PlannedStep(
                    text.clean_line(step.title),
                    text.normalise(step.source),
                    text.clean_line(step.owner),
                    text.clean_line(step.due),
                    text.clean_line(step.indicator),
                    step.priority,
                )
                for step in value.steps
            )
            kept = tuple(step for step in steps if step != PlannedStep(""))
            return Steps(kept) if kept else None
    return None


# The words with which an answer says that there is nothing to say, as written in the reports of several countries,
# folded by `_folded`. Kept as written in the answer; only its state is read from them.
SAYS_NOTHING = frozenset(
    "|no information|no information available|no info|information not available|none|nil|no|n/a information|no data|"
    "nothing|nothing to report|no answer|not available|see above|as above|same as above|idem|ditto|"
    "nuk ka informacion|ska informacion|pa informacion|nuk ka|asgje|jo|"
    "pas d'information|aucune information|neant|rien|non|sin informacion|ninguna|ninguno|nada".split("|")
)
NOT_APPLICABLE = frozenset(
    "not applicable|n/a|n.a|na|does not apply|nuk zbatohet|e pazbatueshme|i pazbatueshem|nuk aplikohet|"
    "sans objet|non applicable|no aplica|no procede".split("|")
)
_POINTS_ELSEWHERE = (
    "identified before",
    "mentioned before",
    "mentioned above",
    "described above",
    "see above",
    "see answer",
    "see question",
    "same as above",
    "same as question",
    "stated above",
    "as above",
    "permendur me siper",
    "identifikuar me pare",
    "mentionne ci-dessus",
    "voir ci-dessus",
    "mencionado anteriormente",
    "vease",
)
POINTS_ELSEWHERE_LIMIT = 90
"""A text longer than this (characters) that says "see above" also says something itself."""


def answer_state(value: Value | None) -> AnswerState:
    """Which of the four states an answer is in: a thing not recorded is not a "no"; "no information" is an answer."""
    match value:
        case None:
            return "not_recorded"
        case Words():
            return _state_of_words(value.plain)
        case Choice(value="not_applicable"):
            return "not_applicable"
        case Choices(values=("not_applicable",)):
            return "not_applicable"
        case Steps():
            written = " ".join(f"{step.title} {text.plain(step.source)}" for step in value.steps)
            return _state_of_words(written)
    return "answered"


def _state_of_words(plain: str) -> AnswerState:
    folded = _folded(plain)
    if not any(character.isalnum() for character in folded):
        return "says_nothing"
    if folded in NOT_APPLICABLE:
        return "not_applicable"
    short = len(folded) <= POINTS_ELSEWHERE_LIMIT
    if folded in SAYS_NOTHING or (short and any(phrase in folded for phrase in _POINTS_ELSEWHERE)):
        return "says_nothing"
    return "answered"


def _folded(plain: str) -> str:
    return " ".join(anyascii(plain).lower().strip(" .,;:-_\n\t*").split())
