"""Input about teams and who is in them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.documents.models import Source
from milepost.structures.facts import TeamFacts
from milepost.structures.forms.words import DayForm, Tokened, been, line, words
from milepost.structures.models.team import KINDS, ROLES
from milepost.ui.forms import DateField, Radios


class AddForm(Tokened):
    """A team."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=list(KINDS.items()), widget=Radios)
    name = line(_("Its name or number"), _("Leave it empty if it has none of its own."))
    order = line(
        _("Order that set it up"), _("Number and date of the decision, for example: order of the mayor 112, 4.2.2020")
    )
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("The same order among the country’s documents"), required=False
    )
    set_up_on = DateField(
        label=_("Since when is it there?"),
        required=False,
        help_text=_("Leave it empty if nobody knows the day. Then it counts from today on."),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Source.objects.filter(country=country).order_by("code")

    def clean_set_up_on(self) -> date | None:
        """Not in the future."""
        return been(self.cleaned_data["set_up_on"])

    def facts(self) -> TeamFacts:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        return TeamFacts(data["kind"], self.names(), data["order"], data["source"], data["set_up_on"])


class ChangeForm(AddForm):
    """The same, of a team that is there: it stays what it is."""

    kind = forms.ChoiceField(choices=list(KINDS.items()), widget=forms.HiddenInput)


class EndForm(DayForm):
    """Its last day."""


class AddMemberForm(Tokened):
    """Someone of a sector."""

    sector = forms.ChoiceField(label=_("Sector"), widget=Radios)
    name = line(_("Name"), _("Staff only. Never write a child here."), required=True)
    telephone = line(_("Telephone at work"), length=60)
    role = forms.ChoiceField(label=_("Role in the team"), choices=list(ROLES.items()), widget=Radios, initial="member")
    since = DateField(label=_("Since when?"), required=False, help_text=_("Leave it empty if you do not know."))

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sector"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = words(country, "group_sector")

    def clean_since(self) -> date | None:
        """Not in the future."""
        return been(self.cleaned_data["since"])


class EndMemberForm(DayForm):
    """Their last day."""
