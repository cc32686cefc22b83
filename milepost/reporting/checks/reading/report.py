"""A report as the checks read it: every text once, with its sentences, dates and figures, and the questions' numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding, Severity, plain_text, shown
from milepost.reporting.checks.reading import dates, figures, points
from milepost.reporting.checks.reading.words import Sentence, sentences, stems
from milepost.reporting.content import Content, Item, Slot, Value, answer_state
from milepost.reporting.edition import Question, tell
from milepost.reporting.knowledge import SHARED_TERMS, Knowledge, Term

SUMMARY = "highlights"
"""The question that asks to pick from the other answers: saying something again is its purpose."""

FUTURE = ("next_steps", "anticipated_challenges", "anything_else")
"""Questions about what is to come: later dates are what they ask for."""


@dataclass(frozen=True)
class Text:
    """An answer's text: where it stands and what it holds."""

    slot: Slot
    question: Question
    item: Item | None
    plain: str
    says: bool

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return sentences(self.plain)

    @cached_property
    def dates(self) -> tuple[dates.Mention, ...]:
        """Its dates."""
        return dates.read(self.plain)

    @cached_property
    def figures(self) -> tuple[figures.Figure, ...]:
        """What it counts."""
        return figures.read(self.plain, self.dates)

    @cached_property
    def points(self) -> tuple[points.Point, ...]:
        """Its points, where it lists."""
        return points.read(self.plain)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its content stems."""
        return frozenset(stem for sentence in self.sentences for stem in sentence.stems)

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a position of the text, else the nearest before it."""
        before = [sentence for sentence in self.sentences if sentence.start <= position]
        return before[-1] if before else self.sentences[0]

    def dates_in(self, sentence: Sentence) -> tuple[dates.Mention, ...]:
        """The dates of a sentence."""
        return tuple(when for when in self.dates if sentence.start <= when.start < sentence.end)

    def figures_in(self, sentence: Sentence) -> tuple[figures.Figure, ...]:
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
                found.append(Text(slot, question, item, plain, answer_state(value) == "answered"))
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
    def title_stems(self) -> frozenset[str]:
        """The stems of all titles of priorities and steps."""
        items = (*self.content.priorities, *self.content.steps)
        return frozenset(stem for item in items for stem in stems(item.title))

    @cached_property
    def _names(self) -> dict[Slot, str]:
        names = {}
        for printed in self.content.printed():
            for slot, item in printed.slots:
                part = item if printed.question.parts else None
                names[slot] = (
                    _("question %(number)d, step %(step)d") % {"number": printed.number, "step": part.number}
                    if part
                    else _("question %(number)d") % {"number": printed.number}
                )
        return names

    def name(self, slot: Slot) -> str:
        """A question as a message names it: "question 8, step 2"."""
        return self._names.get(slot, str(slot))

    def names(self, slots: Iterable[Slot]) -> str:
        """Several questions as a message names them, each once."""
        return _(" and ").join(dict.fromkeys(self.name(slot) for slot in slots))

    def wording(self, question: Question) -> str:
        """A question's words in English, as the edition has them, placeholders and all."""
        return tell(question.text, "en").text

    def points_told(self, question: Question) -> Iterator[tuple[Text, points.Point]]:
        """The points of a question's answers, where these say something."""
        for text in self.told:
            if text.slot.question == question.key:
                for point in text.points:
                    yield text, point

    @cached_property
    def period(self) -> str:
        """The report's period as a message says it."""
        return f"{month_said(self.content.start)} – {month_said(self.content.end)}"


def month_said(day: "dates.date") -> str:
    """A month in the language of the page."""
    from django.utils.formats import date_format

    return date_format(day, "F Y")


def found(  # noqa: PLR0913 - a finding has this many facts
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
