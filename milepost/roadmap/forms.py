"""Mending a step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.roadmap.models import Priority, Step
from milepost.ui.forms import DateField


class EditForm(forms.Form):
    """Owner, due date, indicator, priority."""

    title = forms.CharField(label=_("Title"), max_length=500)
    text = forms.CharField(label=_("What will be done"), required=False, widget=forms.Textarea({"rows": 4}))
    owner = forms.CharField(label=_("Responsible body"), required=False, max_length=300)
    due = DateField(label=_("Due on"), required=False)
    seen_by = forms.CharField(label=_("How one will see that it is done"), required=False, max_length=500)
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=_("Roadmap priority"), required=False, empty_label=_("No single priority")
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["priority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Priority.objects.filter(country=step.country_id)
