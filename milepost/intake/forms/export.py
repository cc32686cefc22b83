"""Giving files out: which, with or without names, to whom and why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.cases.forms.words import LONG
from milepost.intake.actions.export import Order
from milepost.intake.forms.sheet import OfUnitForm
from milepost.intake.queries.outgoing import Chosen
from milepost.places.codes import words_of
from milepost.places.models import reader_language
from milepost.ui.forms import DateField, Radios

_SCOPES = {
    "statistics": gettext_lazy("What is counted: codes, years, ages. No name, no number, no day."),
    "identity": gettext_lazy("The same, with names, addresses and numbers of the children."),
}
_STATES = {"any": gettext_lazy("all"), "open": gettext_lazy("open ones"), "closed": gettext_lazy("closed ones")}


class ExportForm(OfUnitForm):
    """What goes out."""

    state = forms.ChoiceField(
        label=gettext_lazy("Which files?"), choices=list(_STATES.items()), initial="any", widget=Radios
    )
    since = DateField(
        label=gettext_lazy("Opened from this day on"), required=False, help_text=gettext_lazy("Leave it empty for all.")
    )
    until = DateField(label=gettext_lazy("Opened until this day"), required=False)
    scope = forms.ChoiceField(
        label=gettext_lazy("What of them?"), choices=list(_SCOPES.items()), initial="statistics", widget=Radios
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Why do they go out?"), widget=Radios)
    reason = forms.CharField(
        label=gettext_lazy("In a sentence"), max_length=LONG,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    recipient = forms.CharField(
        label=gettext_lazy("Who receives them?"), max_length=200, help_text=gettext_lazy("A person and their office."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)
        language = reader_language()
        field.choices = [(word.code, word.name(language)) for word in words_of(country, "purpose")["purpose"]]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError(_("The last day lies before the first one. Exchange them."))
        return cleaned

    def order(self) -> Order:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        chosen = Chosen(data["unit"], data["state"], data["since"], data["until"])
        return Order(chosen, data["scope"], data["purpose"], data["reason"], data["recipient"])
