"""A report in this form as lines of text, in any wording, language and number of priorities and steps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from milepost.reporting.content import Item, Slot, fill
from milepost.reporting.edition import Edition, Question, tell

START, END = date(2023, 5, 1), date(2024, 4, 30)

PRIORITIES = (
    "End forced labour in brick kilns",
    "Keep every child in school until sixteen",
    "Inspect farms and fishing boats",
    "Help victims of trafficking to recover",
    "Count working children every two years",
    "Make supply chains transparent",
)
STEPS = (
    "Train labour inspectors",
    "Open two shelters for victims",
    "Survey of child labour in agriculture",
    "Adopt the law on recruitment agencies",
    "A hotline in four languages",
)

Reword = Callable[[Question, str], str]


def as_it_is(question: Question, words: str) -> str:
    return words


def lines(
    edition: Edition,
    *,
    priorities: int = 3,
    steps: int = 2,
    language: str = "en",
    reword: Reword = as_it_is,
    number: Callable[[int], str] = "{}. ".format,
    answers: Mapping[Slot, Sequence[str]] | None = None,
    title: Sequence[str] = ("Varenia", "Progress on SDG Target 8.7"),
    sections: bool = True,
) -> Iterator[str]:
    """The printed form, each question with the answer's lines below; a long text without one gets a sentence."""
    yield from title
    printed = 0
    items = {
        "priority": [Item(n, t) for n, t in enumerate(PRIORITIES[:priorities], 1)],
        "step": [Item(n, t) for n, t in enumerate(STEPS[:steps], 1)],
    }
    for section in edition.sections:
        if sections:
            yield tell(section.title, language).text
            if section.intro:
                yield fill(tell(section.intro, language).text, START, END, None, language)
        for question in section.questions:
            for item in [None] if question.parts or not question.each else items[question.each]:
                printed += 1
                words = fill(tell(question.text, language).text, START, END, item, language)
                yield number(printed) + reword(question, words) + (" *" if question.required else "")
                yield from below(question, item, items["step"], answers or {}, language)


def below(
    question: Question,
    item: Item | None,
    steps: Sequence[Item],
    answers: Mapping[Slot, Sequence[str]],
    language: str,
) -> Iterator[str]:
    slot = Slot(question.key, item.number if item else None)
    if slot in answers:
        yield from answers[slot]
    elif question.parts:
        for step in steps:
            yield f"Next Step #{step.number}: {step.title}"
            yield sentence(Slot(question.key, step.number))
    elif question.kind == "long_text":
        yield sentence(slot)
    elif question.kind == "scale":
        yield f"{tell(question.low, language).text}  {tell(question.high, language).text}"
    elif question.kind == "step_list":
        yield "Next step 1: Go on with the plan"
        yield sentence(slot)
    else:
        for option in question.options:
            yield "- " + tell(option.text, language).text


def sentence(slot: Slot) -> str:
    """A sentence that says which answer it is."""
    return f"What was done for {str(slot).replace('_', ' ').replace('/', ' number ')} in this period is told here."


def as_text(told: Iterator[str]) -> bytes:
    """The lines as a text file with a blank line between paragraphs."""
    return "\n\n".join(told).encode()
