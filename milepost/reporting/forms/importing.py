"""Choosing a document."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=_("The document"),
        help_text=_("A Word document (.docx) or plain text (.txt) of a report in this form, up to 20 MB."),
    )
