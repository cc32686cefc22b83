"""A report as the checks read it: every text once, with its sentences, dates and figures; the questions' numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding, Severity, plain_text, shown
from milepost.reporting.checks.reading import dates as date_reader
from milepost.reporting.checks.reading import figures as figure_reader
from milepost.reporting.checks.reading import points as point_reader
from milepost.reporting.checks.reading.dates import Mention
from milepost.reporting.checks.reading.figures import Figure
from milepost.reporting.checks.reading.points import Point
from milepost.reporting.checks.reading.words import Sentence, sentences
from milepost.reporting.content import Content, Item, Slot, Steps, Value, answer_state
from milepost.reporting.edition import Question, tell
from milepost.reporting.knowledge import SHARED_TERMS, Knowledge, Term

SUMMARY = "highlights"
"""The question that asks to pick from the other answers: saying something again is its purpose."""

FUTURE = ("next_steps", "anticipated_challenges", "anything_else")
"""Questions about what is to come: later dates are what they ask for."""


@dataclass(frozen=True)
class Text:
    """An answer's text: where it stands and what it holds. `headings`: lines of it that are titles, not sentences."""

    slot: Slot
    question: Question
    item: Item | None
    plain: str
    says: bool
    headings: frozenset[str] = frozenset()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return sentences(self.plain)

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """Its dates."""
        return date_reader.read(self.plain)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """What it counts."""
        return figure_reader.read(self.plain, self.dates)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Its points, where it lists."""
        return point_reader.read(self.plain)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its content stems."""
        return frozenset(stem for sentence in self.sentences for stem in sentence.stems)

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a position of the text, else the nearest before it."""
        before = [sentence for sentence in self.sentences if sentence.start <= position]
        return before[-1] if before else self.sentences[0]

    def dates_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The dates of a sentence."""
        return tuple(when for when in self.dates if sentence.start <= when.start < sentence.end)

    def figures_in(self, sentence: Sentence) -> tuple[Figure, ...]:
        """The figures of a sentence."""
        return tuple(figure for figure in self.figures if sentence.start <= figure.start < sentence.end)


@dataclass(frozen=True)
class Reading:
    """A report with what its country knows: what every check's `find` is given."""

    content: Content
    knowledge: Knowledge = field(default_factory=Knowledge)
    previous: Content | None = None

    @cached_property
    def asked(self) -> tuple[tuple[Slot, Question, Item | None], ...]:
        """Every slot that is asked: a question that another answer hides is left out."""
        return tuple(
            (Slot(question.key, item.number if item else None), question, item)
            for question in self.content.edition.questions
            if not self.content.hidden(question)
            for item in self.content.items(question)
        )

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that was written, in the form's order."""
        found = []
        for slot, question, item in self.asked:
            value = self.value(slot)
            plain = plain_text(value)
            if plain.strip():
                says = answer_state(value) == "answered"
                titles = frozenset(step.title for step in value.steps) if isinstance(value, Steps) else frozenset()
                found.append(Text(slot, question, item, plain, says, titles))
        return tuple(found)

    @cached_property
    def told(self) -> tuple[Text, ...]:
        """The texts that say something."""
        return tuple(text for text in self.texts if text.says and text.sentences)

    def value(self, slot: Slot) -> Value | None:
        """The recorded answer of a slot."""
        return self.content.answers.get(slot)

    def text(self, slot: Slot) -> Text | None:
        """The text of a slot, None where none is written."""
        return next((text for text in self.texts if text.slot == slot), None)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The country's terms, and those of every country."""
        return self.knowledge.terms + SHARED_TERMS

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many sentences of the report each stem stands."""
        return Counter(stem for text in self.told for sentence in text.sentences for stem in sentence.stems)

    @cached_property
    def sentence_count(self) -> int:
        """The number of sentences of the report."""
        return sum(len(text.sentences) for text in self.told)

    @cached_property
    def _names(self) -> dict[Slot, str]:
        names = {}
        for printed in self.content.printed():
            for slot, item in printed.slots:
                part = item if printed.question.parts else None
                names[slot] = f"{printed.number} ({part.number})" if part else f"{printed.number}"
        return names

    def name(self, slot: Slot) -> str:
        """A question as a message names it: "question 8 (2)" for the second part of question 8."""
        return _("question %(number)s") % {"number": self._names.get(slot, str(slot))}

    def names(self, slots: Iterable[Slot]) -> str:
        """Several questions as a message names them, each once: "questions 2, 8 (1) and 10"."""
        numbers = list(dict.fromkeys(self._names.get(slot, str(slot)) for slot in slots))
        if len(numbers) == 1:
            return _("question %(number)s") % {"number": numbers[0]}
        listed = {"first": _(", ").join(numbers[:-1]), "last": numbers[-1]}
        return _("questions %(first)s and %(last)s") % listed

    def wording(self, question: Question) -> str:
        """A question's words in English, as the edition has them, placeholders and all."""
        return tell(question.text, "en").text

    def points_told(self, question: Question) -> Iterator[tuple[Text, Point]]:
        """The points of a question's answers, where these say something."""
        for text in self.told:
            if text.slot.question == question.key:
                for point in text.points:
                    yield text, point

    @cached_property
    def period(self) -> str:
        """The report's period as a message says it."""
        return f"{month_said(self.content.start)} – {month_said(self.content.end)}"


def month_said(day: date) -> str:
    """A month in the language of the page."""
    return date_format(day, "F Y")


def found(
    code: str,
    severity: Severity,
    slot: Slot | None,
    message: str,
    advice: str,
    *,
    quote: str = "",
    start: int = 0,
    end: int = 0,
) -> Finding:
    """A finding. Its fingerprint hangs on the quote, which is cut as a message shows it."""
    return Finding(code, severity, slot, start, end, str(message), str(advice), shown(quote))
