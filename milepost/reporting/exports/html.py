"""A report as an accessible page: a fragment for our own pages, and one file that stands alone.

The fragment has no style of its own: our pages link the stylesheet `reporting/report.css`; the file that stands alone
carries it inside.
"""

from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from milepost.reporting import text
from milepost.reporting.content import Content, Scale
from milepost.reporting.edition import Told
from milepost.reporting.exports.layout import lay_out
from milepost.reporting.exports.marked import document_html
from milepost.reporting.exports.sheet import (
    RIGHT_TO_LEFT,
    Asked,
    Chapter,
    Place,
    Sheet,
    step_details,
    step_label,
)

_STYLE = Path(__file__).parent.parent / "static" / "reporting" / "report.css"


def write(content: Content, language: str = "en") -> bytes:
    """The report as one HTML file in UTF-8 that asks nothing of any other address."""
    with translation.override(language):
        sheet = lay_out(content, language)
        context = {
            "sheet": sheet,
            "heading": _told(sheet.heading, language),
            "title": _told(sheet.title, language),
            "body": _body(sheet),
            "style": _style(),
            "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        }
        return render_to_string("reporting/export/page.html", context).encode()


def body(content: Content, language: str = "en") -> SafeString:
    """The contents and the sections, for a page that has its own `h1` and links `reporting/report.css`."""
    with translation.override(language):
        return _body(lay_out(content, language))


def _body(sheet: Sheet) -> SafeString:
    context = {
        "sheet": sheet,
        "chapters": [_chapter(sheet, chapter) for chapter in sheet.chapters],
        "overview": _overview(sheet),
        "end_note": _told_text(sheet.end_note, sheet.language),
    }
    return render_to_string("reporting/export/body.html", context)


def _chapter(sheet: Sheet, chapter: Chapter) -> dict[str, Any]:
    return {
        "anchor": f"section-{chapter.section.key}",
        "title": _told(chapter.title, sheet.language),
        "intro": _told_text(chapter.intro, sheet.language),
        "questions": [_question(sheet, asked) for asked in chapter.questions],
    }


def _question(sheet: Sheet, asked: Asked) -> dict[str, Any]:
    return {
        "anchor": asked.anchor,
        "number": asked.number,
        "words": _told(asked.words, sheet.language),
        "required": asked.question.required,
        "help": _told_text(asked.help, sheet.language),
        "places": [_place(sheet, asked, place) for place in asked.places],
    }


def _place(sheet: Sheet, asked: Asked, place: Place) -> dict[str, Any]:
    """What one answer shows. `lang` is set where the answer is written in another language than the page."""
    content = sheet.content
    return {
        "anchor": place.anchor if place.label else "",
        "label": place.label,
        "lang": "" if content.language == sheet.language else content.language,
        "recorded": place.value is not None,
        "asked": place.asked,
        "ticks": [] if asked.question.points else _ticks(sheet, place),
        "scale": _scale(sheet, asked, place),
        "words": document_html(place.document),
        "steps": [
            {
                "label": step_label(number, step.title),
                "words": document_html(text.parse(step.source)),
                "details": step_details(content, step, sheet.language),
            }
            for number, step in enumerate(place.steps, 1)
        ],
    }


def _ticks(sheet: Sheet, place: Place) -> list[dict[str, Any]]:
    return [
        {
            "label": _told(tick.label, sheet.language),
            "ticked": tick.ticked,
            "words": tick.words,
            "document": document_html(tick.document),
            "help": _told_text(tick.help, sheet.language),
        }
        for tick in place.ticks
    ]


def _scale(sheet: Sheet, asked: Asked, place: Place) -> dict[str, Any]:
    """The point of a scale with the words at its ends; empty for other questions and for one not recorded."""
    if not isinstance(place.value, Scale):
        return {}
    value, points = place.value.value, asked.question.points
    ends = [place.ticks[0].label.text, place.ticks[-1].label.text]
    return {"value": value, "points": points, "dots": "●" * value + "○" * (points - value), "ends": ends}


def _overview(sheet: Sheet) -> list[dict[str, Any]]:
    lines = sheet.overview()
    if not any(line.label for line in lines):
        return []
    return [
        {
            "number": line.item.number,
            "title": text.clean_line(line.item.title),
            "label": _told(line.label, sheet.language) if line.label else "",
        }
        for line in lines
    ]


def _told(words: Told, language: str) -> SafeString:
    """A text of the form, marked when it is not in the page's language."""
    if words.language == language or not words.text:
        return format_html("{}", words.text)
    return format_html('<span lang="{}" dir="auto">{}</span>', words.language, words.text)


def _told_text(words: Told, language: str) -> SafeString:
    """A longer text of the form: its paragraphs, lists and links."""
    inner = document_html(text.parse(words.text))
    if not inner or words.language == language:
        return inner
    return format_html('<div lang="{}" dir="auto">{}</div>', words.language, inner)


@cache
def _style() -> SafeString:
    return mark_safe(_STYLE.read_text(encoding="utf-8"))  # noqa: S308 - our own file
