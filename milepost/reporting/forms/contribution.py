"""Asking someone, handing back, deciding."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.accounts.queries import holders
from milepost.reporting.content import Item, Slot
from milepost.reporting.forms.importing import ImportForm
from milepost.reporting.models import Report
from milepost.ui.forms import Checkboxes, DateField


class _PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has no subscript here
    def label_from_instance(self, obj: Any) -> str:
        """Name and body."""
        return f"{obj.name}, {obj.body}" if obj.body else str(obj.name)


class AskForm(forms.Form):
    """Whom to ask, until when. `items`: the priorities or steps of a repeated question, which may be asked together."""

    person = _PersonField(
        Person.objects.none(),
        label=_("Who answers"),
        empty_label=_("Choose a person"),
        help_text=_("People who hold the role of contributor in the country. They see only what they are asked."),
    )
    which = forms.MultipleChoiceField(label=_("For which of them"), widget=Checkboxes())
    due = DateField(label=_("Due on"), help_text=_("For example 15 6 2023"))
    remind_on = DateField(
        label=_("Remind them on"),
        required=False,
        help_text=_("If their text is not there by then, they get an e-mail on that day. It may stay empty."),
    )
    message = forms.CharField(
        label=_("Message"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("What you need from them, and for what period."),
    )  # fmt: skip

    def __init__(self, *args: Any, report: Report, slot: Slot, items: Sequence[Item], **kwargs: Any) -> None:
        self.report, self.slot = report, slot
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = holders("contributor", report.country_id)
        if len(items) < 2:
            del self.fields["which"]
            return
        which = self.fields["which"]
        assert isinstance(which, forms.MultipleChoiceField)
        which.choices = [(str(item.number), f"{item.number}. {item.title}") for item in items]
        which.initial = [str(slot.item)]

    @property
    def nobody(self) -> bool:
        """Whether there is nobody to ask."""
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        return person.queryset is not None and not person.queryset.exists()

    def slots(self) -> list[Slot]:
        """What is asked."""
        if "which" not in self.fields:
            return [self.slot]
        return [Slot(self.slot.question, int(number)) for number in self.cleaned_data.get("which", [])]

    def clean(self) -> dict[str, Any]:
        """Due in the future; reminded before it is due; nobody asked for what they have sent already."""
        data = super().clean() or self.cleaned_data
        today = timezone.localdate()
        if data.get("due") and data["due"] < today:
            self.add_error("due", _("This day is past. Choose a day to come."))
        if data.get("remind_on") and data["remind_on"] < today:
            self.add_error("remind_on", _("This day is past. Choose a day to come."))
        elif data.get("due") and data.get("remind_on") and data["remind_on"] > data["due"]:
            self.add_error("remind_on", _("Remind them before it is due."))
        if data.get("person"):
            self._refuse_sent(data["person"])
        return data

    def _refuse_sent(self, person: Person) -> None:
        sent = self.report.contributions.filter(person=person, state="offered").values_list("question", "item")
        waiting = {Slot(question, item or None) for question, item in sent} & set(self.slots())
        if waiting:
            self.add_error(
                "person",
                _("%(name)s has sent a text for this already. Decide on it: handing it back asks them again.")
                % {"name": person.name},
            )


class HandBackForm(forms.Form):
    """Why a text goes back."""

    comment = forms.CharField(
        label=_("What should they change?"),
        help_text=_("They read it above their text."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write what they should change, so that they know why it comes back.")},
    )


class PartForm(ImportForm):
    """The Word document of one question, filled in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("The Word document, filled in")
        self.fields["file"].help_text = _("The text is shown to you first. It is saved only when you save it.")
