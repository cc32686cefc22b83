"""What every form of the file room has: the words of the country's lists, the token of a form sent twice, its base."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from milepost.accounts.rules import YES, Ruling
from milepost.cases.sent import sending, typed_in
from milepost.places.codes import words_of
from milepost.ui.forms import Checkboxes, Radios

LONG = 20_000
"""Characters of a text."""

NOT_RECORDED = _("not recorded")


class VerbForm(forms.Form):
    """The form of a verb. `lists`: field -> the country's list that it chooses from."""

    lists: ClassVar[Mapping[str, str]] = {}

    token = forms.UUIDField(widget=forms.HiddenInput)
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), "base": 0} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.country = country
        words, language = words_of(country, *set(self.lists.values())), (get_language() or "en")[:2]
        for name, list_ in self.lists.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            choices = [(word.code, word.name(language)) for word in words[list_]]
            open_ended = not field.required and not isinstance(field, forms.MultipleChoiceField)
            field.choices = [("", NOT_RECORDED), *choices] if open_ended else choices

    def clean_token(self) -> uuid.UUID | None:
        """The name of this sending: the same for the same words in the same form, so that each is taken once."""
        return sending(typed_in(self.data)) if isinstance(self.data, QueryDict) else self.cleaned_data["token"]

    @classmethod
    def resumed(cls, typed: Mapping[str, list[str]], **kwargs: Any) -> Self:
        """The form with what was typed before and not sent. It is not judged until it is sent."""
        data = QueryDict(mutable=True)
        for name, values in typed.items():
            data.setlist(name, values)
        form = cls(data, **kwargs)
        form._errors = ErrorDict()  # type: ignore[attr-defined]
        form.cleaned_data = {}
        return form

    def meet(self, number: int) -> None:
        """The same form, on a later saving: it was met by another writer and is shown again with both texts."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["base"] = str(number)


class JudgedForm(VerbForm):
    """A form whose whole answer a rule judges: its sentence stands on the page, and what was typed stays."""

    def __init__(
        self, *args: Any, judge: Callable[[Mapping[str, Any]], Ruling] = lambda _clean: YES, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.judge = judge

    def clean(self) -> dict[str, Any]:
        """What the rule says of the boxes, once each is filled in well."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (ruling := self.judge(cleaned)):
            raise forms.ValidationError(str(ruling.sentence))
        return cleaned


def one(label: Any, hint: Any = "", *, required: bool = True, many: bool = False) -> forms.ChoiceField:
    """One word of a list: radios, or a drop-down where the list is long."""
    return forms.ChoiceField(label=label, help_text=hint, required=required, widget=forms.Select if many else Radios)


def several(label: Any, hint: Any = "", *, required: bool = False) -> forms.MultipleChoiceField:
    """Any words of a list."""
    return forms.MultipleChoiceField(label=label, help_text=hint, required=required, widget=Checkboxes)


def of(label: Any, table: Mapping[str, Any], hint: Any = "", **more: Any) -> forms.ChoiceField:
    """One word of a table of the product (not of a country)."""
    return forms.ChoiceField(label=label, help_text=hint, choices=list(table.items()), widget=Radios, **more)


def text(label: Any, hint: Any = "", *, rows: int = 5, required: bool = False) -> forms.CharField:
    """A text in words. Browsers neither keep it nor send it to a spelling service."""
    widget = forms.Textarea({"rows": rows, "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=LONG, widget=widget)


def line(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    """A line of words."""
    widget = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=200, widget=widget)
