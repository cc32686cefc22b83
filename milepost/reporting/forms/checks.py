"""Explaining a warning."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JustifyForm(forms.Form):
    """Why it stays."""

    text = forms.CharField(
        label=_("Why does it stay as it is?"),
        help_text=_("The approver reads this beside the warning."),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
