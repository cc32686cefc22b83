"""Input about a message."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.cases.forms.words import JudgedForm, text


class SendMessageForm(JudgedForm):
    """To whom, and what."""

    to = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("To whom?"), empty_label=None)
    text = text(_("Message"), _("It stays on the file, where whoever opens it reads it."), rows=4, required=True)

    def __init__(self, *args: Any, readers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = readers
