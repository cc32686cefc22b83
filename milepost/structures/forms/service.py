"""Input about services, their free places, and where there is none."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milepost.institutions.models import Body
from milepost.places.models import Place
from milepost.structures.facts import ServiceFacts
from milepost.structures.forms.words import DayForm, Named, SeveralNamed, Tokened, been, line, words
from milepost.structures.models import Service
from milepost.structures.queries import areas_of, providers_in
from milepost.ui.forms import Checkboxes, DateField


class AddForm(Tokened):
    """A service, its provider, what it holds and how it is reached."""

    kind = forms.ChoiceField(label=_("What kind of help?"))
    provider = Named(
        Body.objects.none(), label=_("Who gives it?"), required=False, empty_label=_("not in this list: write it below")
    )
    new_provider = line(_("Name of a provider that is not in the list"))
    name = line(_("Name of the service"), _("Leave it empty if it has none of its own."))
    capacity = forms.IntegerField(
        label=_("How many places does it have?"), required=False, min_value=0, max_value=100_000,
        help_text=_("Leave it empty if you do not know. Empty is “not recorded”, not zero."),
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )  # fmt: skip
    telephone = line(_("Telephone"), length=60)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    address = line(_("Address"), length=300)
    hours = line(_("Days and hours"), _("For example: Monday to Friday, 8 to 16"))
    starts_on = DateField(
        label=_("Since when is it there?"), required=False,
        help_text=_("Leave it empty if nobody knows the day. Then it counts from today on."),
    )  # fmt: skip
    serves = SeveralNamed(
        Place.objects.none(), label=_("For which other municipalities is it, too?"), required=False, widget=Checkboxes
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, provider, serves = (self.fields[name] for name in ("kind", "provider", "serves"))
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(provider, forms.ModelChoiceField)
        assert isinstance(serves, forms.ModelChoiceField)
        kind.choices = words(place.country_id, "service")
        provider.queryset = providers_in(place.country_id)
        serves.queryset = areas_of(place.country).exclude(pk=place.pk)

    def clean_starts_on(self) -> date | None:
        """Not in the future."""
        return been(self.cleaned_data["starts_on"])

    def clean(self) -> dict[str, Any]:
        """One provider: of the list, or a new one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, typed = data.get("provider"), data.get("new_provider")
        if not chosen and not typed:
            self.add_error("provider", _("Choose who gives it, or write the name below."))
        if chosen and typed:
            self.add_error("new_provider", _("You chose a provider above. Clear this box, or choose none there."))
        return data

    def facts(self) -> ServiceFacts:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        plain = ("kind", "capacity", "telephone", "email", "address", "hours", "starts_on")
        return ServiceFacts(names=self.names(), serves=tuple(data["serves"]), **{name: data[name] for name in plain})


class ChangeForm(AddForm):
    """The same, of a service that is there."""


class TellFreeForm(forms.Form):
    """How many places are free."""

    free = forms.IntegerField(
        label=_("How many places are free?"), min_value=0, max_value=100_000,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )  # fmt: skip
    on = DateField(label=_("On which day were you told?"))

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self.service = service

    def clean_free(self) -> int:
        """Not more than there are."""
        free: int = self.cleaned_data["free"]
        if self.service.capacity is not None and free > self.service.capacity:
            raise forms.ValidationError(
                _("The service has %(n)s places. If it has more by now, change the service first."),
                params={"n": self.service.capacity},
            )
        return free

    def clean_on(self) -> date | None:
        """Not in the future, nor before what was told last."""
        day, last = been(self.cleaned_data["on"]), self.service.free_on or self.service.starts_on
        if day and last and day < last:
            raise forms.ValidationError(_("Something newer is known already. Enter what was told last."))
        return day


class EndForm(DayForm):
    """Its last day."""


class StateNoneForm(forms.Form):
    """Of which kinds there is no service."""

    kinds = forms.MultipleChoiceField(label=_("Which services are there none of?"), widget=Checkboxes)
    on = DateField(label=_("On which day is this so?"))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = kinds

    def clean_on(self) -> date | None:
        """Not in the future."""
        return been(self.cleaned_data["on"])
