"""Input about a child and carers. Every part may stay empty: what is not known is "not recorded"."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milepost.people import rules, tags
from milepost.people.codes import RELATIONS, SEXES
from milepost.people.dates import PartialDate
from milepost.people.identity import ADDRESS, LINE, Care, Identity
from milepost.ui.forms import DateInput, Radios

OLDEST = 30
"""Years: a birth longer ago is a slip of the hand. Young adults stay in a file that was opened for a child."""
_SHUT = {"autocomplete": "off", "spellcheck": "false"}
"""A browser on a shared machine keeps no child's name, and sends none to a spelling service."""


class PartialDateInput(DateInput):
    """The three boxes of a date of which day and month may stay empty."""

    def decompress(self, value: "PartialDate | date | None") -> list[int | None]:
        """The boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class PartialDateField(forms.MultiValueField):
    """A day, a month or a year. What cannot be is named; nothing is guessed."""

    default_error_messages = {
        "required": _("Enter at least the year."),
        "year": _("Enter the year, in four digits: for example 2014."),
        "month": _("Enter the month too, or leave the day empty."),
        "invalid": _("Enter a date that exists, in numbers: for example 31 3 2014. Day and month may stay empty."),
    }
    widget = PartialDateInput

    def __init__(self, **kwargs: Any) -> None:
        parts = tuple(forms.CharField(required=False, max_length=10) for _part in ("day", "month", "year"))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> PartialDate | None:
        """The date, None for three empty boxes."""
        day, month, year = (part.strip() for part in data_list or ("", "", ""))
        if not (day or month or year):
            return None
        if len(year) != 4 or not year.isdecimal():
            raise self._wrong("year")
        if day and not month:
            raise self._wrong("month")
        try:
            return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
        except ValueError:
            raise self._wrong("invalid") from None

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class _BirthForm(forms.Form):
    """What every form about a birth checks: not in the future, not of a grown man."""

    def clean_birth(self) -> PartialDate | None:
        """The birth, if it can be one."""
        birth: PartialDate | None = self.cleaned_data["birth"]
        today = timezone.localdate()
        if birth and birth.first > today:
            raise ValidationError(_("This date is still to come. Check the year."), code="future")
        if birth and birth.year < today.year - OLDEST:
            raise ValidationError(
                _("Born in %(year)s this would not be a child. Check the year.") % {"year": birth.year}, code="old"
            )
        return birth


def _line(label: Any, hint: Any = "", length: int = LINE, **attributes: str) -> forms.CharField:
    widget = forms.TextInput({**_SHUT, **attributes})
    messages = {"max_length": _("This is too long: at most %(limit_value)d characters, and it has %(show_value)d.")}
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=length, widget=widget, error_messages=messages
    )


class IdentityForm(_BirthForm):
    """Who the child is."""

    given_name = _line(_("First name"), _("As the child or the papers say it. It may stay empty until it is known."))
    surname = _line(_("Surname"))
    other_names = _line(
        _("Other names"),
        _("Nicknames, former names, other spellings, with commas between. A search finds the child by them too."),
    )
    birth = PartialDateField(
        label=_("Date of birth"), required=False, help_text=_("For example 31 3 2014. Day and month may stay empty.")
    )
    birth_estimated = forms.BooleanField(label=_("This is an estimate"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=list(SEXES.items()), initial="not_recorded", widget=Radios)
    id_number = _line(_("Personal number"), _("From the identity card or the civil register."))
    nationality = _line(_("Nationality"))
    address = _line(_("Where the child lives or stays"), length=ADDRESS)
    phone = _line(_("Telephone"), inputmode="tel")

    def clean(self) -> dict[str, Any]:
        """An estimate needs something that was estimated."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("birth_estimated") and "birth" in cleaned and cleaned["birth"] is None:
            self.add_error("birth", _("Enter the estimated year of birth, or clear “This is an estimate”."))
        return cleaned

    def identity(self) -> Identity:
        """The clean value. Call after `is_valid`."""
        return Identity(**self.cleaned_data)

    @classmethod
    def initial_of(cls, identity: Identity) -> dict[str, Any]:
        """What the boxes hold for a known identity."""
        return {name: getattr(identity, name) for name in cls.base_fields}


class CarerForm(forms.Form):
    """Who cares for the child."""

    relation = forms.ChoiceField(
        label=_("Relation to the child"),
        choices=list(RELATIONS.items()),
        widget=Radios,
        error_messages={"required": _("Choose how this person is related to the child.")},
    )
    name = _line(_("Name"))
    contact = _line(_("Telephone or address"))
    lives_with = forms.ChoiceField(
        label=_("Does the child live with this person?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not recorded"))],
        required=False,
        widget=Radios,
    )

    def care(self) -> Care:
        """The clean value. Call after `is_valid`."""
        lives = {"yes": True, "no": False}.get(self.cleaned_data["lives_with"])
        return Care(self.cleaned_data["relation"], self.cleaned_data["name"], self.cleaned_data["contact"], lives)

    @staticmethod
    def initial_of(care: Care) -> dict[str, Any]:
        """What the boxes hold for a known carer."""
        lives = {True: "yes", False: "no", None: ""}[care.lives_with]
        return {"relation": care.relation, "name": care.name, "contact": care.contact, "lives_with": lives}


class SearchForm(_BirthForm):
    """What is known of a child who may be written down already. Sent by POST: no address holds a name."""

    given_name = _line(_("First name"), _("The spelling does not matter: Xhevahir finds Xhevair."))
    surname = _line(_("Surname"))
    birth = PartialDateField(
        label=_("Date of birth"), required=False, help_text=_("For example 31 3 2014. Day and month may stay empty.")
    )
    birth_estimated = forms.BooleanField(
        label=_("The year is an estimate"), required=False, help_text=_("Two years before and after are searched too.")
    )

    def clean(self) -> dict[str, Any]:
        """Enough to search with."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not tags.enough(self.words()):
            raise ValidationError(rules.too_few(), code="too_few")
        return cleaned

    def words(self) -> Identity:
        """The clean value. Call after `is_valid`."""
        return Identity(**self.cleaned_data)
