"""Input about the files of someone who leaves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.cases.forms.words import VerbForm
from milepost.cases.models import Case


class HandOverForm(VerbForm):
    """One colleague for all files, and another one for single files. `colleagues`: with what they have already."""

    everything = forms.ChoiceField(
        label=_("Who gets the files?"),
        required=False,
        help_text=_("All of them, but for those for which you choose someone below."),
    )

    def __init__(
        self, *args: Any, cases: Sequence[Case], colleagues: Sequence[tuple[Person, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases, self.people = (
            {f"file-{case.pk}": case for case in cases},
            {str(who.pk): who for who, _n in colleagues},
        )
        words = [(str(who.pk), label) for who, label in colleagues]
        self.fields["everything"] = _choice(self.fields["everything"], [("", _("nobody for all of them")), *words])
        for name, case in self.cases.items():
            chosen = forms.ChoiceField(label=case.number, required=False)
            self.fields[name] = _choice(chosen, [("", _("as chosen above")), *words])

    def clean(self) -> dict[str, Any]:
        """Somebody gets something."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.given():
            raise forms.ValidationError(_("Choose a colleague for all files, or for some of them."))
        return cleaned

    def given(self) -> Mapping[Case, Person]:
        """The clean value: who gets which file. A file for which nobody was chosen stays."""
        everything = self.cleaned_data.get("everything", "")
        chosen = {case: self.cleaned_data.get(name) or everything for name, case in self.cases.items()}
        return {case: self.people[who] for case, who in chosen.items() if who}


def _choice(field: forms.Field, choices: Sequence[tuple[str, Any]]) -> forms.Field:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
    return field
