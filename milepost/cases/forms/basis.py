"""Input about the legal basis."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.cases.facts import Ground
from milepost.cases.forms.follow_up import DayForm
from milepost.cases.forms.words import VerbForm, of, one, text
from milepost.cases.models import Basis, Case
from milepost.cases.queries.basis import age_in_years, counts_alone_from, is_old_enough
from milepost.cases.states import GIVERS
from milepost.ui.forms import DateField


class StateBasisForm(VerbForm):
    """A legal basis, or a consent."""

    lists: ClassVar[dict[str, str]] = {"kind": "basis", "purpose": "basis_purpose"}

    purpose = one(gettext_lazy("What is it for?"))
    kind = one(gettext_lazy("On which basis?"))
    given_by = of(gettext_lazy("Who gave it?"), GIVERS)
    given_on = DateField(label=gettext_lazy("Since when?"))
    note = text(gettext_lazy("What else?"), gettext_lazy("For example: explained by whom, in which language."), rows=3)

    def __init__(self, *args: Any, of_case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = {"given_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["given_by"].help_text = whose_consent_counts(of_case)

    def clean_given_on(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def facts(self) -> Ground:
        """The clean value. Call after `is_valid`."""
        return Ground(**{name: self.cleaned_data[name] for name in Ground.__dataclass_fields__})


def whose_consent_counts(case: Case) -> str:
    """What the country says of a child's own consent, at this child's age; empty where nothing needs to be said."""
    years, age = counts_alone_from(case), age_in_years(case)
    if years is None or is_old_enough(case):
        return ""
    told = {"years": years, "age": age}
    if age is None:
        return _("Under %(years)s years a child’s consent counts only with that of a parent or guardian.") % told
    return (
        _("The child is %(age)s. Under %(years)s a child’s consent counts only with that of a parent or guardian.")
        % told
    )


class WithdrawBasisForm(DayForm):
    """When and why a basis was taken back."""

    note = text(gettext_lazy("What was said?"), rows=3)

    def __init__(self, *args: Any, basis: Basis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.basis = basis

    def clean_on(self) -> date:
        """Not before it was given, and not in the future."""
        day = super().clean_on()
        if day < self.basis.given_on:
            raise forms.ValidationError(_("This is before the day on which it was given."))
        return day
