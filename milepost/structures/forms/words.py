"""What the forms about teams and services share: lines, days that have been, the token of a form sent twice."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milepost.institutions.models import Body
from milepost.places.codes import words_of
from milepost.places.models import Place, reader_language
from milepost.ui.forms import DateField


def line(label: Any, hint: Any = "", *, required: bool = False, length: int = 200) -> forms.CharField:
    """A line of words."""
    widget = forms.TextInput({"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=length, widget=widget)


def words(country: str, list_: str) -> list[tuple[str, str]]:
    """The words of a country's list, in the reader's language."""
    return [(word.code, word.name(reader_language())) for word in words_of(country, list_)[list_]]


class Named(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body by its name in the reader's language."""

    def label_from_instance(self, obj: Body) -> str:
        """Its name."""
        return obj.name(reader_language())


class SeveralNamed(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Places by their names in the reader's language."""

    def label_from_instance(self, obj: Place) -> str:
        """Its name."""
        return obj.name(reader_language())


class Tokened(forms.Form):
    """A form that makes something: sent twice it makes one. `base`: the number on which a change was begun."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), "base": 0} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def names(self) -> dict[str, str]:
        """The name that was typed, in the reader's language; an empty one takes the name away."""
        return {reader_language(): self.cleaned_data["name"].strip()}

    def meet(self, number: int) -> None:
        """The same form on a later saving: someone else saved meanwhile, and what they saved is shown above it."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["base"] = str(number)


def been(day: date | None) -> date | None:
    """A day that is not still to come."""
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come. Write down what happened."))
    return day


class DayForm(forms.Form):
    """The day on which something ended."""

    on = DateField(label=_("Which was the last day?"))

    def __init__(self, *args: Any, since: date | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_on(self) -> date | None:
        """Not in the future, nor before it began."""
        day = been(self.cleaned_data["on"])
        if day and self.since and day < self.since:
            raise forms.ValidationError(_("This day is before it began. Check the days."))
        return day
