"""Input about guests of a case."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.cases.forms.words import VerbForm, of
from milepost.cases.queries.guest import Candidate
from milepost.cases.rules.guest import LONGEST
from milepost.cases.states import GUEST_ROLES
from milepost.ui.forms import DateField
from milepost.ui.parts import Row


class InviteGuestForm(VerbForm):
    """Who is invited, in which role, until when."""

    role = of(_("As what?"), GUEST_ROLES)
    person = forms.ChoiceField(
        label=_("Who?"),
        help_text=_("Call them and compare the number of their key, above: only this key opens the file."),
    )
    until = DateField(label=_("Until which day?"), help_text=_("The last day counts. A year at most."))

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(each.person.pk): each for each in candidates}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a person")), *((pk, _told(each)) for pk, each in self.candidates.items())]

    def clean_until(self) -> date:
        """A day to come, within a year."""
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        if day > today + LONGEST:
            raise forms.ValidationError(_("Choose a day within a year. You can invite them again then."))
        return day

    def clean(self) -> dict[str, Any]:
        """The person holds the role."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        found = self.candidates.get(data.get("person", ""))
        if found is not None and data.get("role") and data["role"] not in found.roles:
            self.add_error("person", _("This person does not hold the role that you chose above."))
        return data

    @property
    def numbers(self) -> list[Row]:
        """Everyone's name and the number of their key, whole on the narrowest phone."""
        return [Row(each.person.name, each.fingerprint) for each in self.candidates.values()]

    @property
    def person_chosen(self) -> Person:
        """Who is invited. Call after `is_valid`."""
        return self.candidates[self.cleaned_data["person"]].person


def _told(each: Candidate) -> str:
    """Name, post and body, roles."""
    person = each.person
    place = ", ".join(str(part) for part in (person.title, person.body) if part)
    roles = ", ".join(str(GUEST_ROLES[role]) for role in each.roles)
    return f"{person.name}{f', {place}' if place else ''} ({roles})"
