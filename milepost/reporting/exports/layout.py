"""A report laid out as a `Sheet`: every question with its number, its words and its answers, in one language."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import (
    Choice,
    Choices,
    Content,
    Item,
    Printed,
    Scale,
    Slot,
    Value,
    fill,
    month_year,
)
from milepost.reporting.edition import Option, Question, Told, tell
from milepost.reporting.exports.sheet import Asked, Chapter, Place, Sheet, Tick, step_label
from milepost.reporting.states import REPORT_STATES


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
        asked=not content.hidden(question),
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
        words, document = _words_of(value) if option is speaking else ("", ())
        label, help_ = tell(option.text, language), tell(option.help, language)
        yield Tick(option.value, label, ticked, words, option.with_text, help_, document)


def _speaking_option(question: Question, value: Value | None) -> Option | None:
    """The option beside which the words of an answer stand; words are printed even where no option asks for them."""
    if isinstance(value, Choice):
        return question.option(value.value)
    asking = [option for option in question.options if option.with_text]
    return asking[0] if asking else (question.options[-1] if question.options else None)


def _words_of(value: Value | None) -> tuple[str, text.Document]:
    """The words of an answer: on the option's line when they are one line without marks, else as a text below it."""
    match value:
        case Choice():
            document = text.parse(value.text)
            line = text.plain_line(document)
            return (line, ()) if line is not None else ("", document)
        case Choices():
            return text.clean_line(value.other), ()
    return "", ()


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
