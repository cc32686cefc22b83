"""Messages that go with sending, deciding, correcting."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.reporting.content import Slot


class MessageForm(forms.Form):
    """A message that may be empty."""

    message = forms.CharField(label=_("Message"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class ReasonForm(forms.Form):
    """A reason that must be there."""

    reason = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class SendBackForm(forms.Form):
    """A comment per question, at least one."""

    note = forms.CharField(label=_("In general"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, slots: Mapping[Slot, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {f"slot-{number}": slot for number, slot in enumerate(slots, 1)}
        for name, slot in self.slots.items():
            self.fields[name] = forms.CharField(
                label=slots[slot], required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
            )

    def comments(self) -> dict[Slot, str]:
        """The written comments by slot."""
        return {slot: self.cleaned_data[name] for name, slot in self.slots.items() if self.cleaned_data[name].strip()}

    def clean(self) -> dict[str, Any]:
        """At least one comment."""
        data = super().clean() or self.cleaned_data
        if not any((data.get(name) or "").strip() for name in self.slots):
            self.add_error(None, _("Write a comment at the question that has to change, at least at one."))
        return data
