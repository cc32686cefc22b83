"""Input about the three tracks. Only what follows from where a track stands is offered."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from milepost.accounts.states import State
from milepost.cases.facts import Mechanism, Proceeding, Safety
from milepost.cases.forms.follow_up import DayForm
from milepost.cases.forms.words import line, of, one, text
from milepost.cases.states import CRIMINAL_STATES, NRM_STATES, SAFETY_STATES, TOLD
from milepost.ui.forms import DateField, Radios


class _TrackForm(DayForm):
    """A step of a track."""

    table: ClassVar[Mapping[str, State]] = {}

    verb = forms.ChoiceField(label=_("What happened?"), widget=Radios)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(verb, self.table[to].name) for verb, to in self.table[state].leads_to.items()]
        self.order_fields(["verb", "on"])


class PlaceForm(_TrackForm):
    """A step of the safety track."""

    table: ClassVar[Mapping[str, State]] = SAFETY_STATES

    where = line(_("Where is the child?"))
    parents_told = of(_("Were the parents told?"), TOLD)
    court_asked_on = DateField(label=_("When was the court asked?"), required=False)
    note = text(_("What else?"), rows=3)

    def facts(self) -> Safety:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        names = ("verb", "on", "parents_told", "court_asked_on", "where", "note")
        return Safety(**{name: data[name] for name in names})


class NrmForm(_TrackForm):
    """A step of the National Referral Mechanism."""

    table: ClassVar[Mapping[str, State]] = NRM_STATES
    lists: ClassVar[dict[str, str]] = {"form": "form"}

    form = one(_("Form of exploitation"), required=False, many=True)
    note = text(_("What else?"), rows=3)

    def facts(self) -> Mechanism:
        """The clean value. Call after `is_valid`."""
        return Mechanism(**{name: self.cleaned_data[name] for name in Mechanism.__dataclass_fields__})


class CriminalForm(_TrackForm):
    """A step of the criminal track."""

    table: ClassVar[Mapping[str, State]] = CRIMINAL_STATES
    lists: ClassVar[dict[str, str]] = {"article": "article"}

    article = one(_("Article"), required=False)
    reference = line(_("Reference number"))
    support_person = forms.BooleanField(label=_("I accompany the child in the proceeding"), required=False)
    note = text(_("What else?"), rows=3)

    def __init__(self, *args: Any, by_clerk: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_clerk:  # the worker accompanies the child, not the clerk
            del self.fields["support_person"]

    def facts(self) -> Proceeding:
        """The clean value. Call after `is_valid`."""
        data = {"support_person": False, **self.cleaned_data}
        return Proceeding(**{name: data[name] for name in Proceeding.__dataclass_fields__})
