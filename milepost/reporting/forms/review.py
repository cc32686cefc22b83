"""Messages that go with sending, deciding, correcting."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from milepost.reporting.content import Slot

MESSAGE = 2000
"""Characters of a message or reason."""
COMMENT = 4000
"""Characters of a comment on one question."""


class MessageForm(forms.Form):
    """A message that may be empty."""

    message = forms.CharField(
        label=_("Message"), required=False, max_length=MESSAGE, widget=forms.Textarea({"rows": 3})
    )


class SendForm(MessageForm):
    """What the approver should know."""

    message = forms.CharField(
        label=_("Message to the approver"),
        help_text=_("For example what is new, and by when you need their answer. It may stay empty."),
        required=False,
        max_length=MESSAGE,
        widget=forms.Textarea({"rows": 3}),
    )


class WithdrawForm(MessageForm):
    """Why a report is taken back."""

    message = forms.CharField(
        label=_("Why?"),
        help_text=_("The approver reads it in the round. It may stay empty."),
        required=False,
        max_length=MESSAGE,
        widget=forms.Textarea({"rows": 3}),
    )


class CommentForm(forms.Form):
    """A comment on one question."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=COMMENT,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": _("Write the comment before you send it."),
            "max_length": _("A comment has at most %(limit_value)d characters; this one has %(show_value)d."),
        },
    )


class ReasonForm(forms.Form):
    """A reason that must be there."""

    reason = forms.CharField(
        label=_("Why is it corrected?"),
        help_text=_("Everyone who reads the correction reads this too."),
        max_length=MESSAGE,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why the report is corrected.")},
    )


class DecideForm(forms.Form):
    """The approver's decision: a note, and a comment per question. Approving wants no comment, sending back one."""

    note = forms.CharField(
        label=_("A note on the whole report"),
        help_text=_("The focal point reads it with your decision. It may stay empty."),
        required=False,
        max_length=MESSAGE,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, slots: Mapping[Slot, str], approves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approves = approves
        self.slots = {f"comment-{slot.question}-{slot.item or 0}": slot for slot in slots}
        for name, slot in self.slots.items():
            self.fields[name] = forms.CharField(
                label=slots[slot], required=False, max_length=COMMENT, widget=forms.Textarea({"rows": 2})
            )

    def boxes(self) -> dict[Slot, BoundField]:
        """The comment box of each question."""
        return {slot: self[name] for name, slot in self.slots.items()}

    def comments(self) -> dict[Slot, str]:
        """The written comments by slot."""
        return {slot: self.cleaned_data[name] for name, slot in self.slots.items() if self.cleaned_data[name].strip()}

    def clean(self) -> dict[str, Any]:
        """A comment where one is needed, none where it would be lost."""
        data = super().clean() or self.cleaned_data
        written = [name for name in self.slots if (data.get(name) or "").strip()]
        if self.approves and written:
            self.add_error(
                written[0],
                _("You wrote a comment. Send the report back with it, or take it out of the box to approve."),
            )
        if not self.approves and not written:
            self.add_error(None, _("Write a comment at the question that has to change, at least at one."))
        return data
