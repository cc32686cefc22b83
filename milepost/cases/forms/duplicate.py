"""Input about children who are one, or are two after all."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.cases.forms.words import JudgedForm, line, text
from milepost.people.forms import SearchForm
from milepost.ui.forms import Radios


class NumberForm(forms.Form):
    """The file of the other child, where its number is known."""

    number = line(_("Number of the other file"), _("As it stands on the list. Or search for the child below."))


class LookForm(SearchForm):
    """Who the other child is called."""


class JoinForm(JudgedForm):
    """Which of the two stays, and why they are one. `children`: id and words of each."""

    stays = forms.ChoiceField(label=_("Which of the two stays?"), widget=Radios)
    reason = text(
        _("Why are you sure?"), _("It stays on the file, for whoever separates them again."), rows=3, required=True
    )

    def __init__(self, *args: Any, children: Sequence[tuple[uuid.UUID, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stays"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), words) for pk, words in children]


class SeparateForm(JudgedForm):
    """Why they are two after all."""

    reason = text(_("Why are they two?"), rows=3, required=True)
