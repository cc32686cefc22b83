"""Choosing a document."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from milepost.reporting.importing.guard import MAX_BYTES


class ImportForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=_("The document"),
        help_text=_("A Word document (.docx) or plain text (.txt) of a report in this form, up to 20 MB."),
    )

    def clean_file(self) -> "File[bytes]":
        """Refuse what is too large before it is read into memory."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(
                _("This file is larger than 20 MB. Take out pictures and attachments and choose it again.")
            )
        return file
