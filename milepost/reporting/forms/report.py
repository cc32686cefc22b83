"""Opening a report: country, period, edition."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from milepost.places.models import Country, reader_language
from milepost.reporting.edition import tell
from milepost.reporting.models import StoredEdition
from milepost.ui.forms import DateField, Radios

LONGEST_PERIOD = 731
"""Days."""


class _CountryField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Country) -> str:
        """Its name in the reader's language."""
        return str(obj)


class _EditionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: StoredEdition) -> str:
        """Its title in the reader's language."""
        return tell(obj.edition.title, reader_language()).text


class OpenReportForm(forms.Form):
    """Which report to open."""

    country = _CountryField(Country.objects.none(), label=_("Country"), empty_label=None)
    start = DateField(label=_("First day of the period"), help_text=_("For example 1 5 2023"))
    end = DateField(label=_("Last day of the period"), help_text=_("For example 30 4 2024"))
    edition = _EditionField(
        StoredEdition.objects.order_by("-code"), label=_("Edition of the form"), empty_label=None, widget=Radios
    )
    language = forms.ChoiceField(
        label=_("Language the report is written in"),
        choices=[("en", _("English")), ("sq", _("Albanian")), ("fr", _("French")), ("es", _("Spanish"))],
    )
    due = DateField(label=_("Due on"), required=False, help_text=_("The day the Alliance expects the report."))

    def __init__(self, *args: Any, countries: QuerySet[Country], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = countries

    def clean(self) -> dict[str, Any]:
        """A period starts before it ends, and is a year or so: more is a slip of the pen."""
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The last day comes after the first day."))
        elif start and end and (end - start).days > LONGEST_PERIOD:
            self.add_error("end", _("This period is longer than two years. Check both years."))
        return data
