"""The words of a report as `report.typ` takes them: plain lists and dictionaries, each text ready for the fonts."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import PlannedStep, Scale
from milepost.reporting.edition import Told
from milepost.reporting.exports.lists import Entry, Listing, linked, nest
from milepost.reporting.exports.sheet import (
    RIGHT_TO_LEFT,
    Asked,
    Chapter,
    Place,
    Sheet,
    Status,
    Tick,
    none_asked,
    reads_right_to_left,
    step_details,
    step_label,
    words_of,
)
from milepost.reporting.text import Block, Document, Line


class Words:
    """Makes texts ready for the fonts and remembers whether any had to be changed to be printed."""

    def __init__(self, ready: Callable[[str], str]) -> None:
        self._ready = ready
        self.changed = False

    def __call__(self, words: str) -> str:
        """The text as it can be printed."""
        ready = self._ready(words)
        self.changed = self.changed or ready.replace("\u200b", "") != words.replace("\u200b", "")
        return ready

    def told(self, told: Told) -> dict[str, str]:
        """A text of the form with its language."""
        return {"text": self(told.text), "language": told.language}

    def help(self, told: Told) -> dict[str, Any]:
        """A longer text of the form with its language."""
        return {"nodes": self.nodes(text.parse(told.text)), "language": told.language}

    def nodes(self, document: Document) -> list[dict[str, Any]]:
        """The paragraphs and nested lists of a text."""
        return [self._listing(n) if isinstance(n, Listing) else self._paragraph(n) for n in nest(document)]

    def _paragraph(self, block: Block) -> dict[str, Any]:
        return {"kind": "paragraph", **self._lines(block.lines)}

    def _listing(self, listing: Listing) -> dict[str, Any]:
        return {"kind": listing.kind, "level": listing.level, "items": [self._entry(entry) for entry in listing.items]}

    def _entry(self, entry: Entry) -> dict[str, Any]:
        return {**self._lines(entry.lines), "below": [self._listing(below) for below in entry.below]}

    def _lines(self, lines: tuple[Line, ...]) -> dict[str, Any]:
        spans = [[{"text": self(s.text), "bold": s.bold, "href": s.href} for s in linked(line)] for line in lines]
        return {"rtl": reads_right_to_left(words_of(lines)), "lines": spans}


def data_of(sheet: Sheet, words: Words) -> dict[str, Any]:
    """Everything that `report.typ` prints."""
    content = sheet.content
    data = {
        "language": sheet.language,
        "rtl": sheet.language in RIGHT_TO_LEFT,
        "answers-in": content.language,
        "country": words(sheet.country),
        "heading": words.told(sheet.heading),
        "title": words.told(sheet.title),
        "period": sheet.when,
        "running": words(f"{sheet.country} · {sheet.period}"),
        "mark": sheet.mark,
        "name": sheet.name,
        "description": sheet.title.text,
        "keywords": sheet.keywords,
        "date": list(content.dated.timetuple()[:6]),
        "overview": _overview(sheet, words),
        "chapters": [_chapter(sheet, words, chapter) for chapter in sheet.chapters],
        "end-note": words.help(sheet.end_note),
    }
    return {**data, "words": _our_words(changed=words.changed)}


def _our_words(*, changed: bool) -> dict[str, str]:
    latin = _("Some characters are written here in Latin letters, because this file's fonts do not have them.")
    return {
        "contents": _("Contents"),
        "page": _("Page {page} of {pages}"),
        "overview": _("Next steps of the last report"),
        "step": _("Next step"),
        "status": _("Status"),
        "not-recorded": _("Not recorded"),
        "not-asked": _("Not asked, because of another answer"),
        "none-asked": none_asked(),
        "latin": latin if changed else "",
    }


def _overview(sheet: Sheet, words: Words) -> list[list[str]]:
    lines = sheet.overview()
    return [_status(words, line) for line in lines] if any(line.label for line in lines) else []


def _status(words: Words, line: Status) -> list[str]:
    title = f"{line.item.number}. {text.clean_line(line.item.title)}"
    return [words(title), words(line.label.text) if line.label else _("Not recorded")]


def _chapter(sheet: Sheet, words: Words, chapter: Chapter) -> dict[str, Any]:
    return {
        "title": words.told(chapter.title),
        "intro": words.help(chapter.intro),
        "questions": [_question(sheet, words, asked) for asked in chapter.questions],
    }


def _question(sheet: Sheet, words: Words, asked: Asked) -> dict[str, Any]:
    return {
        "number": asked.number,
        "words": words.told(asked.words),
        "required": asked.question.required,
        "help": words.help(asked.help),
        "places": [_place(sheet, words, asked, place) for place in asked.places],
    }


def _place(sheet: Sheet, words: Words, asked: Asked, place: Place) -> dict[str, Any]:
    return {
        "label": words(place.label),
        "asked": place.asked,
        "recorded": place.value is not None,
        "scale": _scale(words, asked, place),
        "ticks": [] if asked.question.points else [_tick(words, tick) for tick in place.ticks],
        "nodes": words.nodes(place.document),
        "steps": [_step(sheet, words, number, step) for number, step in enumerate(place.steps, 1)],
    }


def _tick(words: Words, tick: Tick) -> dict[str, Any]:
    return {
        "label": words.told(tick.label),
        "ticked": tick.ticked,
        "words": words(tick.words),
        "nodes": words.nodes(tick.document),
        "help": words.help(tick.help),
    }


def _scale(words: Words, asked: Asked, place: Place) -> dict[str, Any] | None:
    if not isinstance(place.value, Scale):
        return None
    value, points = place.value.value, asked.question.points
    said = _("%(value)s of %(points)s") % {"value": value, "points": points}
    ends = f"({place.ticks[0].label.text}, {place.ticks[-1].label.text})"
    return {"value": value, "points": points, "words": said, "ends": words(ends)}


def _step(sheet: Sheet, words: Words, number: int, step: PlannedStep) -> dict[str, Any]:
    pairs = step_details(sheet.content, step, sheet.language)
    return {
        "label": words(step_label(number, step.title)),
        "nodes": words.nodes(text.parse(step.source)),
        "details": [[label, words(said)] for label, said in pairs],
    }
