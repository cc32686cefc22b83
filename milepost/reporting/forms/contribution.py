"""Asking someone, handing back, deciding."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.accounts.queries import holders
from milepost.reporting.models import Report
from milepost.ui.forms import DateField


class _PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has no subscript here
    def label_from_instance(self, obj: Any) -> str:
        """Name and body."""
        return f"{obj.name}, {obj.body}" if obj.body else str(obj.name)


class AskForm(forms.Form):
    """Whom to ask, until when."""

    person = _PersonField(Person.objects.none(), label=_("Who answers"), empty_label=_("Choose a person"))
    due = DateField(label=_("Due on"), help_text=_("For example 15 6 2023"))
    remind_on = DateField(label=_("Remind them on"), required=False, help_text=_("They get a mail on that day."))
    message = forms.CharField(
        label=_("Message"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("What you need from them, and for what period."),
    )  # fmt: skip

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = holders("contributor", report.country_id)

    def clean(self) -> dict[str, Any]:
        """Due in the future; reminded before it is due."""
        data = super().clean() or self.cleaned_data
        if data.get("due") and data["due"] < timezone.localdate():
            self.add_error("due", _("This day is past. Choose a day to come."))
        if data.get("due") and data.get("remind_on") and data["remind_on"] > data["due"]:
            self.add_error("remind_on", _("Remind them before it is due."))
        return data


class HandBackForm(forms.Form):
    """Why a text goes back."""

    comment = forms.CharField(label=_("What should they change?"), max_length=2000, widget=forms.Textarea({"rows": 4}))
