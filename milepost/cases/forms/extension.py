"""Input about more time."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import MoreTime
from milepost.cases.forms.words import JudgedForm, text
from milepost.ui.forms import DateField, Radios


class ExtendForm(JudgedForm):
    """Which duty, until when, and why. `duties`: code and words of those that can be given time."""

    duty = forms.ChoiceField(label=_("What needs more time?"), widget=Radios)
    until = DateField(label=_("Until which day?"))
    reason = text(_("Why?"), rows=3, required=True)

    def __init__(self, *args: Any, duties: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["duty"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(duties)

    def facts(self) -> MoreTime:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        return MoreTime(data["duty"], data["until"], data["reason"])
