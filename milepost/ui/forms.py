"""How every form of Milepost is drawn and three fields that Django has in another shape.

`FormRenderer` (setting FORM_RENDERER) makes `{{ form }}` and `{{ field.as_field_group }}` give label, hint, error and
input in the order and with the links between them that people with a screen reader need. Nothing else is to be done in
a form class; `Radios` and `Checkboxes` are for hints under options and for a field that shows only after a choice,
`DateField` asks for day, month and year in three boxes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class FormRenderer(TemplatesSetting):
    """Draws forms with the templates under `ui/forms` and the widgets under `django/forms/widgets` of this app."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"


class _Choosing:
    """What radios and checkboxes know about their options.

    `hints`: value -> sentence under the option. `reveals`: value -> name of the form's field that belongs to it.
    `exclusive`: the value that takes all others away ("not applicable").
    """

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, Words] | None = None,
        reveals: Mapping[str, str] | None = None,
        exclusive: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})
        self.exclusive = exclusive


class Radios(_Choosing, forms.RadioSelect):
    """One of few."""


class Checkboxes(_Choosing, forms.CheckboxSelectMultiple):
    """Any of few."""


class DateInput(forms.MultiWidget):
    """Day, month and year in three boxes: nobody has to know a format, and no calendar has to be opened."""

    template_name = "ui/forms/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(dict(box)) for name in ("day", "month", "year")
        }
        super().__init__(parts)

    def decompress(self, value: date | None) -> list[int | None]:
        """The three boxes of a date."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.MultiValueField):
    """A date from three boxes. A part that is missing or cannot be is named; nothing is guessed."""

    default_error_messages = {
        "required": _("Enter the date."),
        "incomplete": _("Enter day, month and year: one of them is missing."),
        "invalid": _("Enter a date that exists, in numbers: for example 31 3 2023."),
    }
    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        parts = tuple(forms.CharField(required=False, max_length=10) for _part in ("day", "month", "year"))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        """The date, None for three empty boxes."""
        parts = [part.strip() for part in data_list]
        if not any(parts):
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
