"""Input about reports of concern."""

from datetime import date, datetime, time
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Concern
from milepost.cases.forms.words import VerbForm, line, of, one, several, text
from milepost.institutions.models import Body
from milepost.people.codes import SEXES
from milepost.people.forms import IdentityForm
from milepost.people.identity import Identity
from milepost.ui.forms import DateField
from milepost.vault.models import UnitKey


class Units(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Child protection units, in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The unit's name."""
        return str(obj.name((get_language() or "en")[:2]))


def units_with_key(country: str) -> Any:
    """The units of a country that can be sent something: those with a key."""
    live = UnitKey.objects.filter(country=country, replaced_at=None)
    return Body.objects.filter(country=country, kind="cpu", pk__in=live.values("unit")).order_by("code")


class ReportForm(VerbForm):
    """What was seen or heard of a child who may need protection."""

    lists: ClassVar[dict[str, str]] = {"source": "source", "concerns": "concern", "company": "company"}

    unit = Units(
        queryset=Body.objects.none(),
        label=_("Unit"),
        help_text=_("The child protection unit of the place where the child is. Only this unit reads the report."),
    )
    immediate_risk = forms.BooleanField(
        label=_("The child is in danger now"),
        required=False,
        help_text=_("Call the police and the unit first. Then report: the unit finds this above everything else."),
    )
    concerns = several(_("What is the concern?"), required=True)
    seen_on = DateField(label=_("When was the child seen?"))
    seen_at = forms.TimeField(label=_("At what time?"), required=False, help_text=_("For example 14:30."))
    place_detail = line(_("Where?"), _("Street, landmark, school, workplace."))
    company = one(_("Who is with the child?"), required=False)
    sex = of(_("Sex"), SEXES, initial="not_recorded")
    age_years = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=17, help_text=_("A guess is enough.")
    )
    identity = text(
        _("Who is the child?"),
        _("Names, family, school, as far as they are known. It may stay empty."),
        rows=3,
    )
    narrative = text(_("What was seen or heard?"), _("In your words: facts first, then what you think."))
    taken_at = forms.TimeField(
        label=_("If the child was taken into protection: at what time?"),
        required=False,
        help_text=_("Else leave it empty."),
    )
    handed_to = line(_("To whom was the child handed over?"))
    source = one(_("Who reports?"), many=True)
    reporter_contact = line(_("How can the unit reach who reports?"), _("It is sealed with the report."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units_with_key(self.country)

    def clean_seen_on(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["seen_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def concern(self) -> Concern:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        years = data["age_years"]
        return Concern(
            source=data["source"], seen_at=_moment(data["seen_on"], data["seen_at"]), concerns=tuple(data["concerns"]),
            immediate_risk=data["immediate_risk"], sex=data["sex"], company=data["company"],
            taken_at=_moment(data["seen_on"], data["taken_at"]) if data["taken_at"] else None,
            age_months=None if years is None else years * 12 + 6, narrative=data["narrative"],
            place_detail=data["place_detail"], identity=data["identity"], handed_to=data["handed_to"],
            reporter_contact=data["reporter_contact"],
        )  # fmt: skip


class RegisterForm(VerbForm, IdentityForm):
    """Who the child is: searched for first, then registered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].required = False

    def clean_token(self) -> UUID | None:
        """A form from before it had a token is taken too."""
        return super().clean_token() if self.cleaned_data.get("token") else None

    def identity(self) -> Identity:
        """The clean value. Call after `is_valid`."""
        return Identity(**{name: self.cleaned_data[name] for name in IdentityForm.base_fields})


class ScreenOutForm(VerbForm):
    """Why a report does not become a case."""

    lists: ClassVar[dict[str, str]] = {"reason": "screen_out"}

    reason = one(_("Why does it not become a case?"))
    note = text(_("What did you find out?"))


def _moment(day: date, at: time | None) -> datetime:
    return timezone.make_aware(datetime.combine(day, at or time(12)))
