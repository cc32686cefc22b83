"""Input about services: whom to ask, what they said, how it ended."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Asking
from milepost.cases.forms.follow_up import DayForm
from milepost.cases.forms.words import text
from milepost.cases.models import PlanAction, Referral
from milepost.cases.rules.referral import been
from milepost.cases.states import REFERRAL_STATES
from milepost.institutions.models import Body
from milepost.places.models import reader_language
from milepost.structures.models import Service
from milepost.structures.queries import providers_in
from milepost.ui.forms import Radios

ANOTHER = "another"


class Providers(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Providers by their names in the reader's language."""

    def label_from_instance(self, obj: Body) -> str:
        """Its name."""
        return obj.name(reader_language())


class ReferForm(DayForm):
    """Whom to ask: a service of the directory, those of the child's municipality first, or another provider."""

    offer = forms.ChoiceField(label=_("Whom do you ask?"), widget=Radios(reveals={ANOTHER: "provider"}))
    provider = Providers(queryset=Body.objects.none(), label=_("Which provider?"), required=False)
    note = text(_("What do you ask for?"), _("What the provider is told. Write no more than they need."), rows=3)
    field_order = ("offer", "provider", "on", "note")

    def __init__(
        self,
        *args: Any,
        kind: str,
        action: PlanAction | None,
        near: Sequence[Service],
        far: Sequence[Service],
        hints: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.action = kind, action
        self.services = {str(each.pk): each for each in (*near, *far)}
        self.fields["on"].label = _("On which day did you ask?")
        offer, provider = self.fields["offer"], self.fields["provider"]
        assert isinstance(offer, forms.ChoiceField)
        assert isinstance(provider, forms.ModelChoiceField)
        named = [(key, each.name(reader_language())) for key, each in self.services.items()]
        offer.choices = [*named, (ANOTHER, _("another provider"))]
        offer.widget.hints = hints
        provider.queryset = providers_in(self.country)

    def clean(self) -> dict[str, Any]:
        """Another provider is named."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("offer") == ANOTHER and not data.get("provider") and "provider" not in self.errors:
            self.add_error("provider", _("Choose the provider. One that is missing is added with its service."))
        return data

    def facts(self) -> Asking:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        service = self.services.get(data["offer"])
        provider = service.provider if service else data["provider"]
        return Asking(data["on"], self.kind, provider, service, self.action, data["note"])


class _StepForm(DayForm):
    """A step of a referral, not before the one before it."""

    verb = forms.ChoiceField(label=_("What happened?"), widget=Radios)

    def __init__(self, *args: Any, referral: Referral, verbs: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = referral.answered_on or referral.asked_on
        leads = REFERRAL_STATES[referral.state].leads_to
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(verb, REFERRAL_STATES[leads[verb]].name) for verb in verbs if verb in leads]
        self.order_fields(["verb", "on"])

    def clean_on(self) -> date:
        """Today or before, and not before the step before."""
        day = super().clean_on()
        if not (ruling := been(day, self.since)):
            raise forms.ValidationError(str(ruling.sentence))
        return day


class AnswerReferralForm(_StepForm):
    """What the provider said."""

    answer = text(_("What did they say?"), _("If they refuse: why?"), rows=3)

    def clean(self) -> dict[str, Any]:
        """A refusal has its reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("verb") == "refuse" and not data.get("answer"):
            self.add_error("answer", _("Write why they refuse: it shows what is missing."))
        return data


class EndReferralForm(_StepForm):
    """How it ended."""

    ending = text(_("What was reached? If it is dropped: why?"), rows=3)
    action_done = forms.BooleanField(
        label=_("Mark it as done in the plan, too"), required=False,
        help_text=_("Only if it is finished. You can also do this later on the page of the file."),
    )  # fmt: skip

    def __init__(self, *args: Any, offers_action: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers_action:
            del self.fields["action_done"]


class KindForm(forms.Form):
    """Which kind of help is asked for, where the address does not say it."""

    kind = forms.ChoiceField(label=_("What kind of help?"))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = kinds or [("", _now("not recorded"))]
