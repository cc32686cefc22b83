"""The components that need more than an include. The rest are templates under `ui/components`; see README.md."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.ui import fields, icons, passages
from milepost.ui.forms import Words
from milepost.ui.passages import Piece, Placed

register = template.Library()

TONES = {"neutral": "empty", "active": "half", "waiting": "waiting", "done": "done", "alert": "alert"}
"""Tone of a state -> its shape."""
_NEAR = 14
_DAY = "j F Y"


@register.filter
def fields_shown(form: BaseForm) -> list[BoundField]:
    """The fields of a form that stand on their own."""
    return fields.shown_fields(form)


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    """Whether the field is one box to tick."""
    return field.widget_type == "checkbox"


@register.filter
def has_choices(field: BoundField) -> bool:
    """Whether the field is radios or checkboxes."""
    return fields.has_choices(field)


@register.filter
def sentences(field: BoundField) -> list[Words]:
    """What is wrong with a field."""
    return fields.sentences(field)


@register.filter
def choices(field: BoundField) -> list[fields.Choice]:
    """The options of radios or checkboxes."""
    return list(fields.choices_of(field))


@register.filter
def choices_kind(field: BoundField) -> str:
    """The name of the pattern: radios or checkboxes."""
    return "checkboxes" if field.field.widget.allow_multiple_selected else "radios"


@register.simple_tag
def field(bound: BoundField, size: str = "s", heading: bool = False, small: bool = False, inline: bool = False) -> str:
    """A field with a label of another size (`l`, `m`, `s`, `plain`), or with the label as the page's heading."""
    context = {"field": bound, "size": size, "heading": heading, "small": small, "inline": inline}
    return render_to_string("ui/forms/field.html", context)


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*forms: BaseForm, more: Sequence[BaseForm] | None = None, title: str = "") -> dict[str, Any]:
    """What is wrong in one or more forms, each line leading to its box. Draws nothing where nothing is wrong."""
    every = (*forms, *(more or ()))
    return {"problems": [problem for form in every for problem in fields.problems_of(form)], "title": title}


@register.filter
def prose(text: str) -> SafeString:
    """A text to read: HTML that is safe to print as it is, plain text in paragraphs."""
    return text if isinstance(text, SafeString) else mark_safe(linebreaks(text, autoescape=True))  # noqa: S308


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape; see `icons.py`."""
    return icons.icon(name)


@register.simple_tag
def state(word: str, tone: str = "neutral") -> SafeString:
    """A state: word, shape and colour. Tones: neutral, active, waiting, done, alert."""
    return format_html(
        '<strong class="mp-state mp-state--{}">{}<span>{}</span></strong>', tone, icons.icon(TONES[tone]), word
    )


@register.simple_tag
def progress(done: int, total: int, label: str = "", words: str = "") -> SafeString:
    """A bar with its words: "18 of 29 questions answered". `words` replaces the words, `label` says what is counted."""
    said = words or _("%(done)s of %(total)s") % {"done": done, "total": total} + (f" {label}" if label else "")
    return format_html(
        '<div class="mp-progress"><progress max="{}" value="{}" aria-label="{}"></progress>'
        '<span class="mp-progress__words mp-figures">{}</span></div>',
        max(total, 1),
        min(done, total),
        said,
        said,
    )


@register.simple_tag
def due(day: date, today: date | None = None) -> SafeString:
    """A day to keep, as people say it: "due in 3 days", "4 days late", with the date itself."""
    left = (day - (today or timezone.localdate())).days
    if left < 0:
        tone, words = "late", ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}
    elif left == 0:
        tone, words = "soon", _("due today")
    elif left <= _NEAR:
        tone, words = "soon", ngettext("due in %(n)s day", "due in %(n)s days", left) % {"n": left}
    else:
        tone, words = "later", ""
    written = date_format(day, _DAY)
    shape = icons.icon("alert") if tone == "late" else ""
    tail = format_html(' <span class="mp-due__words">{}{}</span>', shape, words) if words else ""
    return format_html(
        '<span class="mp-due mp-due--{}"><time datetime="{}">{}</time>{}</span>', tone, day.isoformat(), written, tail
    )


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """A moment as people write it, in the reader's language and time: 11 May 2023, 10:42."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return format_html(
        '<time class="mp-figures" datetime="{}">{}, {}</time>',
        local.isoformat(),
        date_format(local, _DAY),
        local.strftime("%H:%M"),
    )


@register.filter
def day(value: date) -> str:
    """A day as people write it, in the reader's language: 11 May 2023."""
    return date_format(value, _DAY)


@register.simple_tag
def highlighted(text: str, findings: Iterable[Placed]) -> SafeString:
    """A plain text with the words that findings are about marked, each with a link to its note in the margin."""
    return mark_safe("".join(_marked(piece) for piece in passages.pieces(text, findings)))  # noqa: S308 - escaped below


def _marked(piece: Piece) -> str:
    if not piece.findings:
        return conditional_escape(piece.text)
    anchors = format_html_join("", '<span id="words-{}"></span>', ((f.number,) for f in piece.opens))
    link = '<a class="mp-ref" href="#finding-{}" aria-label="{}">{}</a>'
    notes = ((f.number, _("Note %(number)s") % {"number": f.number}, f.number) for f in piece.closes)
    refs = format_html_join("", link, notes)
    tone = min(piece.findings, key=lambda f: ("error", "warning", "note").index(f.tone)).tone
    return format_html('{}<mark class="mp-mark mp-mark--{}">{}</mark>{}', anchors, tone, piece.text, refs)


@register.simple_tag
def difference(changes: Sequence[tuple[str, str]]) -> SafeString:
    """Word changes, `(operation, text)` with same, added, removed, as insertions and deletions that anyone can see."""
    return mark_safe("".join(_changed(operation, text) for operation, text in changes))  # noqa: S308 - escaped below


def _changed(operation: str, text: str) -> str:
    element = {"added": "ins", "removed": "del"}.get(operation)
    if element is None:
        return conditional_escape(text)
    said = _("added:") if element == "ins" else _("removed:")
    return format_html(
        '<{0} class="mp-change"><span class="govuk-visually-hidden">{1} </span>{2}</{0}>',
        mark_safe(element),  # noqa: S308 - one of two constants
        said,
        text,
    )


@register.filter
def nth(items: Sequence[Any], index: int) -> Any:
    """The item at a place, counted from 0."""
    return items[index]
