"""Input about a look after closing."""

from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Found
from milepost.cases.forms.follow_up import DayForm
from milepost.cases.forms.words import JudgedForm, of, text
from milepost.cases.states import CHECK_OUTCOMES


class CheckClosedForm(JudgedForm, DayForm):
    """How the child is."""

    outcome = of(_("How is the child?"), CHECK_OUTCOMES)
    note = text(_("What did you see and hear?"))

    def facts(self) -> Found:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        return Found(data["on"], data["outcome"], data["note"])
