"""What the form templates ask about a bound field: options with their hints, and where an error's link leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.utils.translation import gettext as _

from milepost.ui.forms import Words


@dataclass(frozen=True)
class Choice:
    """One option of radios or checkboxes, ready to draw. `revealed` is the field that shows when it is chosen."""

    type: str
    id: str
    name: str
    value: Any
    label: Words
    selected: bool
    disabled: bool
    hint: Words
    revealed: BoundField | None
    exclusive: bool


@dataclass(frozen=True)
class Problem:
    """A line of the error summary: the sentence, and the id of the box that mends it (empty: none)."""

    sentence: Words
    target: str


def choices_of(field: BoundField) -> Iterator[Choice]:
    """The options of radios or checkboxes."""
    widget = field.field.widget
    hints: dict[str, Words] = getattr(widget, "hints", {})
    reveals: dict[str, str] = getattr(widget, "reveals", {})
    exclusive: str = getattr(widget, "exclusive", "")
    for option in field.subwidgets:
        data, value = option.data, str(option.data["value"])
        yield Choice(
            type=data["type"],
            id=data["attrs"].get("id", f"id_{data['name']}_{data['index']}"),
            name=data["name"],
            value=data["value"],
            label=data["label"],
            selected=data["selected"],
            disabled=bool(data["attrs"].get("disabled")),
            hint=hints.get(value, ""),
            revealed=field.form[reveals[value]] if value in reveals else None,
            exclusive=bool(exclusive) and value == exclusive,
        )


def shown_fields(form: BaseForm) -> list[BoundField]:
    """The visible fields without those that an option of another field reveals: they are drawn with their option."""
    inside = {name for field in form.fields.values() for name in getattr(field.widget, "reveals", {}).values()}
    return [field for field in form.visible_fields() if field.name not in inside]


def first_box(field: BoundField) -> str:
    """The id of the element that takes the focus when someone follows an error to its field."""
    return f"{field.auto_id}_0" if field.use_fieldset else (field.id_for_label or str(field.auto_id))


def sentences(field: BoundField) -> list[Words]:
    """What is wrong with a field. Where the form's author has no words of their own for an empty one, it is named."""
    told: list[Words] = []
    for error in field.errors.as_data():
        general = error.code == "required" and error.message == forms.Field.default_error_messages["required"]
        told += [_empty(field)] if general else [str(message) for message in error.messages]
    return told


def _empty(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick the box “%(label)s”.") % {"label": field.label}
    if isinstance(widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple | forms.FileInput):
        return _("Choose an answer to “%(label)s”.") % {"label": field.label}
    return _("Fill in “%(label)s”.") % {"label": field.label}


def problems_of(form: BaseForm) -> list[Problem]:
    """The lines of a form's error summary, in the order of the page."""
    general = [*form.non_field_errors(), *(error for field in form.hidden_fields() for error in field.errors)]
    found = [Problem(error, "form-errors") for error in general]
    for field in form.visible_fields():
        found += [Problem(sentence, first_box(field)) for sentence in sentences(field)]
    return found


def has_choices(field: BoundField) -> bool:
    """Whether the field is drawn as radios or checkboxes."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
