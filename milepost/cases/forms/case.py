"""Input about the case itself: who works on it, where it goes, why it is opened."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.accounts.queries import people_at
from milepost.cases.forms.concern_report import Units, units_with_key
from milepost.cases.forms.words import VerbForm, one, text
from milepost.institutions.models import Body


class _WorkerForm(VerbForm):
    """Someone of a unit."""

    worker = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Who works on it?"))

    def __init__(self, *args: Any, unit: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["worker"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people_at(unit, "case.contact")


class AssignForm(_WorkerForm):
    """The case goes to a colleague."""


class AcceptTransferForm(_WorkerForm):
    """The file is accepted, and given to someone."""


class RefuseTransferForm(VerbForm):
    """Why the file goes back."""

    answer = text(_("Why does it go back?"), rows=3, required=True)


class TransferForm(VerbForm):
    """The file goes to another unit."""

    lists: ClassVar[dict[str, str]] = {"reason": "transfer"}

    to_unit = Units(queryset=Body.objects.none(), label=_("To which unit?"))
    reason = one(_("Why?"))
    note = text(_("What should they know at once?"))

    def __init__(self, *args: Any, unit: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units_with_key(self.country).exclude(pk=unit.pk)


class StatePurposeForm(VerbForm):
    """Why a colleague's file is opened."""

    lists: ClassVar[dict[str, str]] = {"reason": "purpose"}

    reason = one(_("Why do you need this file?"))
    text = text(_("In a sentence"), rows=2, required=True)


class ReopenForm(VerbForm):
    """Nothing but the token."""
