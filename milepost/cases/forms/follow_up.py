"""Input about contacts, reviews and closing."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Ending, Look, Visit
from milepost.cases.forms.words import VerbForm, of, one, text
from milepost.cases.states import REVIEW_OUTCOMES, RISK_LEVELS, TOLD
from milepost.ui.forms import DateField


class DayForm(VerbForm):
    """Something that happened on a day, today or before."""

    on = DateField(label=_("On which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Write down what happened."))
        return day


class ContactForm(DayForm):
    """A visit, a call, or a try."""

    lists: ClassVar[dict[str, str]] = {"kind": "contact"}

    kind = one(_("What kind of contact?"))
    child_seen = forms.BooleanField(
        label=_("I saw the child"),
        required=False,
        help_text=_("The next contact is due from the last day with a tick."),
    )
    note = text(_("What did you see and agree?"))

    def facts(self) -> Visit:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        return Visit(data["on"], data["kind"], data["child_seen"], data["note"])


class ReviewForm(DayForm):
    """The plan looked at again."""

    risk_level = of(_("How great is the risk now?"), RISK_LEVELS)
    outcome = of(_("What becomes of the plan?"), REVIEW_OUTCOMES)
    note = text(_("What was reached, what was not?"))

    def facts(self) -> Look:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        return Look(data["on"], data["risk_level"], data["outcome"], data["note"])


class ProposeCloseForm(VerbForm):
    """Why the case is to be closed."""

    lists: ClassVar[dict[str, str]] = {"reason": "closure"}

    reason = one(_("Why is the case closed?"))
    child_told = of(_("Was the child told?"), TOLD)
    family_told = of(_("Was the family told?"), TOLD)
    note = text(_("What is to be known by whoever opens it again?"))

    def facts(self) -> Ending:
        """The clean value. Call after `is_valid`."""
        return Ending(**{name: self.cleaned_data[name] for name in Ending.__dataclass_fields__})


class RefuseCloseForm(VerbForm):
    """Why the case stays open."""

    answer = text(_("What is to be done first?"), rows=3, required=True)
