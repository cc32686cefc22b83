"""The shapes of what components draw. A room may pass these, or objects of its own with the same attributes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. `current`: this is the page. `shortcut`: a single key that opens it."""

    url: str
    label: Words
    current: bool = False
    shortcut: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a summary list: what it is, its value, and perhaps a link to change it (`action` is a verb)."""

    key: Words
    value: Words
    url: str = ""
    action: Words = ""


@dataclass(frozen=True)
class Task:
    """A line of a task list. An empty address: it cannot be started yet, and `hint` says why."""

    title: Words
    url: str
    word: Words
    tone: str = "neutral"
    hint: Words = ""


@dataclass(frozen=True)
class TaskGroup:
    """A section of a task list with how far it is."""

    title: Words
    tasks: Sequence[Task]
    done: int
    total: int


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    label: Words
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: words, perhaps with an address; with a tone it is drawn as a state."""

    text: Words
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Finding:
    """A note beside a text: characters `start` to `end` of the plain text (equal: the whole answer).

    `tone`: error, warning or note. `about`: the words it is on. `url` with `action`: what settles it.
    """

    number: int
    tone: str
    sentence: Words
    todo: Words
    start: int = 0
    end: int = 0
    about: str = ""
    url: str = ""
    action: Words = ""


@dataclass(frozen=True)
class Source:
    """A line of a provenance trail or of the evidence drawer, nearest first."""

    title: Words
    detail: Words = ""
    url: str = ""


@dataclass(frozen=True)
class Card:
    """A card of the step board."""

    title: Words
    url: str = ""
    owner: Words = ""
    due: date | None = None
    note: Words = ""


@dataclass(frozen=True)
class Lane:
    """A column of a board: a state and the cards in it. `total`: how many there are, where `url` leads to the rest."""

    word: Words
    tone: str
    cards: Sequence[Card]
    total: int = 0
    url: str = ""


@dataclass(frozen=True)
class Mark:
    """What a year says about a step on the timeline. `joined`: the line comes on from the year before."""

    word: Words
    tone: str
    note: Words = ""
    url: str = ""
    joined: bool = False


@dataclass(frozen=True)
class Track:
    """A line of the timeline: a step and, for each year, a mark or None."""

    title: Words
    marks: Sequence[Mark | None]
    url: str = ""


@dataclass(frozen=True)
class Someone:
    """A person as others see them."""

    name: str
    role: Words = ""


@dataclass(frozen=True)
class Comment:
    """A contribution to a thread."""

    who: Someone
    at: datetime
    text: str


@dataclass(frozen=True)
class Event:
    """A line of a history: when, who, what; `url` leads to how it was then."""

    at: datetime
    who: Words
    what: Words
    detail: Words = ""
    url: str = ""


@dataclass(frozen=True)
class Version:
    """One of the two texts of the both-texts page."""

    title: Words
    who: Words
    at: datetime | None
    text: str


@dataclass(frozen=True)
class Answer:
    """An answer as its card shows it. `text` is HTML that is safe to print, or plain text."""

    question: Words
    text: str
    word: Words
    tone: str
    who: Words = ""
    at: datetime | None = None
    number: str = ""
    url: str = ""
    action: Words = ""
    sources: Sequence[Source] = field(default_factory=tuple)
